from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.layout import headline, layout, unwrap
from detente.records import Part

BODY = "Arvania freed 52 people on Monday."
MORE = "Belmora thanked its neighbour for the step."


def found(text: str, title: str | None = None, *, marks: bool = False) -> list[tuple[str, str]]:
    return [(part.kind, text[part.start : part.end]) for part in layout(text, title, marks=marks)]


def test_everything_at_once() -> None:
    text = (
        "Arvania frees 52 after talks\nBelmora welcomes the step\n\n- Holm thanks Marosh\n• Fourteen are foreigners\n"
        f"By Ada Wern\n3 March 2025\nKARETH\n{BODY}\n{MORE}\n"
        "Photo: A bus at the border\nSubscribe to the Courier for unlimited access to our reporting."
    )
    assert found(text) == [
        ("headline", "Arvania frees 52 after talks"),
        ("standfirst", "Belmora welcomes the step"),
        ("furniture", "-"),
        ("standfirst", "Holm thanks Marosh"),
        ("furniture", "•"),
        ("standfirst", "Fourteen are foreigners"),
        ("furniture", "By Ada Wern"),
        ("furniture", "3 March 2025"),
        ("dateline", "KARETH"),
        ("furniture", "Photo: A bus at the border"),
        ("boilerplate", "Subscribe to the Courier for unlimited access to our reporting."),
    ]


def test_plain_body_has_no_parts() -> None:
    assert found(f"{BODY}\n\n{MORE}") == []
    assert found(BODY) == []
    assert found("") == []
    assert found(" \n\n ") == []


def test_a_lone_line_is_body_whatever_it_looks_like() -> None:
    assert found("Arvania frees 52") == []
    assert found("Arvania frees 52", "Arvania frees 52") == []
    assert found("Arvania frees 52\nBelmora welcomes the step") == []


def test_the_title_at_the_start_is_the_headline() -> None:
    title = "‘Free at last’ - Arvania frees 52 | Radio Kestrel"
    line = "'Free at last' – Arvania frees 52"
    assert found(f"{line}\n\n{BODY}", title) == [("headline", line)]
    assert found(f"WORLD NEWS\n{line}\n{BODY}", title)[-1] == ("headline", line)


def test_a_sentence_that_goes_beyond_the_title_is_body() -> None:
    assert found(f"{BODY}\n{MORE}", "Arvania freed 52 people") == []


def test_with_a_title_another_first_line_is_no_headline() -> None:
    assert found(f"Belmora welcomes the step\n{BODY}", "Arvania frees 52") == [
        ("standfirst", "Belmora welcomes the step")
    ]


@pytest.mark.parametrize("line", ["Following the meeting Holm said:", "Dear Prime Minister,", "arvania frees"])
def test_first_lines_that_are_no_headlines(line: str) -> None:
    assert "headline" not in dict(found(f"{line}\n{BODY}\n{MORE}"))


def test_questions_may_be_headlines() -> None:
    assert found(f"Will Arvania free them?\n{BODY}") == [("headline", "Will Arvania free them?")]


def test_bullets_of_the_body_lose_their_marks_only() -> None:
    text = f"{BODY}\nThe deal has three points:\n- Arvania withdraws.\n- Belmora frees 52\n* Talks go on.\n{MORE}"
    assert found(text) == [("furniture", "-"), ("furniture", "-"), ("furniture", "*")]


def test_a_list_is_no_standfirst() -> None:
    text = "\n".join(f"Point {number} of the deal" for number in range(9)) + f"\n{BODY}"
    assert "standfirst" not in dict(found(text, "The deal"))


def test_dateline_before_the_first_sentence() -> None:
    assert found(f"KARETH, March 3 (Meridian) — {BODY}\n{MORE}") == [("dateline", "KARETH, March 3 (Meridian) —")]
    assert found(f"Arvania frees 52\n\nVesk, Belmora — {BODY}") == [
        ("headline", "Arvania frees 52"),
        ("dateline", "Vesk, Belmora —"),
    ]
    assert found(f"{BODY}\nKARETH — {MORE}") == []


def test_transcripts_have_speakers_and_no_datelines() -> None:
    assert found("HOLM: We met today.\nARDEL: We did, and it was good.") == []


def test_closing_notices_end_with_the_body() -> None:
    notice = "Our website has more stories for subscribers."
    assert found(f"{BODY}\n{notice}\n© 2025\n(Meridian)") == [
        ("boilerplate", notice),
        ("boilerplate", "© 2025"),
        ("boilerplate", "(Meridian)"),
    ]
    assert found(f"{BODY}\n{notice}\n{MORE}") == []


def test_the_first_sentence_is_never_a_closing_notice() -> None:
    assert found("Subscribers of the newsletter get our stories first.") == []


def test_a_credit_in_brackets_at_the_end_of_a_paragraph() -> None:
    assert found(f"{BODY} (Reporting by Ada Wern; editing by Tom Adair)") == [
        ("boilerplate", " (Reporting by Ada Wern; editing by Tom Adair)")
    ]


def test_markdown() -> None:
    text = (
        "# Arvania *frees* 52\n\n*Belmora welcomes it*\n\nArvania [freed](https://a.example) 52.\n\n"
        f"## Reactions\n\n{MORE}"
    )
    parts = layout(text, marks=True)
    assert headline(text, parts) == "Arvania frees 52"
    kinds = found(text, marks=True)
    assert ("standfirst", "Belmora welcomes it") in kinds
    assert ("furniture", "](https://a.example)") in kinds
    assert ("furniture", "## Reactions") in kinds
    body = "".join(c for i, c in enumerate(text) if not any(p.start <= i < p.end for p in parts)).split("\n")
    assert [line.strip() for line in body if line.strip()] == ["Arvania freed 52.", MORE]


def test_hard_wrapped_text_is_read_by_paragraphs() -> None:
    text = (
        "Arvania frees 52\n\nThe president of Arvania, Ilen Marosh, has freed\n"
        "52 people from Belmora after talks with an\nenvoy of Kelland, his office said.\n"
    )
    assert found(text) == [("headline", "Arvania frees 52")]
    assert unwrap(text).count("\n") == 3
    assert len(unwrap(text)) == len(text)


def test_short_paragraphs_are_not_hard_wrapped() -> None:
    text = f"Arvania frees 52 people\nKARETH\n{BODY}\n{MORE}\nKelland is glad."
    assert unwrap(text) == text


def test_long_lines_are_not_hard_wrapped() -> None:
    text = "x" * 101 + "\nand more"
    assert unwrap(text) == text


LINES = st.sampled_from(
    [
        BODY,
        MORE,
        "Arvania frees 52",
        "- Belmora welcomes it",
        "KARETH",
        "KARETH (Meridian) — Arvania freed 52.",
        "By Ada Wern",
        "Reporting by Ada Wern",
        "# Heading *with* marks",
        "**bold [link](https://a.example)** text_with_ marks_",
        "© 2025",
        "> quoted\r",
        "\u2028",
        "",
    ]
)


@given(
    st.lists(LINES | st.text(max_size=40), max_size=12).map("\n".join),
    st.sampled_from([None, "Arvania frees 52", ""]),
    st.booleans(),
)
def test_parts_lie_inside_the_text_and_apart(text: str, title: str | None, marks: bool) -> None:
    parts = layout(text, title, marks=marks)
    assert all(0 <= part.start < part.end <= len(text) for part in parts)
    assert all(before.end <= after.start for before, after in pairwise(parts))
    assert all("\n" not in unwrap(text)[part.start : part.end] or marks for part in parts)
    assert layout(text, title, marks=marks) == parts
    assert all(isinstance(part, Part) for part in parts)


@given(st.text())
def test_unwrapping_moves_nothing(text: str) -> None:
    assert [b for a, b in zip(text, unwrap(text), strict=True) if a != b and (a, b) != ("\n", " ")] == []
