"""The W3C tests of SPARQL 1.1 queries through the endpoint: as many are right as of the bare engine.

One store has the data of all tests, each file as a named graph. The dataset of a test is that of its request:
`default-graph-uri` and `named-graph-uri`, so FROM in a query may name these graphs too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

import pytest
from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from ilrs_graph import LunarGraph
from ilrs_graph.engine.model import Result, result, table
from ilrs_graph.errors import QueryError
from w3c_manifests import ABSENT, Case
from w3c_sparql import SUITE, every_case, is_right, loaded, quads, query_of

from .client import Client
from .conftest import reading_of

FORM = "application/x-www-form-urlencoded"
pytestmark = pytest.mark.skipif(not SUITE.exists(), reason=ABSENT)

SERVICE = "SERVICE is refused: it would call another server."
FROM = "FROM may name the graphs of the server only, each by its whole IRI."
REFUSED = {
    "constructwhere04 - CONSTRUCT WHERE": FROM,
    "syntax-construct-where-02.rq": FROM,
    "syntax-service-01.rq": SERVICE,
    "syntax-service-02.rq": SERVICE,
    "syntax-service-03.rq": SERVICE,
}
"""What the engine answers, and the endpoint refuses on purpose."""


@pytest.fixture(scope="module")
def client(serve: Callable[..., Client], graph: LunarGraph) -> Client:
    """A server whose store has the data of all tests as named graphs."""
    store = Store()
    for file in sorted({file for case in every_case() for file in (*case.data, *case.graphs)}):
        store.extend(Quad(q.subject, q.predicate, q.object, NamedNode(file.as_uri())) for q in quads(file))
    return serve(reading_of(graph, store, None))


def by_endpoint(client: Client, case: Case) -> Result:
    """Return what the server answers.

    Raises:
        QueryError: it refuses the query.
    """
    wanted = [("default-graph-uri", file.as_uri()) for file in case.data] or [("default-graph-uri", "urn:empty")]
    wanted += [("named-graph-uri", file.as_uri()) for file in case.graphs]
    answer = client.post(
        urlencode([("query", query_of(case)), *wanted]), FORM,
        Accept="application/sparql-results+json, application/n-triples",
    )  # fmt: skip
    if answer.status != 200:
        assert answer.status == 400, answer.text
        raise QueryError(answer.json["detail"])
    if answer.headers["content-type"].startswith("application/n-triples"):
        return [quad.triple for quad in parse(answer.body, RdfFormat.N_TRIPLES)]
    found = parse_query_results(answer.body, QueryResultsFormat.JSON)
    return bool(found) if isinstance(found, QueryBoolean) else table(found)


def by_engine(case: Case) -> Result:
    return result(loaded(case).query(query_of(case)))


def test_what_the_engine_answers_the_endpoint_answers_or_refuses_by_name(client: Client) -> None:
    wrong = {case.name for case in every_case() if not is_right(case, partial(by_endpoint, client))}
    wrong_of_engine = {case.name for case in every_case() if not is_right(case, by_engine)}
    assert wrong - wrong_of_engine == REFUSED.keys()
    assert len(every_case()) - len(wrong) >= 341 - 12 - len(REFUSED)
