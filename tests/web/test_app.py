"""The addresses beside the endpoint."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import VOID
from ilrs_graph.pages.editor import FIRST
from ilrs_graph.web.description import SD

from .client import QUIET, Client


@pytest.fixture(scope="module")
def client(serve: Callable[..., Client], graph: LunarGraph) -> Client:
    return serve(graph.current)


@pytest.fixture(scope="module")
def below(serve: Callable[..., Client], graph: LunarGraph) -> Client:
    return serve(graph.current, QUIET._replace(base_path="/moon"))


def test_the_page_of_the_endpoint_alone_lets_its_editor_style_its_parts(client: Client) -> None:
    answer = client.get("/sparql", "text/html")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert 'action="/sparql"' in answer.text
    policies = [client.get(path, "text/html").headers["content-security-policy"] for path in ("/sparql", "/", "/ask")]
    assert ["unsafe-inline" in policy for policy in policies] == [True, False, False]
    assert all("script-src 'self';" in policy and "default-src 'none'" in policy for policy in policies)
    assert client.get("/sparql?ask=no-such", "text/html").status == 400
    assert client.get("/sparql", "text/html", If_None_Match=answer.headers["etag"]).status == 304


def test_the_example_of_the_page_is_answered(client: Client, graph: LunarGraph) -> None:
    assert client.ask(FIRST).text.count("\n") == 1 + len(graph.query(FIRST))  # type: ignore[arg-type]


def test_the_service_describes_itself(client: Client, graph: LunarGraph) -> None:
    for path in ("/sparql", "/.well-known/void"):
        answer = client.get(path, "text/turtle")
        quads = list(parse(answer.body, RdfFormat.TURTLE))
        objects = {quad.predicate.value: quad.object for quad in quads}
        assert objects[SD + "endpoint"] == NamedNode(f"http://{client.host}:{client.port}/sparql")
        assert objects[VOID + "sparqlEndpoint"] == objects[SD + "endpoint"]
        ((count,),) = graph.engine.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
        assert isinstance(count, Literal)
        assert objects[VOID + "triples"].value == count.value  # type: ignore[union-attr]
        names = {quad.object for quad in quads if quad.predicate.value == SD + "name"}
        assert names == set(graph.current.snapshot.store.named_graphs())
        assert client.get(path, "text/turtle").body == answer.body
        assert client.get(path, "text/turtle", If_None_Match=answer.headers["etag"]).status == 304
    assert client.get("/.well-known/void", "image/png").status == 406


def test_a_saved_query_gives_what_ask_gives(client: Client, graph: LunarGraph) -> None:
    found = client.ask(graph.questions["far-side-partners"].query, "application/json").json
    assert len(found["results"]["bindings"]) == len(graph.ask("far-side-partners"))


def test_the_state_of_the_server(client: Client) -> None:
    assert client.health["status"] == "ok"
    metrics = client.get("/metrics")
    assert "\nilrs_graph_workers 2\n" in metrics.text
    assert metrics.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    ("path", "tip"),
    [
        ("/sparq", "did you mean /sparql?"), ("/id/mission/chang-6", "did you mean change-6"), ("/xyzzy", ""),
        ("/ask/far-side-partner", "did you mean far-side-partners"), ("/../../etc/passwd", ""), ("/%2e%2e/x", ""),
        ("/static/../pages.py", ""), ("/id/mission/..%2f..%2fetc", ""), ("/ask/far-side-partners.html", ""),
    ],
)  # fmt: skip
def test_what_is_not_there(path: str, tip: str, client: Client) -> None:
    answer = client.get(path)
    assert answer.status == 404
    assert answer.json.get("tip", "").startswith(tip)
    assert answer.headers["content-type"] == "application/problem+json"


def test_pages_are_only_read(client: Client) -> None:
    answer = client.request("POST", "/", b"x")
    assert answer.status == 405
    assert "GET" in answer.headers["allow"]


def test_a_server_below_a_path(below: Client) -> None:
    assert 'action="/moon/sparql"' in below.get("/sparql", "text/html").text
    assert 'href="/moon/static/site.css"' in below.get("/about").text
    assert below.get("/static/site.css").headers["content-type"].startswith("text/css")
    assert below.ask("ASK {}").text == "true"
    assert b"/moon/sparql>" in below.get("/sparql", "text/turtle").body
