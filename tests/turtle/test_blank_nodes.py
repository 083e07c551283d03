from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ilrs_graph.export.ntriples import write_ntriples
from ilrs_graph.turtle.blank_nodes import STEPS, stable_labels
from ilrs_graph.turtle.rows import row
from steps import steps

P, Q, NIL = (NamedNode("http://example.org/" + name) for name in "pqn")
Edges = list[tuple[str, str]]


def linked(edges: Edges) -> list[Triple]:
    return [Triple(BlankNode(start), P, BlankNode(end)) for start, end in edges]


def chain(length: int, tag: str = "") -> list[Triple]:
    items = [Triple(BlankNode(f"l{tag}{i}"), Q, Literal("same")) for i in range(length)]
    return items + linked([(f"l{tag}{i}", f"l{tag}{i + 1}") for i in range(length - 1)])


def cycle(length: int, tag: str = "c") -> Edges:
    return [(f"{tag}{i}", f"{tag}{(i + 1) % length}") for i in range(length)]


def clique(size: int) -> list[Triple]:
    return linked([(f"k{i}", f"k{j}") for i, j in itertools.permutations(range(size), 2)])


def pairs(count: int) -> list[Triple]:
    return [t for i in range(count) for t in chain(2, f"pair{i}x")]


def renamed(triples: list[Triple], chance: random.Random) -> list[Triple]:
    labels = sorted({t.value for triple in triples for t in triple if isinstance(t, BlankNode)})
    new = dict(zip(labels, (f"r{n}" for n in chance.sample(range(10**6), len(labels))), strict=True))
    triples = [Triple(*(BlankNode(new[t.value]) if isinstance(t, BlankNode) else t for t in tr)) for tr in triples]
    return chance.sample(triples, len(triples))


SHAPES = {
    "chain": chain(30),
    "cycle": linked(cycle(30)),
    "two cycles": linked(cycle(6) + cycle(3, "d") + cycle(3, "e")),
    "clique": clique(9),
    "pairs": pairs(50),
    "star of pairs": [*pairs(12), *linked([("hub", f"lpair{i}x0") for i in range(12)])],
    "itself": linked([("a", "a"), ("b", "c"), ("c", "b")]),
    "cube": linked([(f"v{i}", f"v{i ^ bit}") for i in range(8) for bit in (1, 2, 4)]),
    "said of them": [
        Triple(NIL, P, BlankNode("x")),
        Triple(NIL, P, BlankNode("y")),
        Triple(BlankNode("y"), Q, NIL),
    ],
}


@pytest.mark.parametrize("triples", SHAPES.values(), ids=SHAPES.keys())
def test_neither_order_nor_old_labels_matter(triples: list[Triple]) -> None:
    expected, chance = write_ntriples(triples), random.Random(6)
    for _ in range(20):
        assert write_ntriples(renamed(triples, chance)) == expected


names = st.sampled_from("wxyz").map(BlankNode)


@settings(deadline=None)
@given(st.lists(st.builds(Triple, names, st.sampled_from([P, Q]), names | st.just(NIL))), st.randoms())
def test_old_labels_of_small_graphs_never_matter(triples: list[Triple], chance: random.Random) -> None:
    assert write_ntriples(renamed(triples, chance)) == write_ntriples(triples)


@pytest.mark.parametrize(
    "triples",
    [
        clique(60),
        chain(5_000),
        linked(cycle(5_000)),
        pairs(3_000),
        linked([("h", f"x{i}") for i in range(9_000)]),
    ],
    ids=["clique", "chain", "cycle", "pairs", "star"],
)
def test_nothing_runs_for_long(triples: list[Triple]) -> None:
    rows, once = [row(triple) for triple in triples], {}
    links = 2 * sum(isinstance(t.subject, BlankNode) and isinstance(t.object, BlankNode) for t in triples)
    count = steps(lambda: once.update(stable_labels(rows)))
    assert count < 5 * (STEPS + 8 * links + len(rows)), "about three for each link that is looked at"
    assert sorted(once.values()) == sorted(set(once.values()))


def test_past_the_bound_the_old_labels_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ilrs_graph.turtle.blank_nodes.STEPS", 0)
    triples, chance = linked(cycle(40)), random.Random(6)
    expected = write_ntriples(triples)
    assert all(write_ntriples(chance.sample(triples, len(triples))) == expected for _ in range(20))
    assert write_ntriples(parse(expected, format=RdfFormat.N_TRIPLES)) == expected


def test_labels_sort_as_text() -> None:
    labels = stable_labels([row(triple) for triple in chain(101)])
    assert min(labels.values()) == "b000"
    assert max(labels.values()) == "b100"


def test_no_blank_nodes_no_labels() -> None:
    assert stable_labels([row(Triple(NIL, P, NIL))]) == {}
