"""The facts that support a solution of a rule: those of one branch of a union, with the same values throughout."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, Store

from ilrs_graph.explanation.solving import Grounding
from ilrs_graph.sparql.parser import read_query

P, Q, R, S = (NamedNode("urn:" + name) for name in "pqrs")
A, B, C, D, E = (NamedNode("urn:" + name) for name in "abcde")
SELECT = """SELECT ?x ?n WHERE {
  { SELECT ?x (MIN(?day) AS ?n) WHERE {
      { ?x <urn:p> ?%s . ?%s <urn:q> ?day } UNION { ?y <urn:r> ?x ; <urn:s> ?day }
    } GROUP BY ?x }
}"""


@pytest.mark.parametrize("name", ["x1", "z"])
def test_the_branch_of_a_union_has_its_own_values(name: str) -> None:
    """Both branches give the same day; what the solution of the other one lacks is not taken from anywhere."""
    store = Store()
    store.extend(Quad(*fact) for fact in [(A, P, B), (B, Q, D), (C, R, A), (C, S, D)])
    store.extend(Quad(*fact) for thing in (A, C, E) for fact in [(thing, Q, D), (thing, S, D), (E, R, thing)])
    store.remove(Quad(E, R, A))
    grounding = Grounding(read_query(SELECT % (name, name)), store)
    (solution,) = grounding.run(grounding.query.where, {"x": A})
    found = grounding.facts(grounding.query.where, solution)
    assert found in ([(A, P, B), (B, Q, D)], [(C, R, A), (C, S, D)])
