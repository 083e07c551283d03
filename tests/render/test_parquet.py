"""Answers as Parquet tables."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pandas
import pytest
from pyarrow import parquet

from ilrs_graph.errors import MissingDependency
from ilrs_graph.questions.answer import Answer
from ilrs_graph.render import format_named, write_bytes

PARQUET = format_named("parquet", "answer")


@pytest.mark.parametrize("slug", ["far-side-partners", "launch-dates", "positions", "missions-by-kind"])
def test_the_table_holds_what_the_data_frame_holds(slug: str, answered: Callable[[str], Answer]) -> None:
    answer = answered(slug)
    table, frame = parquet.read_table(io.BytesIO(write_bytes(answer, PARQUET))), answer.to_pandas()
    assert table.column_names == list(frame.columns)
    assert table.num_rows == len(answer) > 0
    assert table.schema.metadata[b"slug"].decode() == slug
    for name in answer.node_columns & set(frame.columns):
        assert table[name].to_pylist() == [None if pandas.isna(x) else x for x in frame[name]]
    assert table["sources"].to_pylist() == [list(urls) for urls in frame["sources"]]


def test_days_and_numbers_are_typed(answered: Callable[[str], Answer]) -> None:
    types = {}
    for slug in ("launch-dates", "positions"):
        table = parquet.read_table(io.BytesIO(write_bytes(answered(slug), PARQUET)))
        types |= {name: str(table.schema.field(name).type) for name in table.column_names}
    assert "timestamp[s]" in types.values() or "timestamp[ms]" in types.values()
    assert {"double", "list<item: string>", "list<element: string>"} & set(types.values())
    assert types["independentSources"] == "int64"


def test_the_same_answer_gives_the_same_bytes(answered: Callable[[str], Answer]) -> None:
    assert write_bytes(answered("launch-dates"), PARQUET) == write_bytes(answered("launch-dates"), PARQUET)


def test_without_pyarrow_an_error_says_what_to_install(
    answered: Callable[[str], Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingDependency, match="pyarrow") as caught:
        write_bytes(answered("launch-dates"), PARQUET)
    assert "ilrs-graph[parquet]" in caught.value.tip
