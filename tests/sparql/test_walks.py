"""Walks along paths, with the engine as the judge of where they lead."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from made import NODES, PROPERTIES, Fact, connected, graphs, matcher, nodes, paths, store_of
from pyoxigraph import NamedNode

from ilrs_graph.sparql.paths import Cheapest, Inverse, Path, sequence
from ilrs_graph.sparql.walks import chain, ends, starts

P, Q = PROPERTIES


@given(paths, graphs)
def test_a_walk_connects_what_sparql_connects(path: Path, facts: list[Fact]) -> None:
    match = matcher(facts)
    there = {n for s, _, o in facts for n in (s, o)}
    expected = connected(path, facts)
    assert {(n, end) for n in there for end in ends(path, [n], match)} == expected
    assert {(start, n) for n in there for start in starts(path, [n], match)} == expected


@given(paths, graphs, st.sets(nodes, min_size=2))
def test_many_nodes_are_walked_from_at_once(path: Path, facts: list[Fact], some: set[NamedNode]) -> None:
    match = matcher(facts)
    assert ends(path, some, match) == set().union(*(ends(path, [node], match) for node in some))
    assert starts(path, some, match) == set().union(*(starts(path, [node], match) for node in some))


@given(graphs, paths, nodes)
def test_a_walk_leads_where_sparql_says(graph: list[Fact], path: Path, start: NamedNode) -> None:
    store = store_of([*graph, (start, NamedNode("urn:z"), start)])
    match = matcher([*graph, (start, NamedNode("urn:z"), start)])
    wanted = {row["x"] for row in store.query(f"SELECT ?x {{ {start} {path} ?x }}")}  # type: ignore[union-attr]
    assert ends(path, {start}, match) == wanted
    back = {row["x"] for row in store.query(f"SELECT ?x {{ ?x {path} {start} }}")}  # type: ignore[union-attr]
    assert starts(path, {start}, match) == back


@given(paths, graphs, nodes)
def test_a_walk_sees_all_that_it_needs(path: Path, facts: list[Fact], node: NamedNode) -> None:
    seen: dict[Fact, None] = {}
    found = ends(path, [node], matcher(facts), seen)
    assert ends(path, [node], matcher(seen)) == found


@given(paths, graphs, nodes, nodes)
def test_a_chain_is_a_shortest_way(path: Path, facts: list[Fact], start: NamedNode, end: NamedNode) -> None:
    match = matcher(facts)
    found = chain(path, start, end, match)
    assert (found is not None) is (end in ends(path, [start], match))
    if found is not None:
        assert end in ends(path, [start], matcher(found))
        fewer = [some for n, fact in enumerate(found) if (some := [*found[:n], *found[n + 1 :]]) and fact not in some]
        ways = [way for some in fewer if (way := chain(path, start, end, matcher(some))) is not None]
        assert all(len(way) >= len(found) for way in ways), "a triple may be walked there and back"


@given(graphs, paths, paths, nodes)
def test_one_of_several_ways_is_taken(graph: list[Fact], first: Path, second: Path, start: NamedNode) -> None:
    match = matcher(graph)
    found = ends(Cheapest((first, second)), {start}, match)
    assert found in (ends(first, {start}, match), ends(second, {start}, match))


def test_the_way_over_a_hub_is_not_taken() -> None:
    hub = [(NamedNode(f"urn:n{i}"), P, NODES[0]) for i in range(500)]
    near = (NODES[1], Q, NODES[0])
    over, along = Inverse(P), Inverse(Q)
    ways: tuple[Path, ...]
    for ways in ((over, along), (along, over), (sequence(over, P, along), along)):
        assert ends(Cheapest(ways), {NODES[0]}, matcher([*hub, near])) == {NODES[1]}
