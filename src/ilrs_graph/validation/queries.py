"""The text of SPARQL constraints: prefixes put before it, `$this` and `$PATH` filled in."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from ..errors import InputError
from ..namespaces import SH
from ..sparql import groups, replaced
from ..terms import Node as Term
from ..terms import View
from .paths import walk

FOCI = "urn:ilrs-graph:foci"
"""The named graph that holds the nodes to ask for, each as an object."""


def query_of(shapes: View, node: Term, shape: Term, path: str = "") -> str:
    """Return the SELECT of a SPARQL constraint or target of `shape`; `path` is that of a property shape.

    Raises:
        InputError: it has none.
    """
    found = sorted(_values(shapes, node, "select"))
    if not found:
        raise InputError(f"{node} has no sh:select", tip="give the query with sh:select")
    text = replaced(found[0], "$currentShape", str(shape))
    return _prefixes(shapes, node) + (replaced(text, "$PATH", path) if path else text)


def for_many(query: str) -> str:
    """Return a query that asks at once for every node in the graph `FOCI`.

    >>> for_many("SELECT ?this { ?this <urn:p> 1 { ?this <urn:q> 1 } }").count("GRAPH")
    1
    """
    return _bound(query, groups(query)[:1])


def for_one(query: str) -> str:
    """Return a query that asks for the one node in the graph `FOCI`: bound in every group, as SHACL has it.

    >>> for_one("SELECT ?this { ?this <urn:p> 1 { ?this <urn:q> 1 } }").count("GRAPH")
    2
    """
    return _bound(query, groups(query))


def _bound(query: str, places: list[int]) -> str:
    for place in reversed(places):
        query = f"{query[:place]} GRAPH <{FOCI}> {{ <{FOCI}> <{FOCI}> ?this }} {query[place:]}"
    return query


def _prefixes(shapes: View, node: Term) -> str:
    declared: list[str] = []
    holders = walk(shapes, {node}, ["p", SH + "prefixes"])
    # an ontology's imports declare for it too
    holders = walk(shapes, holders, ["star", ["p", "http://www.w3.org/2002/07/owl#imports"]])
    for each in walk(shapes, holders, ["p", SH + "declare"]):
        prefix, namespace = (_values(shapes, each, name) for name in ("prefix", "namespace"))
        declared += [f"PREFIX {p}: <{n}>\n" for p in prefix for n in namespace]
    return "".join(sorted(declared))


def _values(shapes: View, node: Term, name: str) -> list[str]:
    found = (o for _, _, o in shapes.match(node, NamedNode(SH + name)))
    return [o.value for o in found if not isinstance(o, Triple)]
