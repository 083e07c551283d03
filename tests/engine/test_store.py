"""A store as an engine: each form of query, and errors as the user's own."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from ilrs_graph.engine import StoreEngine, Table, values
from ilrs_graph.errors import QueryError

A, P = NamedNode("http://a"), NamedNode("http://p")


@pytest.fixture
def engine() -> StoreEngine:
    store = Store()
    store.add(Quad(A, P, Literal("x", language="en")))
    return StoreEngine(store)


def test_each_form_gives_its_result(engine: StoreEngine) -> None:
    table = engine.query("SELECT ?o ?none { ?s ?p ?o }")
    assert isinstance(table, Table)
    assert (table.variables, list(table)) == (("o", "none"), [(Literal("x", language="en"), None)])
    assert engine.query("ASK { ?s ?p ?o }") is True
    assert engine.query("ASK { ?s ?p ?s }") is False
    assert engine.query("CONSTRUCT { ?o ?p ?s } { ?s ?p ?o }") == []  # a literal is no subject
    assert engine.query("CONSTRUCT { ?s ?p ?s } { ?s ?p ?o }") == [Triple(A, P, A)]
    assert engine.query("DESCRIBE <http://a>") == [Triple(A, P, Literal("x", language="en"))]


def test_select_refuses_other_forms(engine: StoreEngine) -> None:
    for query in ("ASK {}", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"):
        with pytest.raises(QueryError, match="not a SELECT"):
            engine.select(query)


def test_what_does_not_parse_or_run_is_a_query_error(engine: StoreEngine) -> None:
    with pytest.raises(QueryError, match="does not parse at line 1"):
        engine.query("SELECT * WHERE")
    with pytest.raises(QueryError, match="DELETE is not allowed"):
        engine.query("DELETE WHERE { ?s ?p ?o }")
    with pytest.raises(QueryError, match="cannot be evaluated"):
        engine.query('ASK { ?x ?y "\udcff" }')
    assert engine.query("ASK { ?s ?p ?o }") is True


def test_values_are_escaped(engine: StoreEngine) -> None:
    hostile = Literal('" } INSERT { <a> <b> "\\\n')
    found = engine.select(f"SELECT ?x {{ VALUES ?x {{ {values([hostile, A])} }} }}")
    assert [row[0] for row in found] == [hostile, A]
