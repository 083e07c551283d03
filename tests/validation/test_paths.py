"""Property paths: read as SHACL writes them, walked as SPARQL has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store, Triple

from ilrs_graph.errors import InputError
from ilrs_graph.namespaces import RDF
from ilrs_graph.turtle.parse import parse_bytes
from ilrs_graph.validation.paths import (
    EMPTY,
    Path,
    inverse,
    items,
    read_path,
    seq,
    step,
    text,
    touches,
    walk,
    walk_back,
)
from ilrs_graph.views.memory import TripleIndex as Few

NODES = [NamedNode("urn:" + name) for name in "abcd"]
PROPERTIES = ["urn:p", "urn:q"]
steps = st.sampled_from(PROPERTIES).map(lambda p: ["p", p])
paths = st.recursive(
    steps,
    lambda inner: st.one_of(
        inner.map(inverse),
        st.lists(inner, min_size=2, max_size=3).map(lambda ps: seq(*ps)),
        st.lists(inner, min_size=2, max_size=3).map(lambda ps: ["alt", ps]),
        inner.map(lambda p: ["star", p]),
        inner.map(lambda p: ["alt", [EMPTY, p]]),
    ),
    max_leaves=4,
)
graphs = st.lists(
    st.builds(Triple, st.sampled_from(NODES), st.sampled_from(PROPERTIES).map(NamedNode), st.sampled_from(NODES)),
    max_size=10,
)


@given(graphs, paths, st.sampled_from(NODES))
def test_a_walk_leads_where_sparql_says(graph: list[Triple], path: Path, start: NamedNode) -> None:
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in graph)
    store.add(Quad(start, NamedNode("urn:z"), start))  # the engine walks no path of no steps from what is not there
    wanted = {row["x"] for row in store.query(f"SELECT ?x {{ {start} {text(path)} ?x }}")}  # type: ignore[union-attr]
    assert walk(Few(graph), {start}, path) == wanted
    back = {row["x"] for row in store.query(f"SELECT ?x {{ ?x {text(path)} {start} }}")}  # type: ignore[union-attr]
    assert walk_back(Few(graph), {start}, path) == back


@given(graphs, paths, st.sampled_from(NODES))
def test_a_walk_needs_only_the_triples_that_it_touches(graph: list[Triple], path: Path, start: NamedNode) -> None:
    view = Few(graph)
    seen = {
        t
        for before, predicate, back in touches(path)
        for t in step(view, walk(view, {start}, before), predicate, back=back)
    }
    assert walk(Few(seen), {start}, path) == walk(view, {start}, path)


@given(graphs, paths, paths, st.sampled_from(NODES))
def test_one_of_several_ways_is_taken(graph: list[Triple], first: Path, second: Path, start: NamedNode) -> None:
    found = walk(Few(graph), {start}, ["one", [first, second]])
    assert found in (walk(Few(graph), {start}, first), walk(Few(graph), {start}, second))


def test_the_way_over_a_hub_is_not_taken() -> None:
    hub = [Triple(NamedNode(f"urn:n{i}"), NamedNode("urn:p"), NODES[0]) for i in range(500)]
    near = Triple(NODES[1], NamedNode("urn:q"), NODES[0])
    over, along = ["inv", ["p", "urn:p"]], ["inv", ["p", "urn:q"]]
    for ways in ([over, along], [along, over], [["seq", [over, ["p", "urn:p"], along]], along]):
        assert walk(Few([*hub, near]), {NODES[0]}, ["one", ways]) == {NODES[1]}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (":p", "<urn:p>"),
        ("[ sh:inversePath :p ]", "^<urn:p>"),
        ("( :p [ sh:inversePath :q ] )", "<urn:p>/(^<urn:q>)"),
        ("[ sh:alternativePath ( :p :q ) ]", "<urn:p>|<urn:q>"),
        ("[ sh:zeroOrMorePath ( :p :q ) ]", "(<urn:p>/<urn:q>)*"),
        ("[ sh:oneOrMorePath :p ]", "<urn:p>/<urn:p>*"),
        ("[ sh:zeroOrOnePath :p ]", "<urn:p>?"),
    ],
)
def test_every_path_of_shacl_is_read(written: str, said: str) -> None:
    head = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:> . "
    graph = Few(parse_bytes(f"{head} :s sh:path {written} .".encode(), "shapes"))
    (path,) = (t.object for t in graph.match(NamedNode("urn:s")))
    assert text(read_path(graph, path)) == said


def test_what_is_no_path_is_refused_and_a_ring_of_a_list_ends() -> None:
    with pytest.raises(InputError, match="is no property path"):
        read_path(Few([Triple(NODES[0], NODES[1], NODES[2])]), next(iter(parse_bytes(b"[] <urn:x> 1 .", "x"))).subject)
    first, rest = (NamedNode(RDF + name) for name in ("first", "rest"))
    ring = [Triple(NODES[0], first, NODES[1]), Triple(NODES[0], rest, NODES[0])]
    assert items(Few(ring), NODES[0]) == [NODES[1]]
