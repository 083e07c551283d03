"""Canonical N-Triples lines, sorted: suitable for comparison and hashing, and readable by every RDF tool."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, serialize

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
    return b"".join(sorted_lines(_relabelled(triple, labels) for triple in held)).decode()


def sorted_lines(triples: Iterable[Triple]) -> list[bytes]:
    """Return `triples` as sorted lines of canonical N-Triples, each once; blank nodes keep their labels.

    >>> from pyoxigraph import NamedNode
    >>> a = NamedNode("urn:a")
    >>> sorted_lines([Triple(a, a, BlankNode("x"))])
    [b'<urn:a> <urn:a> _:x .\\n']
    """
    lines = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return sorted(set(lines.splitlines(keepends=True)))


def canonical_lines(triples: Sequence[Triple]) -> list[bytes]:
    """Return sorted lines of canonical N-Triples, the labels of blank nodes by RDFC-1.0 (RDF Dataset Canonicalization).

    >>> from pyoxigraph import NamedNode
    >>> a = NamedNode("urn:a")
    >>> canonical_lines([Triple(a, a, BlankNode("x"))])
    [b'<urn:a> <urn:a> _:c14n0 .\\n']
    """
    lines = sorted_lines(triples)
    text = b"".join((b"\n", *lines))
    if b"\n_:" not in text and b"> _:" not in text:  # the latter is in some literals too
        return lines
    with_blank = [t for t in triples if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in with_blank)  # they alone decide the labels
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    fixed = set(lines).difference(sorted_lines(with_blank))
    return sorted(fixed.union(sorted_lines(quad.triple for quad in dataset)))


def _relabelled(triple: Triple | Quad, labels: Mapping[str, str]) -> Triple:
    ends = (BlankNode(labels[e.value]) if isinstance(e, BlankNode) else e for e in (triple.subject, triple.object))
    subject, object_ = ends
    return Triple(subject, triple.predicate, object_)  # type: ignore[arg-type]
