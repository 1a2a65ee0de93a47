"""Run `spacy train` with the project's mixture.

    python scripts/train.py CONFIG DATA OUT --steps N --words N [--minutes M] [--base MODEL]

The learning rate reaches zero after --words, or after --minutes of wall clock if that is not 0 and comes first;
training ends after --steps updates or with the minutes. OUT/model-last is the result, OUT/model-best the best by
development score. MODEL is the pipeline that configs/tune.cfg continues.
"""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path

import reader
from spacy.cli.train import train


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--words", type=int, required=True)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--base", type=Path)
    options = parser.parse_args()
    overrides = {
        "paths.data": str(options.data),
        "training.max_steps": options.steps,
        "training.eval_frequency": max(1, min(800, options.steps // 2)),
        "corpora.train.total_words": options.words,
        "corpora.train.minutes": options.minutes,
    }
    if options.base:
        overrides["paths.base"] = str(options.base)
    with suppress(reader.TimeUpError):
        train(options.config, options.out, overrides=overrides)


if __name__ == "__main__":
    main()
