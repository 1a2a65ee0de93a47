"""Short texts of our own, annotated by hand, for what the corpora hardly hold.

Bodies with unknown names, two given names together, "Secretary of State", "Washington, DC", headlines: `made.txt` has
them with slots, each of which is filled afresh.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from sentence import Sentence

TEMPLATES = Path(__file__).parent.parent / "made.txt"
SYLLABLES = "ar be lo vi na sa ko mi ra ta ne lu do ve ri sho ma zu kha ya il os an er ba fe go ti pe sti".split()


def word(rng: random.Random) -> str:
    """An invented proper name of two to four syllables."""
    return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))).capitalize()


def capitals(rng: random.Random) -> str:
    """Invented capitals of a body."""
    return "".join(rng.choices("ABCDEFGHILMNOPRSTUW", k=rng.choice((3, 3, 4, 4, 5))))


def texts(count: int, pools: dict[str, list[str]], rng: random.Random) -> Iterator[Sentence]:
    """Fill the templates in turn; half of the bodies' words and capitals are invented."""
    lines = TEMPLATES.read_text(encoding="utf-8").splitlines()
    rows = [[cell.split() for cell in line.split("|")] for line in lines if not line.startswith("#")]
    for i in range(count):
        row = rows[i % len(rows)]
        fill = {
            "{P}": lambda: rng.choice(pools["PERSON"]),
            "{G}": lambda: rng.choice(pools["GPE"]),
            "{N}": lambda: rng.choice(pools["NORP"]),
            "{O}": lambda: word(rng) if rng.random() < 0.5 else rng.choice(pools["ORG"]),
            "{A}": lambda: capitals(rng) if rng.random() < 0.5 else rng.choice(pools["CAPITALS"]),
        }
        words = [fill[cell[0]]() if cell[0] in fill else cell[0] for cell in row]
        names: list[tuple[int, int, str]] = []
        for j, (*_, part) in enumerate(row):
            if part.startswith("B-"):
                names.append((j, j + 1, part[2:]))
            elif part.startswith("I-"):
                names[-1] = (names[-1][0], j + 1, names[-1][2])
        yield Sentence(
            words,
            [j + 1 == len(words) or words[j + 1] not in (".", ",") for j in range(len(words))],
            [cell[1] for cell in row],
            [int(cell[2]) - 1 if cell[2] != "0" else j for j, cell in enumerate(row)],
            [cell[3] for cell in row],
            names,
        )
