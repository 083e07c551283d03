"""Tables of queries know the labels of their things."""

from __future__ import annotations

import pytest

from hang_limit import HANG_S
from ilrs_graph import LunarGraph
from ilrs_graph.questions import LabelledTable

QUERY = "SELECT ?mission ?date { ?mission a ilrs:FarSideMission ; ilrs:launchDate ?date } ORDER BY ?date"


def test_a_query_gives_a_table_with_typed_columns(graph: LunarGraph) -> None:
    pytest.importorskip("pandas")
    table = graph.query(QUERY)
    assert isinstance(table, LabelledTable)
    frame = table.to_pandas()
    assert list(frame.columns) == ["mission", "missionLabel", "date", "dateEdtf"]
    assert set(frame["missionLabel"]) >= {"Chang'e 4", "Chang'e 6"}
    assert frame["date"].is_monotonic_increasing
    assert repr(table) == f"<LabelledTable: {len(table)} rows of mission, date>"


def test_with_a_limit_of_time_too(graph: LunarGraph) -> None:
    assert isinstance(graph.query(QUERY, timeout=HANG_S), LabelledTable)


def test_an_empty_result_has_its_columns(graph: LunarGraph) -> None:
    pytest.importorskip("pandas")
    table = graph.query(
        "SELECT ?mission ?date { ?mission a ilrs:FarSideMission ; ilrs:launchDate ?date FILTER(false) }"
    )
    assert isinstance(table, LabelledTable)
    assert list(table.to_pandas().columns) == ["mission", "date"]
