"""An update gives what a fresh run gives: layers, closure, hidden facts and clashes, for additions and deletions."""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, Triple, parse

from ilrs_graph.namespaces import PREFIXES, compact
from ilrs_graph.reasoning.layers import ASSERTED
from ilrs_graph.reasoning.reasoned import Change, Reasoned
from ilrs_graph.reasoning.rules import Fact
from ilrs_graph.snapshot.content import read_data, read_ontology, read_rules
from ilrs_graph.sources import Root

ROOT = Root.find(Path(__file__).parents[2])
HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
HEAD += "@prefix : <http://example.org/> .\n"


def turtle(text: str) -> list[Triple]:
    return [quad.triple for quad in parse((HEAD + text).encode(), format=RdfFormat.TURTLE)]


def words(triples: Iterable[Triple]) -> set[str]:
    """Return triples as "subject property value" with CURIEs and bare literals."""
    return {
        " ".join(n.value if isinstance(n, Literal) else compact(n.value) for n in (t.subject, t.predicate, t.object))
        for t in triples
    }


def held(graph: Reasoned) -> tuple[dict[Fact, int], set[Fact], set[str]]:
    """Return all that holds: facts by layer, hidden facts that nothing asserts, clashes in words."""
    told = dict(graph.told.by_layer(None, None, None))
    hidden = {fact for fact in graph.hidden.match(None, None, None) if fact not in told}
    return told, hidden, {f"{c.rule} {c.axiom} {sorted(map(str, c.facts))}" for c in graph.clashes}


def check(before: Reasoned, change: Change) -> None:
    """Hold an update against a fresh run over what is asserted after it."""
    told, hidden, clashes = held(change.after)
    asserted = [Triple(*fact) for fact, layer in told.items() if layer == ASSERTED]  # type: ignore[arg-type]
    fresh = Reasoned.over(asserted, before.direct)
    expected, expected_hidden, expected_clashes = held(fresh)
    assert {f: told.get(f) for f in told.keys() | expected.keys() if told.get(f) != expected.get(f)} == {}
    assert told == expected
    assert hidden == expected_hidden
    assert clashes == expected_clashes
    old = {f for f, layer in held(before)[0].items() if layer > ASSERTED}
    new = {f for f, layer in expected.items() if layer > ASSERTED}
    assert {(t.subject, t.predicate, t.object) for t in change.added} == new - old
    assert {(t.subject, t.predicate, t.object) for t in change.removed} == old - new


def walk(graph: Reasoned, pool: Sequence[Triple], steps: int, size: int, chance: random.Random) -> None:
    """Change a graph at random, step by step: triples of the pool come and go, and so do mixtures of two of them."""
    for _ in range(steps):
        picked = chance.sample(pool, min(size, len(pool)))
        mixed = [Triple(a.subject, a.predicate, b.object) for a in picked for b in pool if b.predicate == a.predicate]
        picked += chance.sample(mixed, min(2, len(mixed)))
        added = [t for t in picked if chance.random() < 0.5]
        change = graph.update(added, [t for t in picked if t not in added])
        check(graph, change)
        assert change.in_full == ()
        assert not change.afresh
        graph = change.after


@pytest.fixture(scope="module")
def generator() -> Iterator[ModuleType]:
    folder = str(Path(__file__).parents[2] / "benchmarks")
    sys.path.insert(0, folder)
    yield importlib.import_module("lunar_graph")
    sys.path.remove(folder)


def random_walk_over_a_lunar_graph(generator: ModuleType, folder: Path, seed: int, steps: int) -> None:
    generator.write(folder, 500, seed=seed, extended=True)
    root = Root.find(folder)
    data = read_data(root)[0]
    graph = Reasoned.over([*read_ontology(root), *data], read_rules(root))
    follows = [Triple(*f) for f, n in sorted(graph.told.by_layer(None, None, None).items(), key=str) if n > ASSERTED]  # type: ignore[arg-type]
    about_data = [t for t in follows if str(t.subject).startswith("<https://w3id.org/ilrs-graph/id/")]
    walk(graph, [*data, *about_data], steps, 8, random.Random(seed))


def test_random_changes_of_a_lunar_graph(generator: ModuleType, tmp_path: Path) -> None:
    random_walk_over_a_lunar_graph(generator, tmp_path, 1, 20)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 12))
def test_many_random_changes_of_lunar_graphs(generator: ModuleType, tmp_path: Path, seed: int) -> None:
    random_walk_over_a_lunar_graph(generator, tmp_path, seed, 50)


# random small ontologies; the reduced size is 80 changes, the full one 1,000


CLASSES, PROPERTIES, INDIVIDUALS = [":A", ":B", ":C", ":D"], [":p", ":q", ":r"], [":i", ":j", ":k", ":l"]
named, prop, thing = map(st.sampled_from, (CLASSES, PROPERTIES, INDIVIDUALS))
left = (
    named
    | st.builds("[owl:onProperty {} ; owl:someValuesFrom {}]".format, prop, named | st.just("owl:Thing"))
    | st.builds("[owl:onProperty {} ; owl:hasValue {}]".format, prop, thing)
    | st.builds("[owl:intersectionOf ({} {})]".format, named, named)
)
right = (
    named
    | st.builds("[owl:onProperty {} ; owl:allValuesFrom {}]".format, prop, named)
    | st.builds("[owl:onProperty {} ; owl:hasValue {}]".format, prop, thing)
    | st.builds("[owl:onProperty {} ; owl:maxCardinality {}]".format, prop, st.sampled_from("01"))
    | st.builds("[owl:complementOf {}]".format, named)
)
kind = st.sampled_from(["Transitive", "Symmetric", "Asymmetric", "Irreflexive", "Functional", "InverseFunctional"])
axiom = (
    st.builds("{} rdfs:subClassOf {} .".format, left, right)
    | st.builds("{} owl:disjointWith {} .".format, named, named)
    | st.builds("{} rdfs:subPropertyOf {} .".format, prop, prop)
    | st.builds("{} owl:inverseOf {} .".format, prop, prop)
    | st.builds("{} owl:propertyDisjointWith {} .".format, prop, prop)
    | st.builds("{} rdfs:domain {} .".format, prop, named)
    | st.builds("{} rdfs:range {} .".format, prop, named)
    | st.builds("{} owl:propertyChainAxiom ({} {}) .".format, prop, prop, prop)
    | st.builds("{} a owl:{}Property .".format, prop, kind)
    | st.builds("{} owl:hasKey ({}) .".format, named, prop)
    | st.builds("rdfs:label rdfs:subPropertyOf {} .".format, prop)
)
value = thing | st.sampled_from(['"x"', '"y"', "1"])
fact = (
    st.builds("{} {} {} .".format, thing, prop, value)
    | st.builds("{} a {} .".format, thing, named)
    | st.builds("{} owl:{} {} .".format, thing, st.sampled_from(["sameAs", "differentFrom"]), thing)
    | st.builds("{} :p {} .".format, named, thing)
)
DECLARED = " ".join(f"{p} a owl:ObjectProperty ." for p in PROPERTIES) + ' :A rdfs:label "x" . '
DECLARED += " ".join(f"{c} a owl:Class ." for c in CLASSES)
changes = st.lists(
    st.tuples(st.lists(fact, max_size=3), st.lists(st.integers(0, 20), max_size=3)), min_size=1, max_size=3
)


def changes_of_a_small_ontology(axioms: list[str], facts: list[str], steps: list[tuple[list[str], list[int]]]) -> None:
    ontology, asserted = turtle(DECLARED + " ".join(axioms)), turtle(" ".join(facts))
    graph = Reasoned.over([*ontology, *asserted])
    for more, places in steps:
        added = turtle(" ".join(more))
        removed = [asserted[place % len(asserted)] for place in places if asserted]
        change = graph.update(added, removed)
        check(graph, change)
        asserted = list({*asserted} - {*removed} | {*added})
        graph = change.after


@settings(max_examples=40, deadline=None)
@given(st.lists(axiom, max_size=6), st.lists(fact, max_size=8), changes)
def test_random_changes_under_random_axioms(
    axioms: list[str], facts: list[str], steps: list[tuple[list[str], list[int]]]
) -> None:
    changes_of_a_small_ontology(axioms, facts, steps)


@pytest.mark.soak
@settings(max_examples=500, deadline=None)
@given(st.lists(axiom, max_size=6), st.lists(fact, max_size=8), changes)
def test_many_random_changes_under_random_axioms(
    axioms: list[str], facts: list[str], steps: list[tuple[list[str], list[int]]]
) -> None:
    changes_of_a_small_ontology(axioms, facts, steps)
