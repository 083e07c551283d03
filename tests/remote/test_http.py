"""Redirects, retries, early answers and refusals: each one a sentence, and no login where it does not belong."""

from __future__ import annotations

import re

import pytest

from hang_limit import HANG_S
from ilrs_graph import LunarGraph
from ilrs_graph.errors import EndpointError
from ilrs_graph.remote.http import Client, Request
from scripted import Reply, scripted, yes


def test_a_redirect_on_the_same_server_is_followed_with_its_body() -> None:
    with scripted(lambda seen: Reply(307, {"Location": "/new"}) if seen.path == "/old" else yes()) as server:
        assert LunarGraph(endpoint=f"{server.url}/old").query("ASK {}") is True
    assert [(seen.method, seen.path) for seen in server.seen] == [("POST", "/old"), ("POST", "/new")]
    assert server.seen[0].body == server.seen[1].body != b""


def test_a_redirect_to_another_server_is_refused_and_gets_no_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ILRS_GRAPH_TOKEN", "secret")
    with (
        scripted(lambda _: yes()) as other,
        scripted(lambda _: Reply(302, {"Location": f"{other.url}/x"})) as server,
        pytest.raises(EndpointError, match=f"redirects to another server, {other.url}/x, which is not followed"),
    ):
        LunarGraph(endpoint=server.url).query("ASK {}")
    assert [seen.headers["authorization"] for seen in server.seen] == ["Bearer secret"]
    assert other.seen == []


def test_endless_redirects_end() -> None:
    with scripted(lambda _: Reply(308, {"Location": "/"})) as server, pytest.raises(EndpointError, match="again and"):
        LunarGraph(endpoint=server.url).query("ASK {}")
    assert len(server.seen) == 5


@pytest.mark.parametrize("status", [429, 502, 503])
def test_a_busy_server_is_asked_again_when_it_says(status: int) -> None:
    replies = [Reply(status, {"Retry-After": "0"}), yes()]
    with scripted(lambda _: replies.pop(0)) as server:
        assert LunarGraph(endpoint=server.url).query("ASK {}") is True
    assert len(server.seen) == 2


def test_a_busy_server_that_says_a_long_time_is_not_waited_for() -> None:
    with scripted(lambda _: Reply(503, {"Retry-After": "3600"})) as server:
        with pytest.raises(EndpointError, match=r"is not available now \(503 Service Unavailable\)") as found:
            LunarGraph(endpoint=server.url).query("ASK {}")
        assert found.value.tip == "try again after 3600 s"
        assert len(server.seen) == 1


def test_a_patient_client_asks_again_without_being_told_when(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("ilrs_graph.remote.http.time.sleep", waits.append)
    with scripted(lambda _: Reply(502)) as server:
        assert Client(timeout=HANG_S, patient=True).send(Request("PUT", server.url, {}, b"x")).status == 502
    assert waits == [1, 2, 4]
    assert len(server.seen) == 4


def test_an_answer_before_the_end_of_a_large_body_is_read() -> None:
    """A proxy refuses what is too large as soon as it sees the header."""
    request = Request("PUT", "", {"Content-Type": "text/turtle"}, bytes(30_000_000), "the graph")
    with (
        scripted(lambda _: Reply(413), reads=False) as server,
        pytest.raises(EndpointError, match=r"does not accept 30.0 MB at once \(413\)"),
    ):
        Client(timeout=HANG_S).fetch(request._replace(url=server.url))


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (401, "asks for a login (401)"),
        (403, "does not allow the query (403)"),
        (404, "refused the query: 404 Not Found: <b>"),
        (504, "is not available now (504 Gateway Timeout)"),
        (599, "refused the query: 599 : no such status"),
    ],
)
def test_each_refusal_is_one_sentence(status: int, message: str) -> None:
    message = message.removesuffix(": <b>")
    body = b"no such status\x1b[31m\nsecond line" if status == 599 else b"<b>"
    with (
        scripted(lambda _: Reply(status, {}, body)) as server,
        pytest.raises(EndpointError, match=re.escape(f"{server.url} {message}")) as found,
    ):
        LunarGraph(endpoint=server.url).query("ASK {}")
    assert "\n" not in found.value.message
    assert "\x1b" not in found.value.message


def test_progress_counts_the_bytes_that_are_sent() -> None:
    seen: list[tuple[int, int]] = []
    with scripted(lambda _: Reply(204)) as server:
        client = Client(timeout=HANG_S, progress=lambda done, all_: seen.append((done, all_)))
        client.fetch(Request("PUT", server.url, {}, bytes(200_000)))
    assert seen[-1] == (200_000, 200_000)
    assert len(seen) == 4
    assert len(server.seen[0].body) == 200_000


def test_the_named_graph_is_the_default_graph_of_the_query() -> None:
    with scripted(lambda _: yes()) as server:
        LunarGraph(endpoint=f"{server.url}/ds", named_graph="urn:x:g").query("ASK {}")
    assert b"default-graph-uri=urn%3Ax%3Ag" in server.seen[0].body
