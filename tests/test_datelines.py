import pytest

from detente import datelines


@pytest.mark.parametrize(
    ("dateline", "town"),
    [
        ("KARETH —", "KARETH"),
        ("PORT SARRIN, Belmora (Meridian) —", "PORT SARRIN"),
        ("KYIV, March 3 (Agency) —", "KYIV"),
        ("KYIV, Ukraine (AP) --", "KYIV"),
        ("GENEVA (3 March 2025) –", "GENEVA"),
        ("NEW DELHI, 3 March (ANI):", "NEW DELHI"),
        ("ISLAMABAD:", "ISLAMABAD"),
        ("MOSCOW/KYIV, Sept. 11 (Agency) -", "MOSCOW/KYIV"),
        ("PORT-AU-PRINCE (Agency) -", "PORT-AU-PRINCE"),
        ("N’DJAMENA —", "N’DJAMENA"),
        ("SÃO PAULO, March 3 —", "SÃO PAULO"),
        ("CAIRO - 3 March 2025:", "CAIRO"),
        ("WASHINGTON, D.C. –", "WASHINGTON"),
        ("Vesk, Belmora —", "Vesk"),
        ("Berlin (dpa) -", "Berlin"),
        ("Rio de Janeiro, 3 March 2025 –", "Rio de Janeiro"),
        ("Tehran, March 3, IRNA –", "Tehran"),
    ],
)
def test_the_common_kinds(dateline: str, town: str) -> None:
    line = f"{dateline} The ministers met on Monday."
    assert line[: datelines.find(line)] == dateline
    place = datelines.place(dateline)
    assert place is not None
    assert dateline[slice(*place)] == town


def test_a_date_alone_has_no_town() -> None:
    line = "3 March 2025 – The ministers met."
    assert line[: datelines.find(line)] == "3 March 2025 –"
    assert datelines.place("3 March 2025 –") is None


def test_no_blank_before_the_sentence() -> None:
    assert datelines.find("WASHINGTON—The ministers met.") == len("WASHINGTON—")


@pytest.mark.parametrize(
    "line",
    [
        "NATO — the alliance of 32 states — condemned the attack.",
        "Arvania — the larger of the two — refused.",
        "Arvania — Belmora's neighbour — refused.",
        "Talks in Brunholm, Kelland — Marosh's first since the war — failed.",
        "President Holm, Kelland — The envoy of peace.",
        "Washington - and London - agreed to the terms.",
        "The minister said: We will not yield.",
        "BREAKING — Arvania frees 52.",
        "WARNING: The road is mined.",
        "PRESIDENT HOLM: Thank you.",
        "MS. RENN: Thank you.",
        "Arvania’s envoy, Belmora — The two met.",
        "He came on 3 March - The others came later.",
        "52 — The number of those freed.",
        "US-led talks — The first ones — failed.",
    ],
)
def test_sentences_have_none(line: str) -> None:
    assert datelines.find(line) == 0


@pytest.mark.parametrize("line", ["ISTANBUL", "PORT SARRIN", "PORT SARRIN, Belmora", "Paris, 3 March 2025", "KARETH —"])
def test_lines_of_their_own(line: str) -> None:
    assert datelines.stands_alone(line)


@pytest.mark.parametrize(
    "line",
    [
        "FACT SHEET",
        "Kareth",
        "NATIONAL SECURITY COUNCIL",
        "ARVANIA FREES FIFTY PRISONERS",
        "US",
        "Talks fail",
        "BY A. B.",
    ],
)
def test_other_short_lines(line: str) -> None:
    assert not datelines.stands_alone(line)


def test_speakers_are_no_towns() -> None:
    transcript = "HOLM: We met.\nARDEL: We did.\n"
    assert datelines.is_transcript(transcript)
    assert not datelines.is_transcript("KARETH: We met.\nThey did.")
    assert datelines.find("HOLM: We met.", colon=False) == 0
