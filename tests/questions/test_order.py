"""The first sources of a row prove each of its statements."""

from __future__ import annotations

from ilrs_graph import LunarGraph
from ilrs_graph.things.citation import sources_of


def test_the_first_sources_of_a_row_prove_each_statement(graph: LunarGraph) -> None:
    several = 0
    for row in graph.ask("ended-contributions"):
        first = {citation.iri for citation in row.sources[: row.proof]}
        by_node = sources_of(row.evidence, graph.engine)
        several += len(by_node) > 1
        assert all(not first.isdisjoint(source.value for source in found) for found in by_node.values())
        assert {source.value for found in by_node.values() for source in found} == {c.iri for c in row.sources}
    assert several
