"""The columns that hold things whatever the rows are, so that tables for programs always have the same columns."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ..engine import Engine
from ..engine.model import values
from ..namespaces import OWL, RDFS, SKOS
from ..sparql.node_variables import ALWAYS, node_variables

_OF_STANDARDS = (OWL, RDFS + "subClassOf", RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range", SKOS + "inScheme")
"""What properties begin with whose values are nodes, although no ontology need say so."""


def node_columns(sparql: str, engine: Engine) -> frozenset[str]:
    """Return the variables that a SELECT shows and that hold things, by its patterns and the ontology of `engine`.

    >>> from pyoxigraph import Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> sorted(node_columns("SELECT ?x ?n { ?x <urn:name> ?n }", StoreEngine(Store())))
    ['x']
    """
    found = node_variables(sparql) or {}
    known = {each for properties in found.values() for each in properties if each.startswith(_OF_STANDARDS)}
    known |= {ALWAYS} | _object_properties(
        {each for properties in found.values() for each in properties} - {ALWAYS}, engine
    )
    return frozenset(name for name, properties in found.items() if known.intersection(properties))


def _object_properties(properties: set[str], engine: Engine) -> set[str]:
    if not properties:
        return set()
    terms = values([NamedNode(each) for each in sorted(properties)])
    table = engine.select(f"SELECT ?p {{ VALUES ?p {{ {terms} }} ?p a <{OWL}ObjectProperty> }}")
    return {term.value for (term,) in table if term is not None}
