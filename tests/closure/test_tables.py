"""Tables of numbers: what is new is returned once, indexes follow, and a forest keeps only the steps it needs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ilrs_graph.closure.tables import Forest, Row, Table

pairs = st.sets(st.tuples(st.integers(1, 8), st.integers(1, 8)))


def reached(steps: set[Row]) -> set[Row]:
    found = set(steps)
    while more := {(a, d) for a, b in found for c, d in steps if b == c} - found:
        found |= more
    return found


@given(st.lists(pairs))
def test_each_row_is_new_once_and_in_every_index(batches: list[set[Row]]) -> None:
    table, returned = Table(), []
    table.by_column(0)
    for batch in batches:
        table.new |= table.unknown(batch)
        returned += table.advance()
        assert {(a, b) for a, others in table.by_column(0).items() for b in others} == table.rows
    assert sorted(returned) == sorted(table.rows) == sorted(set().union(*batches))
    assert {(a, b) for b, others in table.by_column(1).items() for a in others} == table.rows


@given(st.lists(pairs))
def test_a_forest_has_the_same_closure_with_fewer_steps(batches: list[set[Row]]) -> None:
    forest, everything = Forest(), set[Row]()
    for batch in batches:
        everything |= batch | {(b, a) for a, b in batch}
        forest.new |= forest.unknown(batch)
        forest.advance()
    assert reached(forest.rows) == reached(everything)
    assert len([1 for a, b in forest.rows if a < b]) < 8
