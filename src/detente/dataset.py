"""What the graph says of itself: a dataset of VoID and DCAT, and how its derived graphs came to be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

from detente import __version__
from detente.decisions import Decisions
from detente.events import Fact
from detente.iris import graph_iri
from detente.vocabulary import DT, term

_TITLES: Final = {
    "events": "What happened, once, however many articles tell of it",
    "actors": "The actors behind the articles' actors",
    "links": "Why claims and actors were made one",
}


def dataset_facts(numbers: Mapping[str, int], decisions: Decisions, *, base: str) -> dict[NamedNode, list[Fact]]:
    """The facts by subject; `numbers` counts the articles and events."""
    dataset = NamedNode(graph_iri("dataset", base=base))
    activity = NamedNode(f"{dataset.value}#consolidation")
    facts: dict[NamedNode, list[Fact]] = {
        dataset: [
            (dataset, term("rdf:type"), term("void:Dataset")),
            (dataset, term("rdf:type"), term("dcat:Dataset")),
            (dataset, term("dcterms:title"), Literal("Claims, events and actors in news of diplomacy", language="en")),
            (dataset, term("void:uriSpace"), Literal(base)),
            (dataset, term("void:vocabulary"), NamedNode(DT)),
            (dataset, term("void:documents"), _count(numbers["articles"])),
            (dataset, term("void:entities"), _count(numbers["events"])),
            (dataset, term("prov:wasGeneratedBy"), activity),
        ],
        activity: [
            (activity, term("rdf:type"), term("prov:Activity")),
            (activity, term("dt:softwareVersion"), Literal(__version__)),
            (activity, term("dt:model"), Literal(f"detente consolidation {__version__}")),
            (activity, term("dt:configuration"), Literal(decisions.hash)),
        ],
    }
    for name, title in _TITLES.items():
        graph = NamedNode(graph_iri(name, base=base))
        facts[dataset].append((dataset, term("void:subset"), graph))
        facts[graph] = [
            (graph, term("rdf:type"), term("void:Dataset")),
            (graph, term("dcterms:title"), Literal(title, language="en")),
            (graph, term("prov:wasGeneratedBy"), activity),
        ]
    return facts


def log_facts(change: int, *, base: str) -> list[Fact]:
    """What the graph ``log`` of a store says of itself; `change` is the number of the last change."""
    log = NamedNode(graph_iri("log", base=base))
    return [
        (log, term("rdf:type"), term("void:Dataset")),
        (log, term("dcterms:title"), Literal("When each article was read", language="en")),
        (log, term("prov:wasGeneratedBy"), NamedNode(f"{graph_iri('dataset', base=base)}#consolidation")),
        (log, term("dt:change"), _count(change)),
    ]


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=term("xsd:integer"))
