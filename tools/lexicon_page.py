"""Write docs/lexicon.md from the lexicon: for each event type its words, the places of its roles, an example.

Usage: python tools/lexicon_page.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from detente.lexicon import KINDS, read_yaml
from detente.resources import resource

HOUSE = Path(__file__).parent.parent
PAGE = HOUSE / "docs" / "lexicon.md"
INTRODUCTION = """\
# The lexicon

Made from the folder `lexicon` by `make docs`; a test fails where this page is stale.

Which words may tell which kind of event, and where the roles stand around them: {entries} entries with {words} words
and phrases for {types} types, each entry with examples that the test suite runs. An arrow leads from a grammatical
place to the role that its filler takes. Places are logical: the *subject* is who does it, in "52 people were freed by
Belarus" as in "Belarus's release of 52 people". *Only with* and *not with* name what must, or must not, stand in a
place, by its lemma or in capitals by a class (at the end of the page; ACTOR, PEOPLE, PERSON, STATE and PLACE are kinds
of actors, ANY is whatever stands there).
"""


def page() -> str:
    """Return docs/lexicon.md."""
    folder = resource("lexicon")
    files = sorted(folder.glob("[A-Z]*.yaml"))
    entries = {path.stem: read_yaml(path) for path in files}
    numbers = {
        "types": len(files),
        "entries": sum(map(len, entries.values())),
        "words": sum(len(entry.get(kind, ())) for them in entries.values() for entry in them for kind in KINDS),
    }
    parts = [INTRODUCTION.format(**numbers)]
    for path in files:
        parts.append(f"## {path.stem}\n")
        for theme, entry in zip(themes(path), entries[path.stem], strict=True):
            if theme:
                parts.append(f"### {theme}\n")
            parts.append("\n".join(lines(entry)) + "\n")
    parts.append("## Classes\n")
    parts += [
        f"- **{name}**: {', '.join(map(str, lemmas))}" for name, lemmas in read_yaml(folder / "classes.yaml").items()
    ]
    return "\n".join(parts) + "\n"


def themes(path: Path) -> Iterator[str]:
    """Yield for each entry of a file the comment above it, without its full stop; empty where it has none."""
    for comment in re.findall(r"(?:^# (.*)\n)?^- ", path.read_text(encoding="utf-8"), re.MULTILINE):
        yield comment.rstrip(".")


def lines(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield an entry as a list in Markdown."""
    for kind in KINDS:
        if kind in entry:
            yield f"- *{kind}s*: {', '.join(map(str, entry[kind]))}"
    yield "- " + ", ".join(f"{place} → {role.replace('+', ' and ')}" for place, role in entry["roles"].items())
    for key, title in (("requires", "only with"), ("unless", "not with")):
        for place, fillers in entry.get(key, {}).items():
            yield f"- *{title}* {place}: {', '.join(map(str, fillers))}"
    yield f"- “{entry['examples'][0]['text']}”"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
