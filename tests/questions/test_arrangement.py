"""Columns, order and number of rows that a reader wants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from ilrs_graph import LunarGraph
from ilrs_graph.engine import StoreEngine, Table
from ilrs_graph.errors import UsageError
from ilrs_graph.names.labels import Labels
from ilrs_graph.namespaces import XSD
from ilrs_graph.questions.arrangement import Arrangement, arranged_answer, arranged_table


def labels() -> Labels:
    return Labels(StoreEngine(Store()))


def typed(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + kind))


def sorted_texts(cells: list[Literal | None], word: str) -> list[str | None]:
    table = arranged_table(Table(("x",), [(cell,) for cell in cells]), Arrangement(sort=(word,)), labels())
    return [None if cell is None else cell.value for (cell,) in table]


def test_numbers_are_ordered_as_numbers_and_nothing_is_last_both_ways() -> None:
    cells = [
        typed("9", "integer"),
        None,
        typed("10", "nonNegativeInteger"),
        typed("-1.5", "decimal"),
        typed("1e1", "double"),
    ]
    assert sorted_texts(cells, "x") == ["-1.5", "9", "10", "1e1", None]
    assert sorted_texts(cells, "-x") == ["10", "1e1", "9", "-1.5", None]
    assert sorted_texts([typed("NaN", "double"), typed("x", "integer"), typed("1", "integer")], "x")[0] == "1"


def test_dates_are_ordered_by_their_first_day_and_open_starts_by_their_last() -> None:
    cells = [Literal(text) for text in ("2028-07", "../2026", "2026-05-03/..", "2027", "2027-02")]
    assert sorted_texts(list(cells), "x") == ["2026-05-03/..", "../2026", "2027", "2027-02", "2028-07"]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=8), st.integers(0, 9))
def test_several_columns_and_a_limit(rows: list[tuple[int, int]], limit: int) -> None:
    table = Table(("a", "b"), [(typed(str(a), "integer"), typed(str(b), "integer")) for a, b in rows])
    found = arranged_table(table, Arrangement(("b", "a"), ("-a", "b"), limit), labels())
    expected = sorted(rows, key=lambda row: (-row[0], row[1]))[:limit]
    assert found.variables == ("b", "a")
    assert [(int(a.value), int(b.value)) for b, a in found if a and b] == expected


def test_an_answer_keeps_its_sources_with_other_columns_and_rows(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6")
    found = arranged_answer(answer, Arrangement(("Partner", "state"), ("-partner",), 3))
    assert list(found.columns) == ["partner", "partnerState"]
    assert [row[0] for row in found.texts] == sorted((t[1] for t in answer.texts), key=str.casefold, reverse=True)[:3]
    by_evidence = {row.evidence: row.sources for row in answer}
    assert all(by_evidence[row.evidence] == row.sources for row in found)


@pytest.mark.parametrize("arrangement", [Arrangement(columns=("partnr",)), Arrangement(sort=("-partnr",))])
def test_an_unknown_column_is_an_error_that_names_the_columns(graph: LunarGraph, arrangement: Arrangement) -> None:
    answer = graph.ask("far-side-partners", mission="change-6")
    with pytest.raises(UsageError, match="no column is called 'partnr'") as error:
        arranged_answer(answer, arrangement)
    assert error.value.tip == "the columns are " + ", ".join(answer.columns)
