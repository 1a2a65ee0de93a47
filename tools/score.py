"""Score extraction on gold sets, beside the previous run.

    python tools/score.py GOLD SCORERS [--keep FILE]

GOLD is a folder with ``articles_dev.jsonl`` (scored by SCORERS/score_articles.py) and sentence sets (scored by
SCORERS/score_events.py); what a folder lacks is left out. The figures go to ``benchmarks/quality.json``, which the next
run compares itself with.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

import detente

ARTICLES = "articles_dev"
SENTENCES = {"plover_gsr_dev": "plover", "petrarch_dev": "plover", "cameo_news_dev": "plover", "cameo_quad_dev": "quad"}
UNKNOWN = "2000-01-01"  # how the sentence sets write that they know no date


def articles(gold: Path, scorer: Path, folder: Path) -> dict[str, float]:
    """F1 of actors, positions and events, and the accuracies on matched events, in per cent."""
    accounts, figures = folder / "accounts.jsonl", folder / "figures.json"
    detente.build(dated(gold, folder), accounts)
    run(scorer, gold, accounts, "--json", figures)
    found = json.loads(figures.read_text(encoding="utf-8"))
    out = {name: 100 * value["f1"] for name, value in found["scores"].items()}
    out["participants: recall"] = 100 * found["participant_recall"]
    return out | {name: 100 * (value["accuracy"] or 0) for name, value in found["accuracy"].items()}


def sentences(gold: Path, scorer: Path, folder: Path, level: str) -> dict[str, float]:
    """F1 of type, type and source, type, source and target, in per cent."""
    graph, events = folder / "graph.nq", folder / "events.jsonl"
    detente.build(dated(gold, folder), graph)
    detente.export_plover(detente.read_graph(graph), events)
    found = json.loads(run(scorer, gold, events, "--json", "--level", level))
    return {name: 100 * found[name]["f1"] for name in ("type", "type+source", "type+source+target")}


def dated(gold: Path, folder: Path) -> Path:
    """The texts of a gold set alone, with unknown dates left out."""
    path = folder / gold.name
    with gold.open(encoding="utf-8") as lines, path.open("w", encoding="utf-8") as out:
        for record in map(json.loads, lines):
            date = record.get("published") or record.get("date")
            kept = {key: record[key] for key in ("id", "title", "text", "publisher") if record.get(key)}
            out.write(json.dumps(kept | {"published": None if date == UNKNOWN else date}) + "\n")
    return path


def run(scorer: Path, *arguments: Any) -> str:
    """What a scorer prints."""
    command = [sys.executable, str(scorer), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Score every set that is there, print the table, keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorers", type=Path)
    parser.add_argument("--keep", type=Path, default=Path("benchmarks/quality.json"))
    options = parser.parse_args()
    before = json.loads(options.keep.read_text(encoding="utf-8")) if options.keep.exists() else {}
    now: dict[str, dict[str, float]] = {}
    for name, level in {ARTICLES: "", **SENTENCES}.items():
        gold = options.gold / f"{name}.jsonl"
        scorer = options.scorers / ("score_articles.py" if name == ARTICLES else "score_events.py")
        if not gold.exists() or not scorer.exists():
            continue
        with tempfile.TemporaryDirectory() as folder:
            if name == ARTICLES:
                now[name] = articles(gold, scorer, Path(folder))
            else:
                now[name] = sentences(gold, scorer, Path(folder), level)
    table = Table("set", "figure", "before", "now")
    for name, figures in now.items():
        for figure, value in figures.items():
            old = before.get(name, {}).get(figure)
            table.add_row(name, figure, "" if old is None else f"{old:.1f}", f"{value:.1f}")
    Console().print(table)
    rounded = {name: {figure: round(value, 1) for figure, value in figures.items()} for name, figures in now.items()}
    options.keep.write_text(json.dumps(before | rounded, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
