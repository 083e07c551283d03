"""A network in the formats of programs that analyse or draw graphs, written by networkx: GraphML and GEXF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..errors import MissingDependency
from .network import Network

if TYPE_CHECKING:
    import networkx

_WRITTEN_ON = re.compile(r' lastmodifieddate="[^"]*"')
"""The day of writing in GEXF, with which equal networks would differ."""


def to_networkx(found: Network) -> networkx.MultiDiGraph[str]:
    """Return a network as a directed graph with several edges between two nodes; the key of an edge is its id.

    Raises:
        MissingDependency: networkx is not installed.
    """
    try:
        import networkx
    except ImportError as error:
        tip = "pip install 'ilrs-graph[network]'"
        raise MissingDependency("GraphML and GEXF need networkx, which is not installed", tip=tip) from error
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for name, attributes in found.nodes.items():
        graph.add_node(name, **_filled(attributes))
    for edge in found.edges:
        values = {"relation": edge.relation, **_filled(edge.attributes)}
        graph.add_edge(edge.source, edge.target, key=edge.id, **values)
    return graph


def graphml(found: Network) -> str:
    """Return a network as GraphML.

    Raises:
        MissingDependency: networkx is not installed.
    """
    graph = to_networkx(found)
    from networkx.readwrite.graphml import GraphMLWriter

    writer: Any = GraphMLWriter(prettyprint=True)  # not lxml, which may be absent and writes other bytes
    writer.add_graph_element(graph)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{writer}\n"


def gexf(found: Network) -> str:
    """Return a network as GEXF 1.2, without the day of writing.

    Raises:
        MissingDependency: networkx is not installed.
    """
    graph = to_networkx(found)
    from networkx.readwrite.gexf import GEXFWriter

    writer: Any = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    return _WRITTEN_ON.sub("", f'<?xml version="1.0" encoding="UTF-8"?>\n{writer}\n')


def _filled(attributes: Any) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value}
