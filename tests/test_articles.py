import datetime
import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.articles import Unreadable, read
from detente.errors import DetenteError
from detente.records import Article

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
TEXT = "Arvania freed 52 people on Monday.\n\nBelmora thanked its neighbour."
DAY = datetime.date(2025, 3, 3)


def one(path: Path, **options: object) -> Article | Unreadable:
    """The only thing that a path holds."""
    (found,) = read(path, **options)  # type: ignore[arg-type]
    return found


def article(path: Path, content: str | bytes) -> Article:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = one(path)
    assert isinstance(found, Article), found
    return found


def reason(path: Path, content: str | bytes) -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = one(path)
    assert isinstance(found, Unreadable), found
    assert found.path == str(path)
    assert "\n" not in str(found)
    return found.reason


def test_the_examples_are_all_read() -> None:
    found = list(read(EXAMPLES))
    assert [item for item in found if isinstance(item, Unreadable)] == []
    articles = [item for item in found if isinstance(item, Article)]
    assert len(articles) == 19
    assert all(item.title and item.parts for item in articles)
    assert {item.publisher for item in articles if item.publisher} == {
        "Meridian Wire",
        "The Brunholm Courier",
        "Office of the President of Kelland",
        "Radio Kestrel",
    }
    assert sum(item.published is None for item in articles) == 2


def test_plain_text(tmp_path: Path) -> None:
    text = f"Arvania frees 52\r\n\r\n{TEXT} \n"
    found = article(tmp_path / "a.txt", text)
    assert found.text == text
    assert (found.id, found.path, found.title, found.published) == ("a.txt", "a.txt", "Arvania frees 52", None)


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    found = article(
        tmp_path / "a.md",
        f"---\ntitle: Arvania frees 52\npublished: 2025-03-03\npublisher: Meridian\nurl: https://m.example/1\n"
        f"author: [Ada Wern, Tom Adair]\nlang: en-GB\nlayout: post\n---\n# Arvania frees 52\n\n{TEXT}",
    )
    assert found.text == f"# Arvania frees 52\n\n{TEXT}"
    assert (found.id, found.title, found.published) == ("https://m.example/1", "Arvania frees 52", DAY)
    assert (found.publisher, found.author, found.lang) == ("Meridian", "Ada Wern, Tom Adair", "en-GB")
    assert [part.kind for part in found.parts] == ["furniture", "headline"]


@pytest.mark.parametrize("text", [TEXT, f"---\n\n{TEXT}", f"---\nno fields\n---\n{TEXT}"])
def test_markdown_without_front_matter(tmp_path: Path, text: str) -> None:
    assert article(tmp_path / "a.md", text).text == text


def test_empty_front_matter(tmp_path: Path) -> None:
    assert article(tmp_path / "a.md", f"---\n---\n{TEXT}").text == TEXT


def test_html(tmp_path: Path) -> None:
    body = "".join(
        f"<p>Arvania freed {number} people, who crossed into Belmora on Monday.</p>" for number in range(50, 60)
    )
    found = article(
        tmp_path / "a.htm",
        "<html lang=de><head><title>Arvania frees 52 | Kestrel</title><meta property='og:site_name' content='Kestrel'>"
        "<meta property='article:published_time' content='2025-03-03T10:00:00Z'></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Arvania frees 52</h1>{body}</article></body></html>",
    )
    assert (found.title, found.publisher, found.published, found.url) == ("Arvania frees 52", "Kestrel", DAY, None)
    assert found.text.count("\n") == 10
    assert "Home" not in found.text


def test_html_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    body = "<p>The café in Kareth was shelled.</p>" * 20
    page = f"<html><head><meta charset=windows-1252></head><body>{body}</body></html>"
    assert "café" in article(tmp_path / "a.html", page.encode("cp1252")).text
    assert "unknown" in reason(tmp_path / "a.html", page.replace("windows-1252", "klingon").encode("cp1252"))


def test_json_and_json_lines(tmp_path: Path) -> None:
    records = [
        {"id": "a", "title": "T", "text": TEXT, "published": "2025-03-03", "publisher": "P", "extra": {"x": 1}},
        {"id": 7, "text": "One.", "date": "2000-01-01T10:00:00Z"},
        {"url": "https://m.example/1", "text": "Two.", "published": None, "date": "2025-03-03 10:15"},
        {"text": "Three.", "id": " "},
    ]
    (tmp_path / "a.json").write_text(json.dumps(records))
    (tmp_path / "b.jsonl").write_text("\n\n".join(map(json.dumps, records)))
    ids = ["a", "7", "https://m.example/1"]
    first = [item for item in read(tmp_path / "a.json") if isinstance(item, Article)]
    assert [item.id for item in first] == [*ids, "a.json/4"]
    assert [item.published for item in first] == [DAY, datetime.date(2000, 1, 1), DAY, None]
    second = [item for item in read(tmp_path / "b.jsonl") if isinstance(item, Article)]
    assert [(item.id, item.path) for item in second][-1] == ("b.jsonl/7", "b.jsonl:7")
    assert [item.id for item in second][:3] == ids
    assert article(tmp_path / "c.json", json.dumps(records[0])).title == "T"


def test_gzip_of_all(tmp_path: Path) -> None:
    for name in ("a.txt.gz", "a.md.gz", "a.TXT.GZ"):
        assert article(tmp_path / name, gzip.compress(TEXT.encode())).text == TEXT
    assert article(tmp_path / "a.jsonl.gz", gzip.compress(json.dumps({"text": TEXT}).encode())).id == "a.jsonl.gz/1"


def test_byte_order_marks(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert article(tmp_path / "a.txt", TEXT.encode(encoding)).text == TEXT
    assert article(tmp_path / "a.jsonl", json.dumps({"text": TEXT}).encode("utf-8-sig")).text == TEXT


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", "", "empty"),
        ("a.txt", " \n\t ", "empty"),
        ("a.md", "---\ntitle: T\n---\n\n", "empty"),
        ("a.txt", b"\x89PNG\r\n\x00\x01", "binary"),
        ("a.txt", "Arvania\0Belmora", "binary"),
        ("a.txt", "café".encode("latin-1"), "not utf-8 (byte 3)"),
        ("a.txt", "Nach den Gesprächen hat die Regierung 52 Gefangene freigelassen. " * 5, "looks like 'de'"),
        ("a.md", "---\nlang: fr\n---\nOui.", "given as 'fr'"),
        ("a.md", "---\ntitle: a: b\n---\nText.", "line 2: the front matter is no valid YAML"),
        ("a.md", "---\npublished: 2025-13-01\n---\nText.", "front matter is no valid YAML"),
        ("a.md", "---\npublished: last week\n---\nText.", "its date 'last week' is none"),
        ("a.md", "---\npublished: 2025\n---\nText.", "its date '2025' is none"),
        ("a.md", "---\ntitle: {a: b}\n---\nText.", "its title is not a string"),
        ("a.html", "<html><body></body></html>", "no article"),
        ("a.json", "{", "damaged JSON"),
        ("a.json", "[" * 100_000, "damaged JSON"),
        ("a.json", "1" * 5000, "damaged JSON"),
        ("a.json", "3", "neither an article nor a list"),
        ("a.json", '{"text": 3}', "its text is not a string"),
        ("a.json", '{"title": "T"}', "has no text"),
        ("a.json", '{"text": "a\\ud800b"}', "lone surrogate U+D800"),
        ("a.json", '{"text": "a", "id": "\\udfff"}', "lone surrogate U+DFFF"),
        ("a.json", '{"text": "a\\u0000b"}', "NUL"),
        ("a.jsonl", '{"text": "a"}'.encode("utf-16"), "UTF-16"),
        ("a.txt.gz", "no gzip", "damaged gzip"),
        ("a.txt.gz", gzip.compress(TEXT.encode())[:-9], "damaged gzip"),
        ("a.pdf", "%PDF", "not a kind of file"),
        ("a", "Text.", "not a kind of file"),
    ],
)
def test_what_can_not_be_used_is_named(tmp_path: Path, name: str, content: str | bytes, words: str) -> None:
    assert words in reason(tmp_path / name, content)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.formats.LONGEST", 1000)
    monkeypatch.setattr("detente.formats.LONGEST_PAGE", 1000)
    for name in ("a.txt", "a.md", "a.json", "a.html"):
        assert "more than" in reason(tmp_path / name, "x" * 1001)
    (tmp_path / "a.jsonl").write_text('{"text": "' + "x" * 3000 + '"}\n{"text": "short"}')
    large, short = read(tmp_path / "a.jsonl")
    assert isinstance(large, Unreadable)
    assert isinstance(short, Article)
    assert short.path == "a.jsonl:2"


def test_a_damaged_line_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "One."}\n{oops\n\xff\n[1]\n{"text": "Two."}\n')
    found = list(read(path))
    assert [item.text for item in found if isinstance(item, Article)] == ["One.", "Two."]
    assert [item.path for item in found if isinstance(item, Unreadable)] == [f"{path}:{line}" for line in (2, 3, 4)]


def test_short_texts_are_of_any_language(tmp_path: Path) -> None:
    assert article(tmp_path / "a.txt", "Kareth und Port Sarrin haben verhandelt.").lang == "en"


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/.hidden.txt", ".git/x.txt", "a.txt", "b/a/deep.md", "c.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"About {name}.")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    names = [item.id if isinstance(item, Article) else item.path for item in read(tmp_path)]
    pdf, gone, pipe = (str(tmp_path / name) for name in ("c.pdf", "gone.txt", "pipe.txt"))
    assert names == ["a.txt", "b/a/deep.md", "b/z.txt", pdf, gone, pipe]


def test_ids_are_relative_to_what_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "z.txt").write_text(TEXT)
    for source, name in ((tmp_path, "b/z.txt"), (tmp_path / "b", "z.txt"), (tmp_path / "b" / "z.txt", "z.txt")):
        assert [item.id for item in read(source) if isinstance(item, Article)] == [name]
    assert [item.id for item in read(str(tmp_path / "*" / "*.txt")) if isinstance(item, Article)] == ["b/z.txt"]
    assert [item.id for item in read(str(tmp_path / "**")) if isinstance(item, Article)] == ["b/z.txt"]


def test_file_names_that_are_no_text(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/a\xff.txt"
    try:
        Path(os.fsdecode(path)).write_text(TEXT)
    except OSError:
        pytest.skip("this file system knows no such names")
    found = one(tmp_path)
    assert isinstance(found, Unreadable)
    assert found.path.endswith("a\\xff.txt")
    found.path.encode()


def test_missing_sources_are_named_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(DetenteError, match=r"nowhere\.txt: there is no such file or folder"):
        read([EXAMPLES, tmp_path / "nowhere.txt"])
    with pytest.raises(DetenteError, match=r"\*\.txt: no file matches"):
        read(str(tmp_path / "*.txt"))


def test_a_name_with_stars_that_exists(tmp_path: Path) -> None:
    assert article(tmp_path / "[a]*.txt", TEXT).id == "[a]*.txt"


def test_the_same_id_twice(tmp_path: Path) -> None:
    lines = [{"id": "a", "text": TEXT}, {"id": "a", "text": TEXT, "title": "T"}, {"id": "a", "text": "Another."}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    first, other = read(tmp_path)
    assert isinstance(first, Article)
    assert isinstance(other, Unreadable)
    assert "'a' was given to another text" in other.reason


def test_the_same_file_twice(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert len(list(read([tmp_path, tmp_path / "a.txt", str(tmp_path / "*.txt")]))) == 1


def test_defaults_for_what_is_not_given(tmp_path: Path) -> None:
    lines = [{"id": "a", "text": "One."}, {"id": "b", "text": "Two.", "published": "2024-01-01", "publisher": "P"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    found = [item for item in read(tmp_path, published=DAY, publisher="Q") if isinstance(item, Article)]
    assert [(item.published, item.publisher) for item in found] == [(DAY, "Q"), (datetime.date(2024, 1, 1), "P")]


class _Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (TEXT, ["stdin"]),
        ("[photo] A bus.", ["stdin"]),
        ('{"id": "a", "text": "One."}\n{"text": "Two."}\n', ["a", "stdin/2"]),
        ('\ufeff{"text": "One."}', ["stdin/1"]),
        ('{\n "text": "One."\n}', ["stdin"]),
        ('[{"text": "One."},\n {"text": "Two."}]', ["stdin/1", "stdin/2"]),
        ('{"text": "' + "x" * 70_000 + '"}\n{"id": "b", "text": "Two."}', ["stdin/1", "b"]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: str, ids: list[str]) -> None:
    stdin = _Stdin(data.encode())
    monkeypatch.setattr(sys, "stdin", stdin)
    assert [item.id for item in read("-") if isinstance(item, Article)] == ids
    assert not stdin.buffer.closed


def test_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(b""))
    assert list(map(str, read("-"))) == ["standard input: empty"]


def test_articles_come_one_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n' * 2 + '{"text": "Two."}\n{oops\n')
    found = read(tmp_path)
    assert isinstance(next(found), Article)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.sampled_from(["a.txt", "a.md", "a.json", "a.jsonl", "a.jsonl.gz", "a.txt.gz"]),
    st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode(errors="surrogatepass")),
)
def test_no_file_raises(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert all(isinstance(item, Article | Unreadable) for item in read(tmp_path / name))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=100))
def test_text_is_unchanged(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": text}))
    found = one(tmp_path / "a.json")
    if text.strip():
        assert isinstance(found, Article)
        assert found.text == text
    else:
        assert isinstance(found, Unreadable)
