"""Conversion of terms and graphs to and from rdflib, which is imported only when one of these functions is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from .errors import InputError
from .terms import Term

if TYPE_CHECKING:
    from rdflib import Graph


def to_rdflib_term(term: Term) -> Any:
    """Return the rdflib term equal to `term`; a literal keeps its lexical form.

    Raises:
        InputError: rdflib has no such term: a triple term or a base direction (RDF 1.2).

    >>> str(to_rdflib_term(Literal("1.00", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))))
    '1.00'
    """
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Triple) or term.direction is not None:
        raise InputError(f"not an RDF 1.1 term: {term}", tip="remove it, or describe its content with a separate node")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value), normalize=False)


def to_rdflib(triples: Iterable[Triple]) -> Graph:
    """Return an rdflib Graph of `triples` with the project's prefixes bound."""
    import rdflib

    from .namespaces import PREFIXES

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for t in triples:
        graph.add((to_rdflib_term(t.subject), to_rdflib_term(t.predicate), to_rdflib_term(t.object)))  # type: ignore[arg-type]
    return graph


def from_rdflib(graph: Graph) -> Iterator[Triple]:
    """Yield the triples of an rdflib Graph.

    Raises:
        InputError: it contains a term that RDF 1.1 does not have, such as a quoted graph.
    """
    for s, p, o in graph:
        subject, predicate, obj = _from(s), _from(p), _from(o)
        if isinstance(subject, Literal) or not isinstance(predicate, NamedNode):
            raise InputError(f"not an RDF 1.1 triple: {s} {p} {o}")
        yield Triple(subject, predicate, obj)


def _from(term: Any) -> Term:
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype))) if term.datatype else Literal(str(term))
    raise InputError(f"not an RDF 1.1 term: {term!r}")
