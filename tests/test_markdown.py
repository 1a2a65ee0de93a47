import re

import pytest

from detente import markdown


def words(text: str) -> str:
    left = list(text)
    for start, end in markdown.marks(text):
        left[start:end] = " " * (end - start)
    return re.sub(r" +", " ", "".join(left)).strip()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("# Arvania frees 52 #", "Arvania frees 52"),
        ("Arvania **freed** _52_ people.", "Arvania freed 52 people."),
        ("Arvania *freed **all** 52* people.", "Arvania freed all 52 people."),
        ("[Belmora](https://a.example/x_(y)_z 'T') said", "Belmora said"),
        ("[Belmora][1] said[^2]", "Belmora said"),
        ("![a map](map.png) Belmora", "Belmora"),
        ("Belmora<br/>said <https://a.example>", "Belmora said"),
        ("> We are *ready*", "We are ready"),
        ("- one\n* two\n3. three", "one\n two\n three"),
        ("Title\n=====", "Title"),
        ("one\n\n---\n\ntwo", "one\n\n \n\ntwo"),
        ("[1]: https://a.example", ""),
        (r"5 \* 3 = 15 and snake_case_name * 2", "5 * 3 = 15 and snake_case_name * 2"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("an asterisk* here", "an asterisk* here"),
        ("`x` <!-- hidden --> y", "x y"),
        ("52% of #Belmora [sic] (a) x_y < z", "52% of #Belmora [sic] (a) x_y < z"),
    ],
)
def test_words_are_left_and_marks_are_not(text: str, left: str) -> None:
    assert words(text) == left


def test_levels_of_headings() -> None:
    assert [markdown.heading_level(line) for line in ("# a", "### a", "#a", "a # b", "####### a")] == [1, 3, 0, 0, 0]


def test_lines_in_italics() -> None:
    assert markdown.is_emphasised("*Thirty trucks arrive*")
    assert markdown.is_emphasised("**Thirty**")
    assert not markdown.is_emphasised("*Thirty* trucks *arrive*")
    assert not markdown.is_emphasised("Thirty *trucks*")
    assert not markdown.is_emphasised("* Thirty trucks")
