"""`NOW()` is replaced where a query calls it, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import QuerySolutions, Store

from ilrs_graph.namespaces import XSD
from ilrs_graph.sparql.now import with_now

DAY = date(2026, 11, 29)
MOMENT = f'("2026-11-29T00:00:00Z"^^<{XSD}dateTime>)'


@pytest.mark.parametrize(
    "call", ["NOW()", "now()", "Now ( )", "NOW(\n)", "NOW # today\n( # none\n)"], ids=lambda call: call.encode().hex()
)
def test_a_call_is_replaced_however_it_is_written(call: str) -> None:
    query = f"SELECT ?x {{ BIND(STR({call}) AS ?x) FILTER({call} = {call}) }}"
    assert with_now(query, DAY) == f"SELECT ?x {{ BIND(STR({MOMENT}) AS ?x) FILTER({MOMENT} = {MOMENT}) }}"
    (row,) = Store().query(with_now(query, DAY))
    assert row["x"].value == "2026-11-29T00:00:00Z"


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?x { ?x ?p "NOW()" }',
        "SELECT ?x { ?x ?p 'NOW()' , '''\nNOW()''' , \"\"\"it's NOW()\"\"\" }",
        "SELECT ?x { ?x ?p <urn:NOW()> }",
        "SELECT ?NOW { ?NOW ?p ?x } # NOW()",
        "PREFIX x: <urn:> SELECT ?x { FILTER(x:NOW(?x) || now:now(?x)) }",
        "SELECT ?x { ?x ?p ?now }",
        "SELECT ?x { FILTER(NOW(?x)) }",
        "",
        "NOW(",
    ],
)
def test_what_is_no_call_stays(text: str) -> None:
    assert with_now(text, DAY) == text


@pytest.mark.parametrize(
    "place", ["{ FILTER NOW() }", "{ } ORDER BY NOW()", "{ } GROUP BY NOW() ", "{ BIND(1 + DAY(NOW()) AS ?day) }"]
)
def test_the_query_still_parses_wherever_the_call_stands(place: str) -> None:
    head = "SELECT (COUNT(*) AS ?n) " if "GROUP" in place else "SELECT * "
    assert isinstance(Store().query(with_now(head + place, DAY)), QuerySolutions)
