"""An export as a network of things: GraphML, GEXF, and CSV of nodes and of edges."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, Triple

from ..errors import OutputError
from ..export.network import NODE_COLUMNS, Network, network
from ..export.whole import Export
from .csv_text import csv_text
from .options import Options


def graphml(triples: Iterable[Triple | Quad], _: Options) -> str:
    """Return an export as GraphML.

    Raises:
        OutputError: the triples are no export.
        MissingDependency: networkx is not installed.
    """
    from ..export.network_files import graphml as written

    return written(_network(triples))


def gexf(triples: Iterable[Triple | Quad], _: Options) -> str:
    """Return an export as GEXF.

    Raises:
        OutputError: the triples are no export.
        MissingDependency: networkx is not installed.
    """
    from ..export.network_files import gexf as written

    return written(_network(triples))


def nodes(triples: Iterable[Triple | Quad], _: Options) -> str:
    """Return the things of an export as CSV, one a line.

    Raises:
        OutputError: the triples are no export.
    """
    found = _network(triples).nodes
    rows = ((name, *(values[column] for column in NODE_COLUMNS[1:])) for name, values in found.items())
    return csv_text([NODE_COLUMNS, *rows])


def edges(triples: Iterable[Triple | Quad], _: Options) -> str:
    """Return the relations of an export as CSV, one a line, with a column for each attribute.

    Raises:
        OutputError: the triples are no export.
    """
    found = _network(triples)
    names = found.attributes
    rows = ((e.source, e.target, e.relation, e.id, *(e.attributes.get(n, "") for n in names)) for e in found.edges)
    return csv_text([("source", "target", "relation", "id", *names), *rows])


def _network(triples: Iterable[Triple | Quad]) -> Network:
    if not isinstance(triples, Export):
        raise OutputError("only an export can be written as a network", tip="use 'ilrs-graph export' or another format")
    return network(triples)
