"""Problems as pages for browsers and as problem details for others; what is counted of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

import pytest

from hang_limit import until
from ilrs_graph import LunarGraph

from .client import QUIET, Client

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def client(serve: Callable[..., Client], small_graph: LunarGraph) -> Client:
    return serve(small_graph.current, QUIET._replace(base_path="/moon", contact="mailto:ada@example.org"))


def test_a_browser_gets_a_page_with_links_to_near_names(client: Client) -> None:
    page = client.get("/id/mission/chang-6", BROWSER)
    assert (page.status, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>Nothing is at this address <small>404</small></h1>" in page.text
    assert '<a href="/moon/id/mission/change-6">change-6</a>' in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["vary"] == "Accept"
    assert '<a href="/moon/sparql">sparql</a>' in client.get("/sparq", BROWSER).text
    assert "did you mean far-side-partners" in client.get("/ask/far-side-partner").text
    assert "此地址无内容" in client.get("/nothing?lang=zh", BROWSER).text


@pytest.mark.parametrize("accept", ["*/*", "", "application/json", "application/problem+json, text/html", "image/png"])
def test_others_get_problem_details(accept: str, client: Client) -> None:
    answer = client.get("/id/mission/chang-6", accept)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["near"][0] == "/moon/id/mission/change-6"
    assert "near" not in client.get("/xyzzyxyzzy", accept).json


def test_a_wrong_argument_and_a_wrong_method_are_pages_too(client: Client) -> None:
    page = client.get("/ask/launch-dates?mision=change-6", BROWSER)
    assert (page.status, "mission" in page.text) == (400, True)
    assert client.request("POST", "/", b"", {"Accept": BROWSER}).text.count("<h1>This address is only read") == 1
    check = client.post("", "image/png", "/check", Accept=BROWSER)
    assert (check.status, "<h1>" in check.text) == (415, True)


def test_a_fault_of_the_server_tells_nothing_of_it(
    serve: Callable[..., Client], small_graph: LunarGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object) -> bytes:
        raise RuntimeError("/home/ada/secret")

    monkeypatch.setattr(sys.modules["ilrs_graph.web.pages"], "_made", fault)
    faulty = serve(small_graph.current)
    for accept in (BROWSER, "*/*"):
        answer = faulty.get("/about", accept)
        assert answer.status == 500
        assert "secret" not in answer.text


def test_what_is_counted(serve: Callable[..., Client], small_graph: LunarGraph) -> None:
    counted = serve(small_graph.current)
    counted.ask("ASK {}")
    counted.get("/nothing")
    counted.post(b" " * 1_000_001, "text/turtle", "/check")
    until(lambda: counted.service.statuses.total() == 3, "the counts")
    lines = counted.get("/metrics").text.splitlines()
    for line in (
        'ilrs_graph_requests_total{status="200"} 1',
        'ilrs_graph_requests_total{status="404"} 1',
        'ilrs_graph_requests_total{status="413"} 1',
        'ilrs_graph_refused_total{limit="size"} 1',
        'ilrs_graph_workers_ended_total{work="query"} 0',
        'ilrs_graph_workers_ended_total{work="check"} 0',
        "# TYPE ilrs_graph_requests_total counter",
        "# TYPE ilrs_graph_workers gauge",
    ):
        assert line in lines
    assert all(line.startswith("#") or len(line.split(" ")) == 2 for line in lines)


def test_a_fault_of_a_thing_can_be_reported(
    client: Client, serve: Callable[..., Client], small_graph: LunarGraph
) -> None:
    page = client.get("/id/mission/change-6", "text/html").text
    assert 'href="mailto:ada@example.org?subject=mission%3Achange-6"' in page
    assert "Report a fault" not in serve(small_graph.current).get("/id/mission/change-6", "text/html").text
    assert json.loads(client.get("/healthz").body)["status"] == "ok"
