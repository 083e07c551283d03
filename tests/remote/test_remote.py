"""The same questions over the wire: the same answers, and every failure a sentence."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.engine import Table
from ilrs_graph.errors import EndpointError, QueryError, QueryTimeout, UsageError
from ilrs_graph.questions import Answer
from ilrs_graph.remote import Endpoint

SOON = 0.2
"""A limit of time that is reached, since nothing answers."""


@pytest.fixture(scope="module")
def remote(server: str) -> LunarGraph:
    return LunarGraph(endpoint=f"{server}/sparql")


@pytest.mark.parametrize("arguments", [{}, {"mission": "change-6"}, {"partner": "irf", "mission": "Chang'e 4"}])
def test_a_question_has_the_same_answer(arguments: dict[str, str], graph: LunarGraph, remote: LunarGraph) -> None:
    there, here = remote.ask("far-side-partners", **arguments), graph.ask("far-side-partners", **arguments)
    assert len(here)
    assert there.terms() == here.terms()
    assert there.texts == here.texts
    assert [r.sources for r in there] == [r.sources for r in here]


def test_each_form_of_query_has_the_same_result(
    graph: LunarGraph, remote: LunarGraph, seen: list[tuple[str, str]]
) -> None:
    select = "SELECT ?m ?d ?none { ?m a ilrs:FarSideMission OPTIONAL { ?m ilrs:launchDate ?d } } ORDER BY ?m"
    there, here = remote.query(select), graph.query(select)
    assert isinstance(there, Table)
    assert isinstance(here, Table)
    assert (there.variables, there.rows) == (here.variables, here.rows)
    assert remote.query("ASK { mission:change-6 a ilrs:FarSideMission }") is True
    assert remote.query("ASK { mission:change-5 a ilrs:FarSideMission }") is False
    construct = "CONSTRUCT { ?x rdfs:label ?l } { ?x a ilrs:State ; rdfs:label ?l }"
    assert set(remote.query(construct)) == set(graph.query(construct))  # type: ignore[arg-type]
    assert remote.query("CONSTRUCT { ?x a ?x } { VALUES ?x { mission:x } }") == [
        Triple(
            NamedNode("https://w3id.org/ilrs-graph/id/mission/x"),
            NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
            NamedNode("https://w3id.org/ilrs-graph/id/mission/x"),
        )
    ]
    assert [accept for _, accept in seen] == ["application/sparql-results+json"] * 3 + ["application/n-triples"] * 2


def test_a_query_that_is_too_large_for_a_form_is_a_body_of_its_own(server: str, seen: list[tuple[str, str]]) -> None:
    endpoint = Endpoint(f"{server}/sparql")
    assert endpoint.query("ASK {} #" + "x" * 300_000) is True
    assert endpoint.query("ASK {}") is True
    assert [kind for kind, _ in seen] == ["application/sparql-query", "application/x-www-form-urlencoded"]


@pytest.mark.parametrize("slug", ["claims-on", "contradicted-claims", "flown-payloads", "single-source-facts"])
def test_labels_of_terms_are_in_the_export(slug: str, answered: Callable[[str], Answer], remote: LunarGraph) -> None:
    assert remote.ask(slug).texts == answered(slug).texts


def test_show_reads_the_server(graph: LunarGraph, remote: LunarGraph) -> None:
    there = {(f.property, f.value, f.sources) for f in remote.show("change-6").facts if f.kind == "claimed"}
    assert there == {(f.property, f.value, f.sources) for f in graph.show("change-6").facts if f.kind == "claimed"}


def test_select_refuses_other_forms(server: str) -> None:
    with pytest.raises(QueryError, match="not a SELECT"):
        Endpoint(f"{server}/sparql").select("ASK {}")


def test_the_guard_stands_before_the_wire(remote: LunarGraph, seen: list[tuple[str, str]]) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        remote.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert seen == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # urllib leaves a socket open
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_server_that_does_not_answer_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"
        calls = [
            lambda: Endpoint(address, timeout=SOON).query("ASK {}"),
            lambda: LunarGraph(endpoint=address).query("ASK {}", timeout=SOON),
            lambda: LunarGraph(endpoint=address, timeout=SOON).ask("far-side-partners"),
        ]
        for call in calls:
            with pytest.raises(QueryTimeout, match=r"not done after 0\.2 s"):
                call()


@pytest.mark.parametrize("comment", ["# select, then insert and delete", "# construct { }"])
def test_words_in_comments_do_not_change_the_form(comment: str, remote: LunarGraph) -> None:
    assert remote.query(f"{comment}\nASK {{ mission:change-6 a ilrs:Mission }} {comment}") is True


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # urllib leaves a socket open
@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/500", "refused the query"),
        ("/404", "refused the query"),
        ("/503", r"is not available now \(503 Service Unavailable\)"),
        ("/garbage", r"the answer cannot be read \(application/sparql-results\+json\)"),
        ("/html", r"the answer cannot be read \(text/html\)"),
        ("/short", "cannot be reached"),
        ("/not-http", "cannot be reached"),
    ],
)
def test_a_server_that_fails_is_an_endpoint_error(path: str, message: str, server: str) -> None:
    with pytest.raises(EndpointError, match=f"^{server}{path}:? {message}") as found:
        LunarGraph(endpoint=server + path).query("SELECT * { ?s ?p ?o } LIMIT 1")
    assert found.value.exit_code == 3
    assert "\n" not in found.value.message
    del found
    gc.collect()


def test_a_query_that_the_server_refuses_says_so(remote: LunarGraph) -> None:
    with pytest.raises(EndpointError, match="refused the query"):
        remote.query("SELECT * { ?s ?p }")


def closed_port() -> str:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{held.getsockname()[1]}/sparql"


@pytest.mark.parametrize("address", [closed_port, lambda: "http://[", lambda: "http://a b/", lambda: "http://"])
def test_an_address_where_nothing_answers_is_an_endpoint_error(address: Callable[[], str]) -> None:
    with pytest.raises(EndpointError, match="cannot be reached") as found:
        LunarGraph(endpoint=address()).query("ASK {}")
    assert found.value.tip == "check the address, and that the server is running"


@pytest.mark.parametrize("address", ["ftp://example.org/", "file:///etc/passwd", "localhost:3030", ""])
def test_what_is_no_http_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="is not an http or https address"):
        LunarGraph(endpoint=address).query("ASK {}")


def test_the_command_line_asks_the_server(server: str, run: Callable[..., object]) -> None:
    done = run("ask", "far-side-partners", "--mission", "change-6", "--endpoint", f"{server}/sparql")
    here = run("ask", "far-side-partners", "--mission", "change-6")
    assert (done.returncode, done.stdout) == (0, here.stdout)  # type: ignore[attr-defined]
    dead = run("query", "ASK {}", "--endpoint", closed_port())
    assert dead.returncode == 3  # type: ignore[attr-defined]
    assert dead.stderr.startswith("error: http://127.0.0.1:")  # type: ignore[attr-defined]
