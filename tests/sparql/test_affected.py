"""What a change can matter to, and what a query needs, with running the query before and after as the judge."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import NODES, Fact, graphs, groups, matcher, nodes, steps, store_of
from pyoxigraph import NamedNode, Quad, Store, Variable

from ilrs_graph.sparql.affected import Affected
from ilrs_graph.sparql.algebra import Graph, Group, Pattern, Query
from ilrs_graph.sparql.needed import Needed
from ilrs_graph.sparql.parser import read_query
from ilrs_graph.sparql.together import bound_at_top, bound_everywhere, may_be_asked_together
from ilrs_graph.validation.queries import read_by

HOLDER = NamedNode("urn:holder")
EACH = Graph(HOLDER, Group((Pattern(HOLDER, HOLDER, Variable("this")),)))
TIMES = [400, pytest.param(20_000, marks=pytest.mark.soak)]


def rows(query: Query, facts: list[Fact], node: NamedNode, *, mention: bool) -> set[str]:
    """Return the rows of the query for a node, which stands for `?this` in every group."""
    return _rows(bound_everywhere(query, EACH, "this"), store_of(facts), [node], mention=mention)


def _rows(query: Query, store: Store, some: list[NamedNode], *, mention: bool) -> set[str]:
    store.extend(Quad(HOLDER, HOLDER, node, HOLDER) for node in some)
    store.extend(Quad(HOLDER, HOLDER, node) for node in some if mention)
    found = store.query(str(query))
    names = [variable.value for variable in found.variables]  # type: ignore[union-attr]
    return {" ".join(str(row[name]) for name in names) for row in found}  # type: ignore[union-attr]


def selected(group: str) -> Query:
    return read_query(f"SELECT ?this ?x WHERE {group}")


@pytest.mark.parametrize("times", TIMES)
def test_a_change_matters_to_no_other_node(times: int) -> None:
    @settings(max_examples=times)
    @given(groups, graphs, st.tuples(nodes, steps, nodes), st.booleans())
    def law(group: str, graph: list[Fact], changed: Fact, adds: bool) -> None:
        query = selected(group)
        read, mention = read_by(query, HOLDER)
        rest = [fact for fact in graph if fact != changed]
        before, after = (rest, [*rest, changed]) if adds else ([*rest, changed], rest)
        affected = Affected([changed], matcher([*rest, changed]))
        found = affected.nodes(read.touches)
        if not affected.fits(read.unanchored):
            for node in NODES:
                one, other = (rows(query, facts, node, mention=mention) for facts in (before, after))
                assert one == other or node in found

    law()


@pytest.mark.parametrize("times", TIMES)
def test_a_query_needs_no_other_triples(times: int) -> None:
    @settings(max_examples=times)
    @given(groups, graphs, st.sets(nodes, min_size=1, max_size=2))
    def law(group: str, graph: list[Fact], some: set[NamedNode]) -> None:
        query = selected(group)
        read, mention = read_by(query, HOLDER)
        needed = Needed(matcher(graph))
        needed.add(read.touches, some, read.unanchored)
        for node in some:
            wanted = rows(query, graph, node, mention=mention)
            assert rows(query, list(needed.found), node, mention=mention) == wanted

    law()


@pytest.mark.parametrize("times", TIMES)
def test_many_nodes_are_asked_for_together_only_where_that_means_the_same(times: int) -> None:
    @settings(max_examples=times)
    @given(groups, graphs)
    def law(group: str, graph: list[Fact]) -> None:
        query = selected(group)
        if may_be_asked_together(query.select, "this"):
            _, mention = read_by(query, HOLDER)
            one_by_one = set().union(*(rows(query, graph, node, mention=mention) for node in NODES))
            at_once = _rows(bound_at_top(query, EACH), store_of(graph), NODES, mention=mention)
            assert at_once == one_by_one

    law()
