"""What several tests rest on: the pipeline, and the graph of the example articles, each made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import servers
from spacy.language import Language

import detente
from detente.nlp import load_pipeline

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline."""
    return load_pipeline()


@pytest.fixture(scope="session")
def example_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the graph that is built from examples/articles."""
    path = tmp_path_factory.mktemp("examples") / "graph.nq"
    detente.build(EXAMPLES, path)
    return path


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[servers.Running]:
    """An Oxigraph server."""
    with servers.oxigraph() as running:
        yield running


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> servers.Running:
    """Each of the servers that the tests have."""
    if request.param == "virtuoso":
        return servers.virtuoso()
    running: servers.Running = request.getfixturevalue("oxigraph")
    return running
