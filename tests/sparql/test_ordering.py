"""ORDER BY in Python gives the order of the store."""

from __future__ import annotations

from random import Random

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from ilrs_graph.engine import StoreEngine
from ilrs_graph.namespaces import XSD
from ilrs_graph.sparql.ordering import ordered, split
from ilrs_graph.terms import Term

QUERY = "SELECT ?x ?y { ?x <urn:p> ?z OPTIONAL { ?x <urn:q> ?y } } ORDER BY "
TEXTS = [Literal(each) for each in ("", "b", "B", "é", "月", "10", "9")]
NUMBERS = [Literal(each, datatype=NamedNode(XSD + kind)) for each, kind in
           (("10", "integer"), ("9", "integer"), ("-1", "integer"), ("9.5", "decimal"), ("+2", "integer"))]  # fmt: skip
DAYS = [Literal(each, datatype=NamedNode(XSD + kind)) for each, kind in
        (("2024", "gYear"), ("2024-05", "gYearMonth"), ("2024-05-28", "date"), ("2023-12-31", "date"))]  # fmt: skip


def engine_of(values: list[Term]) -> StoreEngine:
    """Return an engine over things in no order, most of them with one of the values."""
    store, random = Store(), Random(1)
    for number in random.sample(range(60), 60):
        thing = NamedNode(f"urn:{number:02}")
        store.add(Quad(thing, NamedNode("urn:p"), Literal("")))
        if number % 7:
            store.add(Quad(thing, NamedNode("urn:q"), random.choice(values)))
    return StoreEngine(store)


@pytest.mark.parametrize("values", [TEXTS, NUMBERS, DAYS, [NamedNode("urn:b"), NamedNode("urn:a"), *TEXTS]])
@pytest.mark.parametrize("keys", ["?y ?x", "?x ?y", "STR(?y) ?x", 'COALESCE(STR(?y), STR(?x), "9") ?x'])
def test_the_order_is_that_of_the_store(values: list[Term], keys: str) -> None:
    engine, parts = engine_of(values), split(QUERY + keys)
    assert parts is not None
    assert "ORDER" not in parts.query
    found = engine.select(parts.query)
    assert ordered(found.variables, found.rows, parts.keys) == engine.select(QUERY + keys).rows


@pytest.mark.parametrize(
    "value",
    [BlankNode("a"), Literal("a", language="en"), Literal("x", datatype=NamedNode(XSD + "integer")),
     Literal("2024-05-28Z", datatype=NamedNode(XSD + "date")), Literal("1e0", datatype=NamedNode(XSD + "double"))],
)  # fmt: skip
def test_terms_of_no_known_order_are_left_to_the_store(value: Term) -> None:
    rows = [(value, NamedNode("urn:a")), (None, NamedNode("urn:a"))]
    parts = split("SELECT ?y ?x { ?x <urn:q> ?y } ORDER BY ?x ?y")
    assert parts is not None
    assert ordered(["y", "x"], rows, parts.keys) is None
    apart = [(value, NamedNode("urn:b")), (None, NamedNode("urn:a"))]  # here the first key suffices
    assert ordered(["y", "x"], apart, parts.keys) == apart[::-1]


@pytest.mark.parametrize(
    "query",
    ["SELECT ?x { ?x ?p ?y }", "SELECT * { ?x ?p ?y } ORDER BY ?x", "SELECT ?x { ?x ?p ?y } ORDER BY ?y",
     "SELECT ?x { ?x ?p ?y } ORDER BY DESC(?x)", "SELECT ?x { ?x ?p ?y } ORDER BY ?x LIMIT 2",
     "SELECT (STR(?y) AS ?x) { ?z ?p ?y } ORDER BY ?x", "SELECT ?x { ?x ?p ?y } ORDER BY LCASE(?x)",
     "SELECT ?x { { SELECT ?x { ?x ?p ?y } ORDER BY ?x } }", "ASK { ?x ?p ?y }"],
)  # fmt: skip
def test_other_queries_are_left_to_the_store(query: str) -> None:
    assert split(query) is None
