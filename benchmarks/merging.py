"""How well events and actors of several articles are made one: ``python benchmarks/merging.py [ANNOTATED.jsonl]``.

Prints precision and recall of pairs, the pairs that are wrong or missing, and B³ of actors; of the short articles in
tests/data/pairs.yaml, and, where a file of annotated articles is given, of those, against tests/data/same-events.yaml.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import pairs  # stands among the tests, which use it too

from detente.extractor import Extractor


def told(name: str, score: pairs.Score) -> None:
    """Print one line of figures, and the pairs that are wrong or missing."""
    print(
        f"{name}: {score.wanted} pairs of one event, {score.found} found, {score.right} right: "
        f"precision {score.precision:.3f}, recall {score.recall:.3f}"
    )
    for kind, ones in (("wrong", score.wrong), ("missing", score.missing)):
        for pair in sorted(map(sorted, ones)):
            print(f"  {kind}: {' = '.join(pair)}")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("annotated", nargs="?", type=Path)
    given = parser.parse_args().annotated
    extractor = Extractor()
    told(f"{len(pairs.TEXTS)} pairs of short articles", pairs.short_articles(extractor))
    if given is not None:
        told("claims of annotated articles", pairs.annotated_claims(given))
        actors, f1 = pairs.annotated_actors(given, extractor)
        print(f"actors as extracted: {actors} actors, B³ F1 {f1:.3f}")
        actors, f1 = pairs.bare_actors(given)
        print(f"actors as annotated, without the gazetteer: {actors} actors, B³ F1 {f1:.3f}")


if __name__ == "__main__":
    main()
