"""TriG and N-Quads of an export: one named graph for the asserted triples, one for each layer of inferred ones.

What the export says of itself is in the default graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, NamedNode, Triple

from ..errors import OutputError
from ..turtle.comments import Comments
from ..turtle.ordered import ordered
from ..turtle.spelling import TermWriter
from ..turtle.writer import blocks_of, prefix_lines
from .ntriples import sorted_lines
from .selection import Graphs


def write_trig(default: Iterable[Triple], graphs: Graphs, prefixes: Mapping[str, str]) -> str:
    """Return graphs as a TriG 1.1 document: the default graph, then the named ones in the order of their names.

    Raises OutputError if two graphs share a blank node, and for RDF 1.2 triple terms and base directions.

    >>> a = NamedNode("http://example.org/a")
    >>> print(write_trig([], {a: [Triple(a, a, a)]}, {"ex": "http://example.org/"}), end="")
    @prefix ex: <http://example.org/> .
    <BLANKLINE>
    ex:a {
    ex:a ex:a ex:a .
    }
    """
    _refuse_shared(graphs)
    writer = TermWriter(prefixes)
    body = blocks_of(ordered(default), writer, Comments())
    for graph, triples in _sorted(graphs):
        inner = "\n".join(blocks_of(ordered(triples), writer, Comments()))
        body.append(f"{writer.iri(graph.value)} {{\n{inner}}}\n")
    return "\n".join(part for part in (prefix_lines(writer), *body) if part) or "\n"


def write_nquads(default: Iterable[Triple], graphs: Graphs) -> str:
    """Return graphs as sorted lines of N-Quads.

    Raises OutputError if two graphs share a blank node, and for RDF 1.2 triple terms and base directions.

    >>> a = NamedNode("http://example.org/a")
    >>> write_nquads([], {a: [Triple(a, a, a)]})
    '<http://example.org/a> <http://example.org/a> <http://example.org/a> <http://example.org/a> .\\n'
    """
    _refuse_shared(graphs)
    lines = sorted_lines(default)
    for graph, triples in graphs.items():
        lines += [line[:-2] + f"{graph} .\n".encode() for line in sorted_lines(triples)]
    return b"".join(sorted(lines)).decode()


def _sorted(graphs: Graphs) -> list[tuple[NamedNode, list[Triple]]]:
    return sorted(((g, triples) for g, triples in graphs.items() if triples), key=lambda each: each[0].value)


def _refuse_shared(graphs: Graphs) -> None:
    """Raise OutputError if two graphs share a blank node, for which each would have a label of its own."""
    seen: set[BlankNode] = set()
    for triples in graphs.values():
        own = {x for t in triples for x in (t.subject, t.object) if isinstance(x, BlankNode)}
        if own & seen:
            raise OutputError("two named graphs share a blank node", tip="use a format of one graph, such as ttl or nt")
        seen |= own
