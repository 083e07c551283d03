"""Transitive properties closed by steps: the same facts, with fewer matches."""

from __future__ import annotations

from pyoxigraph import NamedNode, Variable

from ilrs_graph.closure.facts import Relation
from ilrs_graph.closure.steps import stepwise
from ilrs_graph.owl.rules import Atom, Rule

A, B, C = Variable("a"), Variable("b"), Variable("c")
P, Q = NamedNode("urn:p"), NamedNode("urn:q")
TRANSITIVE = Rule("prp-trp", "", (Atom(A, P, B), Atom(B, P, C)), (), Atom(A, P, C))
SYMMETRIC = Rule("prp-symp", "", (Atom(A, P, B),), (), Atom(B, P, A))


def step() -> NamedNode:
    return stepwise([TRANSITIVE]).steps[Relation(P)].predicate


def test_without_a_transitive_property_rules_stay_as_they_are() -> None:
    assert stepwise([SYMMETRIC]) == ([SYMMETRIC], {}, set())


def test_a_symmetric_step_is_turned_as_a_step() -> None:
    rules, _, symmetric = stepwise([TRANSITIVE, SYMMETRIC])
    assert rules[-1] == Rule("prp-symp", "", (Atom(A, step(), B),), (), Atom(B, step(), A))
    assert symmetric == {Relation(step())}


def test_the_first_step_is_a_fact_even_where_the_ends_of_a_longer_path_must_differ() -> None:
    """So it is with `owl:sameAs`, of which someone may state that a thing is the same as itself."""
    rule = Rule("eq-trans", "", TRANSITIVE.body, ((A, C),), TRANSITIVE.head)
    first, further = stepwise([rule]).rules
    assert (first.body, first.different) == ((Atom(A, step(), C),), ())
    assert further.different == ((A, C),)


def test_conditions_read_all_facts_and_clashes_are_the_same_objects() -> None:
    irreflexive = Rule("prp-irp", "", (Atom(A, P, A),), (), None)
    above = Rule("prp-spo1", "", (Atom(A, P, B),), (), Atom(A, Q, B))
    assert stepwise([TRANSITIVE, irreflexive, above]).rules[2:] == [irreflexive, above]
    assert stepwise([TRANSITIVE, irreflexive]).rules[2] is irreflexive
