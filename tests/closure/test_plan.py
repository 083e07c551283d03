"""Joins find what nested loops over all rows find, whatever the shape of the rule."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Variable

from ilrs_graph.closure.facts import Relation
from ilrs_graph.closure.plan import Plan
from ilrs_graph.closure.tables import Row, Table
from ilrs_graph.owl.rules import Atom, Rule
from ilrs_graph.terms import SAME_AS, TYPE, Node, PatternTerm

VARIABLES = [Variable(name) for name in "abcd"]
CONSTANTS: list[Node] = [NamedNode(f"urn:i{i}") for i in range(3)]
PROPERTIES = [NamedNode("urn:p"), NamedNode("urn:q")]
CLASS = NamedNode("urn:C")
NUMBERS = {term: number for number, term in enumerate(CONSTANTS, 1)}

term = st.sampled_from([*VARIABLES, *VARIABLES, *CONSTANTS])
pair = st.builds(Atom, term, st.sampled_from(PROPERTIES), term)
member = st.builds(Atom, term, st.just(TYPE), st.just(CLASS))
bodies = st.lists(pair | pair | member, min_size=1, max_size=4, unique=True).map(tuple)
row = st.tuples(st.integers(1, 4), st.integers(1, 4))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    body = draw(bodies)
    bound = [t for atom in body for t in (atom.subject, atom.object) if isinstance(t, Variable)]
    ends = st.sampled_from([*bound, *CONSTANTS])
    different = tuple(draw(st.lists(st.tuples(ends, ends), max_size=1)))
    head = draw(st.none() | st.builds(Atom, ends, st.just(NamedNode("urn:r")), ends))
    return Rule("", "", body, different, head)


def looped(rule: Rule, tables: dict[Relation, Table]) -> set[Row]:
    found = set()
    for values in product(range(1, 5), repeat=len(rule.variables)):
        binding: dict[PatternTerm, int] = {**NUMBERS, **dict(zip(rule.variables, values, strict=True))}
        holds = all(
            (binding[a.subject],) in tables[Relation(TYPE, CLASS)].rows
            if a.predicate == TYPE
            else (binding[a.subject], binding[a.object]) in tables[Relation(a.predicate)].rows  # type: ignore[arg-type]
            for a in rule.body
        )
        if holds and all(binding[a] != binding[b] for a, b in rule.different):
            head = (rule.head.subject, rule.head.object) if rule.head else rule.variables
            found.add(tuple(binding[t] for t in head))
    return found


@given(rules(), st.sets(row), st.sets(row), st.sets(st.integers(1, 4)))
def test_a_join_finds_what_loops_find(rule: Rule, p: set[Row], q: set[Row], members: set[int]) -> None:
    tables = {Relation(name): Table(rows) for name, rows in zip(PROPERTIES, (p, q), strict=True)}
    tables[Relation(TYPE, CLASS)] = Table((i,) for i in members)
    for table in tables.values():
        table.advance()
    plan, expected = Plan(rule, lambda term: NUMBERS[term]), looped(rule, tables)
    assert set(plan.all_conclusions(tables)) == expected
    for position, relation in enumerate(plan.relations):
        assert set(plan.conclusions(position, tables[relation].rows, tables)) == expected


@pytest.mark.parametrize("numbers", [(1, -2), (-1, 2)])
def test_literals_are_never_the_same(numbers: Row) -> None:
    a, b = VARIABLES[:2]
    plan = Plan(Rule("", "", (Atom(a, PROPERTIES[0], b),), (), Atom(a, SAME_AS, b)), lambda term: 0)
    assert list(plan.conclusions(0, [numbers], {})) == []
