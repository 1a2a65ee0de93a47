"""From articles to answers in Python: `python examples/quickstart.py`."""

from pathlib import Path
from tempfile import TemporaryDirectory

import detente

ARTICLES = Path(__file__).parent / "articles"


def main() -> None:
    """Build the graph of the example articles, check it, ask it."""
    with TemporaryDirectory() as folder:
        graph = Path(folder) / "graph.nq"

        summary = detente.build(ARTICLES, graph)
        print(f"{summary.articles} articles make {summary.claims.total()} claims about {summary.events} events")
        print("valid:", detente.validate(graph).conforms)

        # A shipped query, with a parameter of its own. Rows are dicts of plain Python values.
        print("Who released whom?")
        for row in detente.query(graph, "releases", actor="Belarus", status="Actual"):
            print(" ", row["date"], row["agent"], "→", row["recipient"], f"({row['reports']} publishers)")

        # SPARQL of one's own; the project's prefixes are known.
        print("Who speaks most?")
        speakers = """
            SELECT ?name (COUNT(?claim) AS ?claims) {
              ?claim prov:wasAttributedTo/dt:refersTo/rdfs:label ?name
            } GROUP BY ?name ORDER BY DESC(?claims) ?name LIMIT 3
        """
        for row in detente.query(graph, speakers):
            print(" ", row["name"], row["claims"])


if __name__ == "__main__":
    main()
