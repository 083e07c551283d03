"""Variables that may be nodes, by the text of a query."""

from __future__ import annotations

import pytest

from ilrs_graph.sparql.node_variables import ALWAYS, node_variables

NODE = [ALWAYS]
CASES = {
    "SELECT ?s ?p ?o { ?s ?p ?o }": {"s": NODE, "p": NODE, "o": NODE},
    "SELECT ?o { ?s <urn:p>|<urn:q> ?o }": {"o": ["urn:p", "urn:q"]},
    "SELECT ?o { ?s ^<urn:p> ?o }": {"o": NODE},
    "SELECT ?s { ?s ^<urn:p>/<urn:q> ?o }": {"s": ["urn:p"]},
    "SELECT ?x { BIND(IRI('urn:a') AS ?x) }": {"x": NODE},
    "SELECT ?x { BIND(<urn:a> AS ?x) }": {"x": NODE},
    "SELECT ?x { ?y <urn:p> ?z BIND(IF(?z > 1, ?y, 'none') AS ?x) }": {"x": NODE},
    "SELECT ?x { ?y <urn:p> ?z BIND(CONCAT(STR(?y), 'a') AS ?x) }": {},
    "SELECT ?b { BIND(?a AS ?b) VALUES ?a { <urn:a> 5 } }": {"b": NODE},
    "SELECT ?n (COUNT(*) AS ?c) { GRAPH ?n { ?a ?b ?c } } GROUP BY ?n": {"n": NODE, "c": NODE},
    "SELECT ?m { { SELECT (MAX(?y) AS ?m) { OPTIONAL { ?x <urn:p> ?y } MINUS { ?x a ?y } } } }": {"m": ["", "urn:p"]},
    "SELECT ?x { } VALUES ?x { UNDEF <urn:a> }": {"x": NODE},
    "ASK { ?x ?y ?z }": None,
    "SELECT": None,
}


@pytest.mark.parametrize("sparql", CASES)
def test_what_the_text_shows(sparql: str) -> None:
    assert node_variables(sparql) == CASES[sparql]
