"""A query that does not parse is reported where it stops making sense, with what is expected there."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from ilrs_graph.engine import StoreEngine
from ilrs_graph.errors import QueryError
from ilrs_graph.sparql import prepare


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?x {\n ?x a\n}\nORDER BY ?x", "line 3, column 1: a term expected, found '}'"),
        ("SELECT ?x { ?x a ilrs:Mission", "line 1, column 30: } expected, found the end"),
        ("SELECT ?x {\n ?x a ilrs:Mission ?x ?p ?o }", "line 2, column 20: . expected, found '?x'"),
        ("SELECT (COUNT(?x) ?n) { ?x a ?y }", "line 1, column 19: AS expected, found '?n'"),
        ("SELECT ?x { OPTIONAL ?x ?p ?o }", "line 1, column 22: { expected, found '?x'"),
        ("SELECT ?x { ?x ?p ?o FILTER ?o }", "line 1, column 32: a call or an expression in brackets expected"),
        ("SELCT ?x { ?x a ?y }", "line 1, column 1: SELECT, ASK, CONSTRUCT or DESCRIBE expected, found 'SELCT'"),
        ("DESCRIBE ?x {\n ?x a }", "line 2, column "),
        ("SELECT ?x { ?x a ?y } GROUP ?x", "line 1, column 29: BY expected, found '?x'"),
    ],
)
def test_the_place_is_where_the_query_stops_making_sense(query: str, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        StoreEngine(Store()).query(prepare(query))
    assert caught.value.message.startswith(f"the query does not parse at {told}")
    assert caught.value.place is not None
    assert f"line {caught.value.place.line}, column {caught.value.place.column}: " in caught.value.message


@pytest.mark.parametrize("query", ["INSERT DATA { <urn:a> a <urn:B> }", "PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }"])
def test_an_update_is_refused_as_one(query: str) -> None:
    with pytest.raises(QueryError, match="is not allowed: queries only read"):
        StoreEngine(Store()).query(prepare(query))
