"""Canonical N-Triples lines, sorted: suitable for comparison and hashing, and readable by every RDF tool."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, serialize

from ..turtle.blank_nodes import stable_labels
from ..turtle.rows import row


def write_ntriples(triples: Iterable[Triple | Quad]) -> str:
    """Return `triples` as sorted lines in the canonical form of RDF 1.2 N-Triples; also N-Quads of one graph.

    Blank nodes get stable labels, so the lines are canonical within the limits of
    `ilrs_graph.turtle.blank_nodes`. Graph names of quads are ignored.

    Raises OutputError for RDF 1.2 triple terms and for literals with a base direction.

    >>> from pyoxigraph import Literal, NamedNode
    >>> a, p = NamedNode("http://example.org/a"), NamedNode("http://example.org/p")
    >>> print(write_ntriples([Triple(a, p, Literal(6)), Triple(a, p, a)]), end="")
    <http://example.org/a> <http://example.org/p> "6"^^<http://www.w3.org/2001/XMLSchema#integer> .
    <http://example.org/a> <http://example.org/p> <http://example.org/a> .
    """
    held = list(triples)
    labels = stable_labels([row(triple) for triple in held])
    lines = serialize((_relabelled(triple, labels) for triple in held), format=RdfFormat.N_TRIPLES) or b""
    return b"".join(sorted(set(lines.splitlines(keepends=True)))).decode()


def _relabelled(triple: Triple | Quad, labels: Mapping[str, str]) -> Triple:
    ends = (BlankNode(labels[e.value]) if isinstance(e, BlankNode) else e for e in (triple.subject, triple.object))
    subject, object_ = ends
    return Triple(subject, triple.predicate, object_)  # type: ignore[arg-type]
