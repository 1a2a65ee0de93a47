"""Détente: news of diplomacy in, a graph that can be questioned out.

The functions here do what the commands of the same names do. What they are made of stands in the modules:
`detente.articles` (reading), `detente.extractor` (an article into its account), `detente.rdf` (an account into
quads), `detente.consolidate` (claims into events); the records are in `detente.records`.
"""

__version__ = "0.1.0"

from detente.adding import add, remove
from detente.articles import read
from detente.build import Summary, build
from detente.errors import DetenteError, InvalidError, UnreadableError
from detente.graph import read_graph, write_graph
from detente.load import load
from detente.netfile import write_network
from detente.netstats import ActorStats, NetworkStats, PairChange, network_changes, network_stats
from detente.network import network
from detente.plover import export_plover
from detente.query import Rows
from detente.query import ask as query
from detente.show import show
from detente.tablefiles import write_tables
from detente.validate import Report, Violation, validate

__all__ = [
    "ActorStats",
    "DetenteError",
    "InvalidError",
    "NetworkStats",
    "PairChange",
    "Report",
    "Rows",
    "Summary",
    "UnreadableError",
    "Violation",
    "add",
    "build",
    "export_plover",
    "load",
    "network",
    "network_changes",
    "network_stats",
    "query",
    "read",
    "read_graph",
    "remove",
    "show",
    "validate",
    "write_graph",
    "write_network",
    "write_tables",
]
