"""The list of what the server withstands, and which tests hold each point.

| Point | Holds |
|---|---|
| 1 | No update by any door |
| 2 | Nested queries: the guard and the worker, each alone |
| 3 | Hostile queries end, and requests beside them are answered |
| 4 | A worker killed in mid-answer: an error or a cut, and the next request is fine |
| 5 | Slow readers hold no worker |
| 6 | A client that goes away ends its work, and no process is left |
| 7 | An answer that is too large is cut, and never looks complete |
| 8 | A body that is too large is refused, with and without a length |
| 9 | Markup in parameters, labels and titles stays text; only web addresses become links |
| 10 | An unknown thing, parameter or question: 404 or 400 with near names |
| 11 | No way out of the pages by `..` |
| 12 | The headers of security on every answer |
| 13 | The header Host is never part of a page that is kept |
| 14 | Tags by the chosen form, and Vary |
| 15 | `/check`: size, depth, remote contexts, no path of a file |
| 16 | No SERVICE, and a worker without network |
| 17 | No connection by FROM |
| 18 | 503 or 429 with Retry-After at a full queue |
| 19 | Origin and Host of an MCP server: the package has none |
| 20 | It listens to this machine, and warns of another host |
| 21 | A log without queries |
| 22 | Cells of CSV that begin like a formula are text |
| 23 | Costly addresses: one at a time, a limit for each client |
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from ilrs_graph import LunarGraph
from ilrs_graph.graph import Reading
from ilrs_graph.namespaces import ID, ONTOLOGY, RDFS
from ilrs_graph.web.run import Place

from .client import Client
from .conftest import reading_of

TESTS = Path(__file__).parents[1]
HOLDERS = {
    1: ["web/test_sparql:test_no_update_by_any_door", "web/test_w3c_protocol:test_updates_are_refused"],
    2: [
        "sandbox/test_pool:test_what_is_refused_costs_no_worker",
        "sandbox/test_pool:test_without_the_guard_a_worker_ends_and_the_pool_lives",
    ],
    3: ["web/test_sparql:test_hostile_queries_end_and_others_are_answered"],
    4: ["web/test_sparql:test_a_worker_killed_in_mid_answer_cuts_it"],
    5: ["web/test_sparql:test_slow_readers_hold_no_worker", "web/test_sparql:test_many_slow_readers_hold_no_worker"],
    6: [
        "web/test_sparql:test_a_client_that_goes_away_ends_its_query",
        "sandbox/test_pool:test_no_process_is_left",
        "sandbox/test_checker:test_a_process_that_was_killed_or_whose_client_has_gone_is_replaced",
    ],
    7: [
        "web/test_sparql:test_an_answer_that_is_too_large_is_cut",
        "web/test_sparql:test_for_http_1_0_a_cut_would_look_whole_so_it_is_an_error",
    ],
    8: ["web/test_sparql:test_a_body_that_is_too_large_is_refused_with_and_without_a_length"],
    9: [
        "web/test_pages:test_markup_in_an_address_stays_text",
        "pages/test_render:test_what_the_data_says_is_escaped",
        "pages/test_render:test_only_addresses_of_the_web_become_links",
        "pages/test_check:test_the_page_is_well_formed_escaped_and_in_both_languages",
        "web/test_security_list:test_markup_in_labels_and_titles_stays_text_on_every_page",
    ],
    10: ["web/test_pages:test_what_is_wrong_is_said_with_what_is_near", "web/test_app:test_what_is_not_there"],
    11: ["web/test_app:test_what_is_not_there"],
    12: ["web/test_security_list:test_every_sort_of_answer_has_the_headers_of_security"],
    13: ["web/test_security_list:test_the_header_host_is_in_no_page", "web/test_sitemap:test_the_sitemap"],
    14: ["web/test_sparql:test_the_same_form_has_the_same_tag_whatever_accept_says"],
    15: [
        "web/test_check:test_all_ways_to_send_a_text", "web/test_check:test_what_is_wrong_is_said",
        "web/test_check:test_nothing_is_stored_and_no_path_is_told",
        "sandbox/test_checker:test_all_that_a_command_takes_is_read",
    ],
    16: [
        "sandbox/test_worker:test_a_confined_process_reads_its_store_and_nothing_else",
        "web/test_sparql:test_what_may_not_run_is_400_and_costs_no_worker",
    ],
    17: ["sandbox/test_worker:test_from_may_name_a_graph_of_the_store_only"],
    18: ["web/test_sparql:test_a_full_queue_is_503_and_says_when_to_try_again"],
    20: [
        "web/test_security_list:test_the_default_is_this_machine",
        "cli/test_serve_verb:test_another_host_is_warned_of",
    ],
    21: ["web/test_sparql:test_the_log_has_a_line_for_each_request_and_no_query"],
    22: ["web/test_security_list:test_cells_that_begin_like_a_formula_are_text"],
    23: [
        "web/test_gate:test_a_costly_page_goes_through_the_gate",
        "web/test_check:test_a_long_check_is_ended_with_its_client_and_others_wait_their_turn",
    ],
}  # fmt: skip
"""Point to the tests that hold it, as file and function."""
EVIL = '<script>alert("1")</script>'


@pytest.mark.parametrize("point", HOLDERS)
def test_each_point_has_its_tests(point: int) -> None:
    for holder in HOLDERS[point]:
        file, name = holder.split(":")
        assert re.search(rf"^def {name}\(", (TESTS / f"{file}.py").read_text(encoding="utf-8"), re.M), holder


def test_every_point_of_the_list_is_held() -> None:
    points = [int(number) for number in re.findall(r"^\| (\d+) \|", __doc__ or "", re.M)]
    assert points == list(range(1, len(points) + 1))
    assert sorted(HOLDERS) == [point for point in points if point != 19]
    assert not list((Path(__file__).parents[2] / "src" / "ilrs_graph").glob("mcp*"))


@pytest.fixture(scope="module")
def client(serve: Callable[..., Client], small_graph: LunarGraph) -> Client:
    return serve(small_graph.current)


def test_every_sort_of_answer_has_the_headers_of_security(client: Client) -> None:
    answers = [
        *(client.get(path, "text/html") for path in ("/", "/check", "/static/site.css", "/nothing", "/?lang=x")),
        *(client.get(path) for path in ("/ask/launch-dates.csv", "/id/mission/change-6.ttl", "/sitemap.xml")),
        client.get("/metrics"),
        client.get("/robots.txt"), client.ask("ASK {}"), client.ask("no"), client.post("", "image/png", "/check"),
        client.post("", "text/turtle", "/check"), client.request("OPTIONS", "/sparql"), client.request("PUT", "/"),
        client.get("/", If_None_Match=client.get("/").headers["etag"]),
    ]  # fmt: skip
    assert {200, 204, 304, 400, 404, 405, 415} == {answer.status for answer in answers}
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_header_host_is_in_no_page(client: Client) -> None:
    for path in ("/", "/ask/launch-dates", "/id/mission/change-6", "/check", "/nothing", "/sparql"):
        first = client.get(path, "text/html", Host="evil.example")
        assert "evil.example" not in first.text
        assert client.get(path, "text/html").body == first.body


@pytest.fixture(scope="module")
def evil(serve: Callable[..., Client], small_graph: LunarGraph) -> Client:
    """A server over a graph whose labels and titles are markup, or begin like a formula."""
    store = Store()
    names = {RDFS + "label", ONTOLOGY + "reasonForRank", "http://purl.org/dc/terms/title"}
    for quad in small_graph.current.snapshot.store:
        object_ = quad.object
        if quad.predicate.value in names and isinstance(object_, Literal) and isinstance(quad.subject, NamedNode):
            start = "=1+1 " if quad.subject.value.startswith(ID + "mission/") else ""
            object_ = Literal(f"{start}{EVIL}{object_.value}", language=object_.language)
        store.add(Quad(quad.subject, quad.predicate, object_, quad.graph_name))
    reading: Reading = reading_of(small_graph, store, None)
    return serve(reading)


@pytest.mark.parametrize("path", ["/", "/ask/launch-dates", "/id/mission/change-6", "/id/mission", "/timeline", "/id"])
def test_markup_in_labels_and_titles_stays_text_on_every_page(path: str, evil: Client) -> None:
    text = evil.get(path, "text/html").text
    assert "<script>" not in text
    assert "&lt;script&gt;" in text or path == "/id"


def test_cells_that_begin_like_a_formula_are_text(evil: Client) -> None:
    text = evil.get("/ask/launch-dates.csv").text
    assert "\"'=1+1 <script>" in text
    assert not re.search(r'(^|,)"?[=+@]', text, re.M)


def test_the_default_is_this_machine() -> None:
    assert Place().host == "127.0.0.1"


def test_a_query_in_the_form_is_refused_as_a_page(client: Client) -> None:
    answer = client.get("/sparql?" + urlencode({"query": f"SELECT {EVIL}"}), "text/html, */*;q=0.8")
    assert (answer.status, answer.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert "<script" not in answer.text
    assert "<h1>This cannot be answered as asked <small>400</small></h1>" in answer.text
