"""DataFrames: a typed column for each variable, whatever the values are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from ilrs_graph.engine import StoreEngine
from ilrs_graph.names.labels import Labels
from ilrs_graph.namespaces import PREFIXES, RDFS, XSD
from ilrs_graph.questions.frame import frame
from ilrs_graph.terms import Term

pandas = pytest.importorskip("pandas")

A = NamedNode("http://a/moon")
EDTF = NamedNode(PREFIXES["edtf"] + "EDTF")


@pytest.fixture(scope="module")
def labels() -> Labels:
    store = Store()
    store.add(Quad(A, NamedNode(RDFS + "label"), Literal("Moon", language="en")))
    return Labels(StoreEngine(store))


def of(kind: str, text: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + kind))


def column(labels: Labels, *terms: Term | None, years: bool = False) -> Any:
    return frame(["x"], [(term,) for term in terms], labels, years=years)


@pytest.mark.parametrize(
    ("terms", "dtype", "values"),
    [
        ([of("integer", "7"), None, of("long", "-1")], "Int64", [7, None, -1]),
        ([of("integer", "7"), of("decimal", "2.50"), None], "float64", [7.0, 2.5, None]),
        ([of("double", "1e3")], "float64", [1000.0]),
        ([of("integer", "9" * 20)], "float64", [float("9" * 20)]),
        ([of("boolean", "1"), of("boolean", "false"), None], "boolean", [True, False, None]),
        ([Literal("x"), Literal("月", language="zh"), None], "string", ["x", "月", None]),
        ([Literal("1969"), Literal("1970")], "string", ["1969", "1970"]),
        ([Literal("2024-05-03"), Literal("soon")], "string", ["2024-05-03", "soon"]),
        ([of("integer", "x")], "string", ["x"]),
        ([of("anyURI", "2024-05-03")], "string", ["2024-05-03"]),
        ([BlankNode("b")], "string", ["b"]),
        ([None, None], "object", [None, None]),
        ([], "object", []),
        ([of("integer", "7"), Literal("x"), of("boolean", "true"), None], "object", [7, "x", True, None]),
    ],
)
def test_values_of_one_kind_give_a_typed_column(
    labels: Labels, terms: list[Term | None], dtype: str, values: list[Any]
) -> None:
    found = column(labels, *terms)
    assert list(found.columns) == ["x"]
    assert str(found["x"].dtype) == dtype
    assert [None if pandas.isna(each) else each for each in found["x"]] == values


def test_things_have_their_iris_and_labels(labels: Labels) -> None:
    found = column(labels, A, None)
    assert [str(dtype) for dtype in found.dtypes] == ["string", "string"]
    assert found["x"][0] == A.value
    assert found["xLabel"][0] == "Moon"
    assert found.isna().loc[1].all()


def test_a_column_of_things_has_its_label_without_rows_too(labels: Labels) -> None:
    found = frame(["x", "y"], [], labels, things={"x"})
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == {
        "x": "string",
        "xLabel": "string",
        "y": "object",
    }


def test_a_label_of_its_own_is_kept(labels: Labels) -> None:
    found = frame(["x", "xLabel"], [(A, Literal("mine"))], labels)
    assert found.to_dict("records") == [{"x": A.value, "xLabel": "mine"}]


def test_things_beside_numbers_stay_what_they_are(labels: Labels) -> None:
    found = column(labels, A, of("decimal", "2.5"), of("date", "2024-05-03"), None)
    assert list(found["x"]) == [A.value, 2.5, "2024-05-03", None]
    assert list(found["xLabel"])[:2] == ["Moon", "2.5"]


def test_exact_days_are_days_and_other_dates_are_kept_as_stated(labels: Labels) -> None:
    given = ["2024-05-03", "2027/..", "2026-05", "2024-05-03~", "1610-01-07"]
    found = column(labels, *(Literal(text, datatype=EDTF) for text in given), None)
    assert str(found["x"].dtype) == "datetime64[s]"
    days = [None if pandas.isna(each) else each.date().isoformat() for each in found["x"]]
    assert days == ["2024-05-03", None, None, None, "1610-01-07", None]
    assert list(found["xEdtf"])[:-1] == given


def test_text_counts_as_dates_where_all_of_it_is(labels: Labels) -> None:
    assert list(column(labels, Literal("2024-05-03"), Literal("2027")).columns) == ["x", "xEdtf"]
    assert list(column(labels, of("date", "2024-05-03"), Literal("2027")).columns) == ["x", "xEdtf"]
    assert list(column(labels, Literal("2027"), years=True).columns) == ["x", "xEdtf"]
    assert list(column(labels, Literal("2024-05-03"), Literal("")).columns) == ["x"]


def test_times_are_in_utc(labels: Labels) -> None:
    found = column(labels, of("dateTime", "2024-05-03T17:27:00+08:00"), of("dateTime", "2024-05-03T09:27:00"), None)
    assert str(found["x"].dtype) == "datetime64[us, UTC]"
    assert found["x"][0] == found["x"][1]
    assert pandas.isna(found["x"][2])


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00", "9999-12-31T23:59:59Z"])
def test_the_first_and_the_last_time_are_times(labels: Labels, text: str) -> None:
    found = column(labels, of("dateTime", text))
    assert str(found["x"].dtype) == "datetime64[us, UTC]"
    assert found["x"][0].year == int(text[:4])


def test_a_time_in_no_year_of_utc_is_text(labels: Labels) -> None:
    found = column(labels, of("dateTime", "0001-01-01T00:00:00+14:00"))
    assert list(found["x"]) == ["0001-01-01T00:00:00+14:00"]


kinds = st.sampled_from(["integer", "decimal", "double", "date", "gYear", "dateTime", "boolean", "string", "long"])
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.from_regex(r"[0-9+-]{1,22}(\.[0-9]*)?(e[0-9]{1,4})?", fullmatch=True),
    st.sampled_from(["NaN", "INF", "2024-05-03", "0001-01-01", "9999-12-31", "0001-01-01T00:00:00+14:00", "true"]),
)


@given(st.lists(st.one_of(st.none(), st.builds(of, kinds, texts)), max_size=6))
def test_any_literals_give_a_row_each(terms: list[Term | None]) -> None:
    found = column(Labels(StoreEngine(Store())), *terms)
    assert len(found) == len(terms)
    for term, value in zip(terms, found["x"], strict=True):
        assert term is not None or pandas.isna(value)
