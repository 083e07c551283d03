"""Property paths: printed as SPARQL has them, taken apart into the triples that they touch, kept as JSON."""

from __future__ import annotations

import json

from hypothesis import given
from made import Fact, connected, graphs, matcher, nodes, paths
from pyoxigraph import NamedNode

from ilrs_graph.sparql.affected import Affected
from ilrs_graph.sparql.parser import read_query
from ilrs_graph.sparql.paths import EMPTY, Path, from_json, may_be_skipped, to_json, touches
from ilrs_graph.sparql.walks import ends


@given(paths)
def test_a_path_is_read_as_it_is_printed(path: Path) -> None:
    (pattern,) = read_query(f"ASK {{ ?x {path} ?y }}").where.patterns
    assert str(pattern.predicate) == str(path)


@given(paths)
def test_a_path_survives_json(path: Path) -> None:
    assert from_json(json.loads(json.dumps(to_json(path)))) == path


@given(graphs, paths, nodes)
def test_a_walk_needs_only_the_triples_that_it_touches(graph: list[Fact], path: Path, start: NamedNode) -> None:
    match = matcher(graph)
    seen = {
        fact
        for before, predicate, back, _, _ in touches(path)
        for node in ends(before, {start}, match)
        for fact in (match(None, predicate, node) if back else match(node, predicate, None))
    }
    assert ends(path, {start}, matcher(seen)) == ends(path, {start}, match)


@given(graphs, paths, nodes)
def test_what_a_fact_connects_with_an_end_goes_through_it(graph: list[Fact], path: Path, end: NamedNode) -> None:
    there = {n for s, _, o in graph for n in (s, o)}
    for fact in graph:
        rest = [other for other in graph if other != fact]
        around = [(n, NamedNode("urn:z"), n) for n in there]  # the engine walks no path of no steps where no node is
        lost = connected(path, [*graph, *around]) - connected(path, [*rest, *around])
        found = Affected([fact], matcher([*graph, *around])).nodes(touches(path, far=end))
        assert {x for x, y in lost if y == end} <= found


@given(paths, nodes)
def test_a_path_that_may_be_skipped_leads_nowhere_else_in_an_empty_graph(path: Path, start: NamedNode) -> None:
    assert (ends(path, [start], matcher([])) == {start}) is may_be_skipped(path)


def test_the_empty_path() -> None:
    assert list(touches(EMPTY)) == []
