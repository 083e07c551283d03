"""What a direct rule reads and writes: walks along paths, routes to ?thing, and the triples fetched for some things."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path as File

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Quad, QuerySolutions, Store

from ilrs_graph.construct.anatomy import Anatomy, Unbounded
from ilrs_graph.construct.neighbourhood import Plan
from ilrs_graph.construct.routes import Routes
from ilrs_graph.construct.rules import DirectRule, derive
from ilrs_graph.construct.walks import Walk
from ilrs_graph.files.root import Root
from ilrs_graph.patterns.model import Path
from ilrs_graph.snapshot.pipeline import read_data, read_ontology, read_rules
from ilrs_graph.views.memory import TripleIndex

ROOT = Root.find(File(__file__).parents[2])
RULES = read_rules(ROOT)
A, B, C, D = NODES = [NamedNode("urn:" + name) for name in "abcd"]
P, Q = PROPERTIES = [NamedNode("urn:p"), NamedNode("urn:q")]

# walks: SPARQL says what a path means

step = st.sampled_from(PROPERTIES)
path = st.recursive(
    step,
    lambda inner: (
        st.builds(lambda kind, one: Path(kind, (one,)), st.sampled_from(["^", "*", "+", "?"]), inner)  # type: ignore[arg-type]
        | st.builds(lambda kind, a, b: Path(kind, (a, b)), st.sampled_from(["/", "|"]), inner, inner)  # type: ignore[arg-type]
    ),
    max_leaves=4,
)
edges = st.lists(st.tuples(st.sampled_from(NODES), step, st.sampled_from(NODES)), max_size=8)


def pairs(path: NamedNode | Path, facts: list[tuple[NamedNode, NamedNode, NamedNode]]) -> set[tuple[object, object]]:
    """Return which nodes SPARQL connects by the path, of those that are anywhere in the facts."""
    store = Store()
    store.extend(Quad(*fact) for fact in facts)
    values = " ".join(map(str, {n for s, _, o in facts for n in (s, o)}))
    solutions = store.query(f"SELECT ?x ?y {{ VALUES ?x {{ {values} }} ?x {path} ?y }}")
    assert isinstance(solutions, QuerySolutions)
    return {(row["x"], row["y"]) for row in solutions}


@given(path, edges)
def test_a_walk_connects_what_sparql_connects(path: NamedNode | Path, facts: list) -> None:  # type: ignore[type-arg]
    walk, match = Walk(path), TripleIndex(facts).match
    nodes = {n for s, _, o in facts for n in (s, o)}
    expected = pairs(path, facts)
    assert {(n, end) for n in nodes for end in walk.ends([n], match)} == expected
    assert {(start, n) for n in nodes for start in walk.starts([n], match)} == expected


@given(path, edges)
def test_what_a_fact_connects_goes_through_it(path: NamedNode | Path, facts: list) -> None:  # type: ignore[type-arg]
    match = TripleIndex(facts).match
    for fact in facts:
        lost = pairs(path, facts) - pairs(path, [*({*facts} - {fact}), *((n, B, n) for n in NODES)])
        around = [(s, e) for starts, ends in Walk(path).around(fact, match) for s in starts for e in ends]
        assert lost <= set(around) <= pairs(path, facts)


@given(path, edges, st.sampled_from(NODES))
def test_a_walk_sees_all_that_it_needs(path: NamedNode | Path, facts: list, node: NamedNode) -> None:  # type: ignore[type-arg]
    seen: set = set()  # type: ignore[type-arg]
    ends = Walk(path).ends([node], TripleIndex(facts).match, seen)
    assert Walk(path).ends([node], TripleIndex(seen).match) == ends


# what can be bounded, and what cannot


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_of_the_project_is_bounded(rule: DirectRule) -> None:
    anatomy = Anatomy.of(rule)
    Routes(anatomy)
    Plan.of(anatomy)


def test_roles_and_scopes_of_a_real_rule() -> None:
    (rule,) = (r for r in RULES if r.name == "070-has-partner")
    scopes = list(Anatomy.of(rule).scope.everything())
    roles = [(scope.role, [str(c.path).rpartition("#")[2] for c in scope.clauses]) for scope in scopes]
    assert roles[0][0] == "required"
    assert ("optional", ["status>"]) in roles
    assert ("negated", ["operator>"]) in roles
    assert roles.count(("negated", ["state>"])) == 1


def test_a_sub_select_keeps_variables_to_itself() -> None:
    (rule,) = (r for r in RULES if r.name == "031-best-claim")
    scope = Anatomy.of(rule).scope
    (select,) = scope.selects
    assert select.shown == {"thing", "property"}
    inner = {name for clause in select.clauses for name in clause.variables}
    outer = {name for clause in scope.clauses for name in clause.variables}
    assert inner & outer == {"thing", "property"}


def rule(where: str, head: str = "?thing <urn:h> ?x") -> DirectRule:
    return DirectRule("999", "A rule of a test.", f"CONSTRUCT {{ {head} }} WHERE {{ {where} }}")


OPEN = "VALUES ?thing { UNDEF }"
UNBOUNDED = {
    "variable property": f"{OPEN} ?thing ?p ?x",
    "not connected": f"{OPEN} ?thing <urn:p> ?y . ?x <urn:q> <urn:a>",
    "connected by an optional part only": f"{OPEN} ?thing <urn:p> ?y OPTIONAL {{ ?y <urn:q> ?z }} ?z <urn:q> ?x",
    "connected by an expression only": f"{OPEN} ?thing <urn:p> ?y . BIND(?y AS ?z) ?z <urn:q> ?x",
    "looks from an expression": f"{OPEN} ?thing <urn:p> ?x FILTER(?x = <urn:a> || EXISTS {{ ?x <urn:q> ?z }})",
    "graph": f"{OPEN} GRAPH <urn:g> {{ ?thing <urn:p> ?x }}",
    "service": f"{OPEN} SERVICE <urn:g> {{ ?thing <urn:p> ?x }}",
    "thing not open": "?thing <urn:p> ?x",
    "thing open in a part that may be missing": f"?thing <urn:p> ?x OPTIONAL {{ {OPEN} ?thing <urn:q> ?x }}",
    "cut off": f"{{ SELECT ?thing ?x {{ {OPEN} ?thing <urn:p> ?x }} LIMIT 1 }}",
    "aggregate over all": f"{{ SELECT (COUNT(?y) AS ?x) {{ {OPEN} ?thing <urn:p> ?y }} }} {OPEN} ?thing <urn:p> ?z",
    "every variable": f"{{ SELECT * {{ {OPEN} ?thing <urn:p> ?x }} }}",
    "values behind": f"{{ SELECT ?thing ?x {{ {OPEN} ?thing <urn:p> ?x }} VALUES ?x {{ <urn:a> }} }}",
    "list": f"{OPEN} ?thing <urn:p> (?x)",
}


def bound(rule: DirectRule) -> None:
    anatomy = Anatomy.of(rule)
    Routes(anatomy)
    Plan.of(anatomy)


@pytest.mark.parametrize("where", UNBOUNDED.values(), ids=UNBOUNDED)
def test_a_rule_that_cannot_be_bounded_is_said_to_be(where: str) -> None:
    with pytest.raises(Unbounded):
        bound(rule(where))


@pytest.mark.parametrize("head", ["?x <urn:h> ?thing", "<urn:a> <urn:h> ?x", "[] <urn:h> ?thing"])
def test_a_rule_about_another_thing_is_not_bounded(head: str) -> None:
    with pytest.raises(Unbounded, match=r"not every triple it constructs is about \?thing"):
        bound(rule(f"{OPEN} ?thing <urn:p> ?x", head))


# fetching


@cache
def whole() -> Store:
    store = Store()
    asserted = [*read_ontology(ROOT), *read_data(ROOT)[0]]
    store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in [*asserted, *derive(asserted, RULES)])
    return store


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_of_some_things_the_same_from_what_is_fetched_as_from_everything(rule: DirectRule) -> None:
    def match(s: object, p: object, o: object):  # type: ignore[no-untyped-def]
        for quad in whole().quads_for_pattern(s, p, o, None):  # type: ignore[arg-type]
            yield quad.subject, quad.predicate, quad.object

    said = {t.subject for t in rule.run(whole()) if isinstance(t.subject, NamedNode)}
    anyone = {q.subject for q in whole() if isinstance(q.subject, NamedNode)}
    chance = random.Random(1)
    some = [*chance.sample(sorted(said, key=str), min(30, len(said))), *chance.sample(sorted(anyone, key=str), 30)]
    facts = Plan.of(Anatomy.of(rule)).fetch(some, match)
    small = Store()
    small.extend(Quad(*fact) for fact in facts)
    assert len(small) < len(whole()) / 4
    assert set(rule.run(small, some)) == set(rule.run(whole(), some))


def test_blank_nodes_of_patterns_are_variables() -> None:
    anatomy = Anatomy.of(rule(f"{OPEN} ?thing <urn:p> _:b . _:b <urn:q> ?x"))
    facts = TripleIndex([(A, P, B), (B, Q, C), (D, Q, C)])
    assert Plan.of(anatomy).fetch([A], facts.match) == {(A, P, B), (B, Q, C)}
    assert Routes(anatomy).things([(B, Q, C), (D, Q, C)], facts.match) == {A}
    assert not any(isinstance(c.subject, BlankNode) for c in anatomy.scope.clauses)
