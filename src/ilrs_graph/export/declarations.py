"""Declarations of the terms that triples use, so that OWL tools see object properties, data properties and classes.

Without them the OWL API takes every property for an annotation property, and a browser of linked data shows no labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ..namespaces import OWL, RDF
from ..terms import LABEL, TERM_SORTS, TYPE
from ..turtle.rows import row

ONTOLOGY_HEADER, IMPORTS, VERSION_IRI = (NamedNode(OWL + name) for name in ("Ontology", "imports", "versionIRI"))
_DIRECTED = NamedNode(RDF + "dirLangString")


class Terms(NamedTuple):
    """The IRIs that triples use as predicates, and those in all places: also as datatypes of literals."""

    predicates: set[NamedNode]
    everywhere: set[NamedNode]


def used_terms(triples: Iterable[Triple]) -> Terms:
    """Return the IRIs in triples.

    Raises OutputError for RDF 1.2 triple terms and for literals with a base direction.

    >>> a = NamedNode("urn:a")
    >>> found = used_terms([Triple(a, LABEL, Literal(1))])
    >>> sorted(term.value for term in found.everywhere)
    ['http://www.w3.org/2000/01/rdf-schema#label', 'http://www.w3.org/2001/XMLSchema#integer', 'urn:a']
    """
    held = list(triples)
    predicates = {t.predicate for t in held}
    nodes: set[object] = {t.subject for t in held}
    values = {t.object for t in held}
    datatypes = {value.datatype for value in values if isinstance(value, Literal)}
    if _DIRECTED in datatypes or any(isinstance(value, Triple) for value in values):
        for triple in held:
            row(triple)
    nodes |= values | datatypes
    return Terms(predicates, predicates | {node for node in nodes if isinstance(node, NamedNode)})


def declarations(axioms: Iterable[Triple], used: set[NamedNode]) -> Iterator[Triple]:
    """Yield from the axioms the sort (class, object property...) and the labels of each class and property in `used`.

    >>> a, kind = NamedNode("urn:a"), NamedNode(OWL + "Class")
    >>> axioms = [Triple(a, TYPE, kind), Triple(a, LABEL, Literal("A")), Triple(NamedNode("urn:b"), TYPE, kind)]
    >>> list(declarations(axioms, {a})) == axioms[:2]
    True
    """
    about = [t for t in axioms if t.subject in used]
    declared = {t.subject for t in about if _is_sort(t)}
    for t in about:
        if t.subject in declared and (t.predicate == LABEL or _is_sort(t)):
            yield t


def _is_sort(triple: Triple) -> bool:
    return triple.predicate == TYPE and triple.object in TERM_SORTS


def in_one_document(axioms: Iterable[Triple]) -> Iterator[Triple]:
    """Yield the axioms of several modules without what makes each an ontology of its own: header types and imports.

    Titles, licences and descriptions of the modules stay.
    """
    for t in axioms:
        is_header = t.predicate == TYPE and t.object == ONTOLOGY_HEADER
        if not is_header and t.predicate not in (IMPORTS, VERSION_IRI):
            yield t
