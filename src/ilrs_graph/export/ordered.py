"""A graph in the one order that every export format writes: sorted, without duplicates.

The order, which files may rely on: subjects and objects are IRIs before blank nodes before literals; IRIs by
code point, blank nodes by their new label, literals by lexical form, then datatype, then language tag.
Predicates are `rdf:type` first, then by code point.

Terms keep the lexical form they came with, so nothing here goes through a Store, which rewrites literals.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from pyoxigraph import Quad, Triple

from ilrs_graph.export.blank_nodes import stable_labels
from ilrs_graph.export.terms import BLANK, Row, Term, row
from ilrs_graph.namespaces import RDF

RDF_TYPE = RDF + "type"

OrderedGraph: TypeAlias = dict[Term, dict[str, list[Term]]]
"""Subject to predicate to objects, each level in the declared order."""


def ordered(triples: Iterable[Triple | Quad]) -> OrderedGraph:
    """Return `triples` grouped, sorted and without duplicates; blank nodes get new, stable labels.

    Graph names of quads are left out: the result is the merge of the graphs.

    Raises OutputError for RDF 1.2 triple terms and for literals with a base direction.

    >>> from pyoxigraph import NamedNode
    >>> a, p = NamedNode("http://example.org/a"), NamedNode("http://example.org/p")
    >>> ordered([Triple(a, p, NamedNode("http://example.org/z")), Triple(a, p, a)])
    {(0, 'http://example.org/a', '', ''): {'http://example.org/p':
        [(0, 'http://example.org/a', '', ''), (0, 'http://example.org/z', '', '')]}}
    """
    groups: dict[Term, dict[str, set[Term]]] = {}
    for subject, predicate, object_ in _relabelled([row(triple) for triple in triples]):
        groups.setdefault(subject, {}).setdefault(predicate, set()).add(object_)
    return {subject: _sorted_properties(groups[subject]) for subject in sorted(groups)}


def _sorted_properties(properties: dict[str, set[Term]]) -> dict[str, list[Term]]:
    return {predicate: sorted(properties[predicate]) for predicate in sorted(properties, key=_type_first)}


def _type_first(predicate: str) -> str:
    return "" if predicate == RDF_TYPE else predicate


def _relabelled(rows: list[Row]) -> Iterable[Row]:
    labels = stable_labels(rows)
    if not labels:
        return rows

    def renamed(term: Term) -> Term:
        return (BLANK, labels[term[1]], "", "") if term[0] == BLANK else term

    return ((renamed(s), p, renamed(o)) for s, p, o in rows)
