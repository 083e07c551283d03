"""Joins of rule bodies with facts: every solution, none twice, and nothing that the rules rule out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Variable

from ilrs_graph.change.joins import RuleIndex, conclusion, solutions, solve
from ilrs_graph.owl.assertions import equality
from ilrs_graph.owl.rules import Atom, Rule
from ilrs_graph.sparql.matching import unify
from ilrs_graph.terms import SAME_AS, TYPE, Fact, Node
from ilrs_graph.views.memory import TripleIndex

A, B, C = (Variable(name) for name in "abc")
P, Q, ONE, TWO, THREE, ROVER = (NamedNode("http://example.org/" + name) for name in ("p", "q", "1", "2", "3", "Rover"))
EQUALITY = {rule.name: rule for rule in equality() if rule}

nodes = st.sampled_from([ONE, TWO, THREE])
facts = st.lists(st.tuples(nodes, st.sampled_from([P, Q]), nodes), max_size=12)
atoms = st.lists(
    st.builds(Atom, st.sampled_from([A, B, C, ONE]), st.sampled_from([P, Q]), st.sampled_from([A, B, C, TWO])),
    max_size=3,
)


def by_trying_all(body: list[Atom], held: set[Fact]) -> set[tuple[tuple[str, Node], ...]]:
    names = sorted({t.value for atom in body for t in atom if isinstance(t, Variable)})
    found = set()
    for values in product([ONE, TWO, THREE], repeat=len(names)):
        binding = dict(zip(names, values, strict=True))
        ground = {tuple(binding[t.value] if isinstance(t, Variable) else t for t in atom) for atom in body}
        if ground <= held:
            found.add(tuple(sorted(binding.items())))
    return found


@given(atoms, facts)
def test_solutions_are_those_found_by_trying_all_values(body: list[Atom], held: list[Fact]) -> None:
    found = [tuple(sorted((k.value, v) for k, v in b.items())) for b in solve(body, {}, TripleIndex(held))]
    assert len(found) == len(set(found))
    assert set(found) == by_trying_all(body, set(held))


@given(facts, facts)
def test_a_fact_set_holds_what_was_added_and_not_taken_away(added: list[Fact], taken: list[Fact]) -> None:
    held = TripleIndex(added)
    for fact in taken:
        held.discard(fact)
    expected = set(added) - set(taken)
    assert set(held) == expected
    for s, p, o in product([ONE, None], [P, None], [TWO, None]):
        wanted = {f for f in expected if s in (None, f[0]) and p in (None, f[1]) and o in (None, f[2])}
        assert set(held.match(s, p, o)) == wanted


class Counting(TripleIndex):
    """Facts that remember how they were looked up."""

    def match(self, s: Node | None, p: NamedNode | None, o: Node | None) -> Iterator[Fact]:
        self.asked = [*getattr(self, "asked", []), (s, p, o)]
        return super().match(s, p, o)


def test_members_of_a_class_are_looked_up_last() -> None:
    held = Counting([(ONE, TYPE, ROVER), (ONE, P, TWO)])
    assert list(solve((Atom(A, TYPE, ROVER), Atom(A, P, B)), {B: TWO}, held)) == [{A: ONE, B: TWO}]
    assert held.asked == [(None, P, TWO), (ONE, TYPE, ROVER)]


def test_a_variable_that_stands_twice_has_one_value() -> None:
    assert unify(Atom(A, P, A), (ONE, P, TWO), {}) is None
    assert unify(Atom(A, P, A), (ONE, P, ONE), {}) == {A: ONE}


@pytest.mark.parametrize("given_place", [None, 0, 1])
def test_unequal_pairs_differ(given_place: int | None) -> None:
    rule = Rule("prp-fp", "", (Atom(A, P, B), Atom(A, P, C)), ((B, C),), Atom(B, SAME_AS, C))
    binding = {} if given_place is None else {A: ONE, (B, C)[given_place]: TWO}
    found = list(solutions(rule, binding, TripleIndex([(ONE, P, TWO), (ONE, P, THREE)]), given=given_place))
    assert found
    assert all(b[B] != b[C] for b in found)


def test_sameness_says_nothing_of_literals_and_of_one_thing() -> None:
    rule = Rule("prp-fp", "", (Atom(A, P, B), Atom(A, P, C)), (), Atom(B, SAME_AS, C))
    assert conclusion(rule, {A: ONE, B: TWO, C: TWO}) is None
    assert conclusion(rule, {A: ONE, B: TWO, C: Literal("2")}) is None
    assert conclusion(rule, {A: ONE, B: TWO, C: THREE}) == (TWO, SAME_AS, THREE)


def test_equality_rules_replace_in_properties_and_not_in_classes() -> None:
    index = RuleIndex(EQUALITY.values())

    def names(fact: Fact) -> set[str]:
        return {rule.name for rule, _, _ in index.triggered_by(fact)}

    assert names((ONE, P, TWO)) == {"eq-rep-s", "eq-rep-o"}
    assert names((ONE, TYPE, ROVER)) == {"eq-rep-s"}
    assert names((ONE, SAME_AS, TWO)) == {"eq-sym", "eq-trans", "eq-rep-s", "eq-rep-o"}
    assert {rule.name for rule, _ in index.concluding((ONE, SAME_AS, TWO))} == {"eq-sym", "eq-trans"}


def test_equality_rules_do_not_take_the_sameness_itself_for_a_property() -> None:
    held = TripleIndex([(ONE, SAME_AS, TWO), (ONE, P, THREE)])
    found = [conclusion(EQUALITY["eq-rep-s"], b) for b in solutions(EQUALITY["eq-rep-s"], {}, held)]
    assert found == [(TWO, P, THREE)]


def test_a_class_is_not_taken_for_a_property_of_its_name() -> None:
    of_class = Rule("c", "", (Atom(A, TYPE, P),), (), Atom(A, TYPE, Q))
    of_property = Rule("p", "", (Atom(A, P, B),), (), Atom(A, Q, B))
    index = RuleIndex([of_class, of_property])
    assert [rule.name for rule, _, _ in index.triggered_by((ONE, TYPE, P))] == ["c"]
    assert [rule.name for rule, _, _ in index.triggered_by((ONE, P, TWO))] == ["p"]
    assert [rule.name for rule, _ in index.concluding((ONE, TYPE, Q))] == ["c"]
    assert [rule.name for rule, _ in index.concluding((ONE, Q, TWO))] == ["p"]
