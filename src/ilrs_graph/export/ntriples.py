r"""Canonical N-Triples lines, sorted: what to compare and to hash, and what every RDF tool reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Quad, Triple

from ..namespaces import XSD
from ..turtle.ordered import ordered
from ..turtle.rows import BLANK, IRI
from ..turtle.rows import SortableTerm as Term
from ..turtle.spelling import iri_reference

_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f\ufffe\uffff]')
_NAMED = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\b": r"\b", "\f": r"\f"}
_XSD_STRING = XSD + "string"


def write_ntriples(triples: Iterable[Triple | Quad]) -> str:
    """Return `triples` as sorted lines in the canonical form of RDF 1.2 N-Triples; also N-Quads of one graph.

    Blank nodes get stable labels, so the lines are canonical within the limits of
    `ilrs_graph.turtle.blank_nodes`. Graph names of quads are left out.

    Raises OutputError for RDF 1.2 triple terms and for literals with a base direction.

    >>> from pyoxigraph import Literal, NamedNode
    >>> a, p = NamedNode("http://example.org/a"), NamedNode("http://example.org/p")
    >>> print(write_ntriples([Triple(a, p, Literal(6)), Triple(a, p, a)]), end="")
    <http://example.org/a> <http://example.org/p> "6"^^<http://www.w3.org/2001/XMLSchema#integer> .
    <http://example.org/a> <http://example.org/p> <http://example.org/a> .
    """
    return "".join(sorted(_lines(triples)))


def _lines(triples: Iterable[Triple | Quad]) -> Iterator[str]:
    for subject, properties in ordered(triples).items():
        start = _spelt(subject)
        for predicate, objects in properties.items():
            for object_ in objects:
                yield f"{start} {iri_reference(predicate)} {_spelt(object_)} .\n"


def _spelt(term: Term) -> str:
    kind, value, datatype, language = term
    if kind == IRI:
        return iri_reference(value)
    if kind == BLANK:
        return f"_:{value}"
    text = f'"{_ESCAPED.sub(_escape, value)}"'
    if language:
        return f"{text}@{language}"
    return text if datatype == _XSD_STRING else f"{text}^^{iri_reference(datatype)}"


def _escape(match: re.Match[str]) -> str:
    return _NAMED.get(match[0]) or f"\\u{ord(match[0]):04X}"
