"""VALUES lines as parameters: terms go in, text never does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from ilrs_graph.sparql.parameters import bind, open_variables, without_open

QUERY = "SELECT ?y { VALUES ?x { UNDEF } VALUES ?z { UNDEF } ?x <http://p> ?y }"
A, B = NamedNode("http://a"), NamedNode("http://b")


def store() -> Store:
    found = Store()
    found.extend(Quad(node, NamedNode("http://p"), Literal(text)) for node, text in ((A, "1"), (B, "2")))
    return found


def answers(query: str) -> list[str]:
    return sorted(row["y"].value for row in store().query(query))


def test_open_variables_are_found_in_order() -> None:
    assert open_variables(QUERY) == ["x", "z"]
    assert open_variables("VALUES ?x { 1 }") == []


def test_bound_variables_narrow_the_answer_and_the_others_stay_open() -> None:
    assert answers(QUERY) == ["1", "2"]
    assert answers(bind(QUERY, {"x": [A]})) == ["1"]
    assert answers(bind(QUERY, {"x": [A, B]})) == ["1", "2"]
    assert answers(bind(QUERY, {"x": []})) == []
    assert "VALUES ?z { UNDEF }" in bind(QUERY, {"x": [A]})


def test_lines_left_open_can_be_left_out_without_a_change_of_rows() -> None:
    assert "UNDEF" not in without_open(QUERY)
    assert answers(without_open(QUERY)) == answers(QUERY)
    bound = bind(QUERY, {"x": [A]})
    assert answers(without_open(bound)) == answers(bound) == ["1"]


@pytest.mark.parametrize(
    "query",
    ["select * { VALUES ?x { UNDEF } }", "SELECT DISTINCT * { VALUES ?x { UNDEF } }", "SELECT ?x { VALUES ?x { 1 } }",
     "SELECT ?x { VALUES (?x ?y) { (UNDEF 1) } } # VALUES ?x { UNDEF }"],
)  # fmt: skip
def test_columns_and_values_stay(query: str) -> None:
    assert without_open(query) == query


def test_a_variable_that_is_not_open_is_refused() -> None:
    with pytest.raises(KeyError, match="y"):
        bind(QUERY, {"y": [A]})


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    bound = bind("SELECT ?x { VALUES ?x { UNDEF } }", {"x": [Literal(text)]})
    assert [row["x"].value for row in Store().query(bound)] == [text]
