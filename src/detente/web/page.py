"""The network of actors as one file for a browser: it works offline and shows the sentences behind each tie."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

import networkx as nx
from pyoxigraph import Store

from detente.errors import DetenteError
from detente.scope import own_graph, select_among, within
from detente.vocabulary import local
from detente.web.sayings import read_sayings
from detente.web.templating import STATIC, environment
from detente.web.ties import Ties, of_network

# A query that names the properties is evaluated by going through all events.
_EVENTS: Final = "SELECT ?it ?property ?value WHERE { VALUES ?it { ?* } %s{ ?it ?property ?value } }"


def page(net: nx.MultiDiGraph, store: Store, *, title: str = "Network of actors") -> str:
    """HTML that draws a network from `detente.network` and fetches nothing from anywhere.

    `store` is the graph that the network was made from; the events' sentences, sources and dates come from it. Actors
    can be searched, ties filtered by time and type; a click on a tie shows its events.

    Raises:
        DetenteError: the scripts of the pages were not bundled when detente was installed.
    """
    try:
        style, script = ((STATIC / name).read_text(encoding="utf-8") for name in ("site.css", "network.js"))
    except OSError as error:
        raise DetenteError(
            "the scripts of interactive pages are missing: they are bundled when detente is installed; "
            "in a checkout, run `pip install --editable .` again, with access to a package index"
        ) from error
    ties = of_network(net)
    template = environment().get_template("page.html")
    return template.render(
        title=title,
        style=style,
        # An end tag inside a script's strings would end the script.
        script=(script := script.replace("</script", "<\\/script")),
        style_hash=_hash(style),
        script_hash=_hash(script),
        ties=ties,
        data=_data(net, ties, store),
    )


def _data(net: nx.MultiDiGraph, ties: Ties, store: Store) -> dict[str, Any]:
    data = ties.data()
    iris = sorted({iri for *_, edge in net.edges(data=True) for iri in edge["events"]})
    index = {iri: at for at, iri in enumerate(iris)}
    data["events"] = list(_events(store, iris))
    for tie, drawn in zip(ties.ties, data["ties"], strict=True):
        drawn["events"] = [index[iri] for iri in net.edges[tie.source, tie.target, tie.type]["events"]]
    return data


def _events(store: Store, iris: list[str]) -> Iterator[dict[str, Any]]:
    place = within(own_graph(store, "events"))
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for iri, name, value in sorted(select_among(store, _EVENTS % place, iris)):
        facts[iri].setdefault(local(name), value)
    sayings = read_sayings(store, iris)
    for iri in iris:
        it = facts[iri]
        yield {
            "label": it["label"],
            "type": local(it["type"]),
            "date": it.get("date", ""),
            "first": it.get("firstDay", ""),
            "last": it.get("lastDay", ""),
            "status": local(it["status"]).lower(),
            "reports": int(it.get("reports", 1)),
            "quotes": [
                {
                    "text": said.quote,
                    "source": said.teller
                    if said.teller == said.source.headline
                    else f"{said.teller}: {said.source.headline}",
                    "published": said.source.published,
                    "path": said.source.url,
                }
                for said in sayings.get(iri, ())
            ],
        }


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
