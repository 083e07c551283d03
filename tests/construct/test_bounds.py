"""Which things a change can matter to in a CONSTRUCT rule, and which triples a run for some things needs."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from ilrs_graph.construct.bounds import Bounds
from ilrs_graph.construct.rules import ConstructRule, derive
from ilrs_graph.files.root import Root
from ilrs_graph.snapshot.pipeline import read_ontology, read_rules
from ilrs_graph.sparql.reads import Unbounded
from ilrs_graph.views.memory import TripleIndex
from real_data import data_of, on_real_data

ROOT = Root.find(Path(__file__).parents[2])
RULES = read_rules(ROOT)
A, B, C, D = NODES = [NamedNode("urn:" + name) for name in "abcd"]
P, Q, R = PROPERTIES = [NamedNode("urn:" + name) for name in "pqr"]

# what can be bounded, and what cannot


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_of_the_project_is_bounded(rule: ConstructRule) -> None:
    assert Bounds.of(rule).touches


def test_an_optional_and_a_negated_part_of_a_real_rule_are_looked_at() -> None:
    (rule,) = (r for r in RULES if r.name == "070-has-partner")
    read = {(str(t.path).rpartition("#")[2], str(t.predicate).rpartition("#")[2]) for t in Bounds.of(rule).touches}
    assert {("toward>", "status>"), ("", "operator>"), ("operator>", "ofState>")} <= read


def test_a_sub_select_keeps_variables_to_itself() -> None:
    """Inside, another claim than the best one is `?any`; both are reached from the thing alone."""
    (rule,) = (r for r in RULES if r.name == "031-best-claim")
    paths = {str(t.path).replace("https://w3id.org/ilrs-graph/ontology#", "") for t in Bounds.of(rule).touches}
    within = "^<subject> or (^<subject>)/<property>/(^<property>)"
    assert paths == {"", "^<subject>", "(^<subject>)/<property>", within}


def rule(where: str, head: str = "?thing <urn:h> ?x") -> ConstructRule:
    return ConstructRule("999", "A rule of a test.", f"CONSTRUCT {{ {head} }} WHERE {{ {where} }}")


OPEN = "VALUES ?thing { UNDEF }"
UNBOUNDED = {
    "not connected": f"{OPEN} ?thing <urn:p> ?y . ?x <urn:q> <urn:a>",
    "connected by an optional part only": f"{OPEN} ?thing <urn:p> ?y OPTIONAL {{ ?y <urn:q> ?z }} ?z <urn:q> ?x",
    "graph": f"{OPEN} GRAPH <urn:g> {{ ?thing <urn:p> ?x }}",
    "service": f"{OPEN} SERVICE <urn:g> {{ ?thing <urn:p> ?x }}",
    "thing not open": "?thing <urn:p> ?x",
    "thing open in a part that may be missing": f"?thing <urn:p> ?x OPTIONAL {{ {OPEN} ?thing <urn:q> ?x }}",
    "cut off": f"{{ SELECT ?thing ?x {{ {OPEN} ?thing <urn:p> ?x }} LIMIT 1 }}",
    "aggregate over all": f"{{ SELECT (COUNT(?y) AS ?x) {{ {OPEN} ?thing <urn:p> ?y }} }} {OPEN} ?thing <urn:p> ?z",
}


@pytest.mark.parametrize("where", UNBOUNDED.values(), ids=UNBOUNDED)
def test_a_rule_that_cannot_be_bounded_is_said_to_be(where: str) -> None:
    with pytest.raises(Unbounded):
        Bounds.of(rule(where))


@pytest.mark.parametrize("head", ["?x <urn:h> ?thing", "<urn:a> <urn:h> ?x", "[] <urn:h> ?thing"])
def test_a_rule_about_another_thing_is_not_bounded(head: str) -> None:
    with pytest.raises(Unbounded, match=r"not every triple it constructs is about \?thing"):
        Bounds.of(rule(f"{OPEN} ?thing <urn:p> ?x", head))


# laws, with running the rule before and after a change as the judge

BOUNDED = {
    "variable property": f"{OPEN} ?thing ?p ?x",
    "connected by an expression only": f"{OPEN} ?thing <urn:p> ?y . BIND(?y AS ?z) ?z <urn:q> ?x",
    "looks from an expression": f"{OPEN} ?thing <urn:p> ?x FILTER(?x = <urn:a> || EXISTS {{ ?x <urn:q> ?z }})",
    "every variable": f"{{ SELECT * {{ {OPEN} ?thing <urn:p> ?x }} }}",
    "values behind": f"{{ SELECT ?thing ?x {{ {OPEN} ?thing <urn:p> ?x }} VALUES ?x {{ <urn:a> }} }}",
    "list": f"{OPEN} ?thing <urn:p> (?x)",
    "plain": f"{OPEN} ?thing <urn:p> ?x",
    "a chain": f"{OPEN} ?thing <urn:p> ?y . ?y <urn:q> ?z . ?z <urn:r> ?x",
    "a pair by a shared value": f"{OPEN} ?thing <urn:p> ?y . ?x <urn:p> ?y ; <urn:q> ?z . ?thing <urn:q> ?z",
    "a path": f"{OPEN} ?thing <urn:p>/<urn:q>* ?x",
    "a path of no steps": f"{OPEN} ?thing <urn:p>* ?x",
    "a path of no steps, or a step back": f"{OPEN} ?thing (^<urn:p>)?/<urn:q>? ?x",
    "a negated set": f"{OPEN} ?thing !(<urn:p>|^<urn:q>) ?x",
    "a path to a constant": f"{OPEN} ?thing <urn:p>/<urn:q>* <urn:b> ; <urn:r> ?x",
    "a path from a constant": f"{OPEN} <urn:b> <urn:p>/<urn:q>+ ?thing . ?thing <urn:r> ?x",
    "optional": f"{OPEN} ?thing <urn:p> ?x OPTIONAL {{ ?x <urn:q> ?y FILTER(?y != ?thing) }} FILTER(!BOUND(?y))",
    "optional twice": f"{OPEN} ?thing <urn:p> ?y OPTIONAL {{ ?y <urn:q> ?x OPTIONAL {{ ?x <urn:r> ?z }} }}",
    "optional before what it joins": f"{OPEN} OPTIONAL {{ ?thing <urn:q> ?x }} ?thing <urn:p> ?y",
    "minus": f"{OPEN} ?thing <urn:p> ?x MINUS {{ ?x <urn:q> ?y . ?y <urn:r> ?z }}",
    "minus that shares nothing but the thing": f"{OPEN} ?thing <urn:p> ?x MINUS {{ ?thing <urn:q> ?y }}",
    "not exists in minus": f"{OPEN} ?thing <urn:p> ?x "
    "MINUS { ?thing <urn:q> ?y FILTER NOT EXISTS { ?y <urn:r> ?x } }",
    "exists": f"{OPEN} ?thing <urn:p> ?x FILTER EXISTS {{ ?x <urn:q> ?y . ?y <urn:r> ?thing }}",
    "union": f"{OPEN} ?thing <urn:p> ?y {{ ?y <urn:q> ?x }} UNION {{ ?x <urn:r> ?y }}",
    "behind a union": f"{OPEN} {{ ?thing <urn:p> ?y }} UNION {{ ?y <urn:q> ?thing }} ?y <urn:r> ?x",
    "a group": f"{OPEN} {{ ?thing <urn:p> ?y OPTIONAL {{ ?y <urn:q> ?x }} }} ?y <urn:r> ?z",
    "the greatest": f"{{ SELECT ?thing (MAX(?y) AS ?x) {{ {OPEN} ?thing <urn:p>/<urn:q> ?y }} GROUP BY ?thing }}",
    "the best of a pair": "{ SELECT ?thing ?k (MIN(?v) AS ?x) "
    f"{{ {OPEN} ?any <urn:p> ?thing ; <urn:q> ?k ; <urn:r> ?v }} GROUP BY ?thing ?k }} "
    "?best <urn:p> ?thing ; <urn:q> ?k ; <urn:r> ?x",
    "behind a sub-select": f"{{ SELECT DISTINCT ?thing ?y {{ {OPEN} ?thing <urn:p> ?y }} }} ?y <urn:q> ?x",
    "a copy of the thing": f"{OPEN} ?thing <urn:p> ?y BIND(?thing AS ?z) ?z <urn:q>* ?x",
    "rows of constants": f"{OPEN} VALUES (?y ?z) {{ (<urn:a> <urn:b>) (<urn:c> UNDEF) }} "
    "?thing <urn:p> ?y ; <urn:q> ?x",
    "a blank node": f"{OPEN} ?thing <urn:p> _:b . _:b <urn:q> ?x",
    "blank nodes in brackets": f"{OPEN} ?thing <urn:p> [ <urn:q> ?x ; <urn:r> [] ]",
}

graphs = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from(NODES)), max_size=14, unique=True
)
some_facts = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from(NODES)), max_size=2, unique=True
)


def store_of(facts: object) -> Store:
    store = Store()
    store.extend(Quad(*fact) for fact in facts)  # type: ignore[attr-defined]
    return store


@pytest.mark.parametrize("where", BOUNDED.values(), ids=BOUNDED)
@pytest.mark.parametrize("examples", [25, pytest.param(100, marks=pytest.mark.soak)])
def test_a_change_matters_to_no_other_thing(where: str, examples: int) -> None:
    bounds, made = Bounds.of(rule(where)), rule(where)

    @settings(max_examples=examples)
    @given(graphs, some_facts, some_facts)
    def law(graph: list, added: list, removed: list) -> None:  # type: ignore[type-arg]
        before = [*dict.fromkeys(graph)]
        after = [f for f in dict.fromkeys([*before, *added]) if f not in removed or f in added]
        changed = set(before) ^ set(after)
        found = bounds.things(changed, TripleIndex([*before, *added]).match)
        for thing in NODES:
            one, other = (set(made.run(store_of(facts), [thing])) for facts in (before, after))
            assert one == other or thing in found

    law()


@pytest.mark.parametrize("where", BOUNDED.values(), ids=BOUNDED)
@pytest.mark.parametrize("examples", [25, pytest.param(100, marks=pytest.mark.soak)])
def test_a_run_needs_no_other_triples(where: str, examples: int) -> None:
    bounds, made = Bounds.of(rule(where)), rule(where)

    @settings(max_examples=examples)
    @given(graphs, st.sets(st.sampled_from(NODES), min_size=1))
    def law(graph: list, some: set[NamedNode]) -> None:  # type: ignore[type-arg]
        facts = TripleIndex(graph)
        needed = list(bounds.needed(some, facts.match))
        wanted = {t for t in made.run(store_of(graph)) if t.subject in some}
        assert set(made.run(store_of(needed), some)) == wanted == set(made.run(store_of(graph), some))

    law()


# fetching


@cache
def whole_of(real: Root) -> Store:
    store = Store()
    asserted = [*read_ontology(ROOT), *data_of(real)]
    store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in [*asserted, *derive(asserted, RULES)])
    return store


@on_real_data
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_of_some_things_the_same_from_what_is_fetched_as_from_everything(
    rule: ConstructRule, real: Root
) -> None:
    whole = whole_of(real)

    def match(s: object, p: object, o: object):  # type: ignore[no-untyped-def]
        for quad in whole.quads_for_pattern(s, p, o, None):  # type: ignore[arg-type]
            yield quad.subject, quad.predicate, quad.object

    said = {t.subject for t in rule.run(whole) if isinstance(t.subject, NamedNode)}
    anyone = {q.subject for q in whole if isinstance(q.subject, NamedNode)}
    chance = random.Random(1)
    some = [*chance.sample(sorted(said, key=str), min(30, len(said))), *chance.sample(sorted(anyone, key=str), 30)]
    facts = Bounds.of(rule).needed(some, match)
    small = Store()
    small.extend(Quad(*fact) for fact in facts)
    assert len(small) < len(whole) / 4
    assert set(rule.run(small, some)) == set(rule.run(whole, some))


def test_blank_nodes_of_patterns_are_variables() -> None:
    bounds = Bounds.of(rule(f"{OPEN} ?thing <urn:p> _:b . _:b <urn:q> ?x"))
    facts = TripleIndex([(A, P, B), (B, Q, C), (D, Q, C)])
    assert set(bounds.needed([A], facts.match)) == {(A, P, B), (B, Q, C)}
    assert bounds.things([(B, Q, C), (D, Q, C)], facts.match) == {A}
