"""A graph in the order that all export formats use: sorted, without duplicates.

The order, which is guaranteed: the node of the file itself (`owl:Ontology`, `skos:ConceptScheme`) comes first;
otherwise subjects and objects are IRIs before blank nodes before literals; IRIs by code point, blank nodes by their new
label, literals by lexical form, then datatype, then language tag.
Predicates are `rdf:type` first, then by code point.

Terms keep their lexical form, so this module uses no Store, which rewrites literals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from pyoxigraph import Quad, Triple

from ..namespaces import OWL, RDF, SKOS
from .blank_nodes import stable_labels
from .rows import BLANK, Row, SortableTerm, row

RDF_TYPE = RDF + "type"
_DOCUMENTS = frozenset({OWL + "Ontology", SKOS + "ConceptScheme"})

OrderedGraph: TypeAlias = dict[SortableTerm, dict[str, list[SortableTerm]]]
"""Subject to predicate to objects, each level in the declared order."""


def ordered(triples: Iterable[Triple | Quad]) -> OrderedGraph:
    """Return `triples` grouped, sorted and without duplicates; blank nodes get new, stable labels.

    Graph names of quads are ignored: the result is the merge of the graphs.

    Raises OutputError for RDF 1.2 triple terms and for literals with a base direction.

    >>> from pyoxigraph import NamedNode
    >>> a, p = NamedNode("http://example.org/a"), NamedNode("http://example.org/p")
    >>> ordered([Triple(a, p, NamedNode("http://example.org/z")), Triple(a, p, a)])
    {(0, 'http://example.org/a', '', ''): {'http://example.org/p':
        [(0, 'http://example.org/a', '', ''), (0, 'http://example.org/z', '', '')]}}
    """
    rows = [row(triple) for triple in triples]
    return grouped(rows, stable_labels(rows))


def grouped(rows: Iterable[Row], labels: Mapping[str, str]) -> OrderedGraph:
    """Return `rows` grouped, sorted and without duplicates, each blank node with its label in `labels`."""
    groups: dict[SortableTerm, dict[str, set[SortableTerm]]] = {}
    for subject, predicate, object_ in rows:
        by_predicate = groups.setdefault(relabelled(subject, labels), {})
        by_predicate.setdefault(predicate, set()).add(relabelled(object_, labels))
    in_order = sorted(groups, key=lambda subject: (not _is_document(groups[subject]), subject))
    return {subject: _sorted_properties(groups[subject]) for subject in in_order}


def _is_document(properties: Mapping[str, set[SortableTerm]]) -> bool:
    return any(term[1] in _DOCUMENTS for term in properties.get(RDF_TYPE, ()))


def relabelled(term: SortableTerm, labels: Mapping[str, str]) -> SortableTerm:
    """Return `term`, with the label in `labels` if it is a blank node."""
    return (BLANK, labels[term[1]], "", "") if term[0] == BLANK else term


def _sorted_properties(properties: dict[str, set[SortableTerm]]) -> dict[str, list[SortableTerm]]:
    return {predicate: sorted(properties[predicate]) for predicate in sorted(properties, key=_type_first)}


def _type_first(predicate: str) -> str:
    return "" if predicate == RDF_TYPE else predicate
