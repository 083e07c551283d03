"""The endpoint over HTTP: formats, headers, datasets, limits, and clients that behave badly."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack
from itertools import pairwise
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from hang_limit import HANG_S, until
from hostile_queries import ANSWERED, ENDED, ENDLESS, PRODUCT, REFUSED
from ilrs_graph.graph import Reading
from ilrs_graph.web.protocol import MAX_BODY, QUERY
from ilrs_graph.web.sparql import KEPT
from small_store import THINGS

from .client import QUIET, SLOW, Answer, Client

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
NAMES = "SELECT ?n { <urn:thing:7> <urn:name> ?n }"
LARGE = PRODUCT + " LIMIT 8000"
"""Its answer is half a MB, more than the buffers between a server of the tests and its reader hold."""


@pytest.fixture(scope="module")
def client(serve: Callable[..., Client], small: Reading) -> Client:
    return serve(small)


@pytest.fixture(scope="module")
def narrow(serve: Callable[..., Client], small: Reading) -> Client:
    """A server of one worker with half a second, little memory, and answers up to 2 MB."""
    limits = SLOW._replace(wall_s=0.5, memory_mb=64, result_bytes=2_000_000, memory_bytes=1_000, queue=1)
    return serve(small, QUIET._replace(limits=limits))


@pytest.mark.parametrize(
    "form", [QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.TSV, QueryResultsFormat.CSV]
)
def test_solutions_in_each_format(form: QueryResultsFormat, client: Client) -> None:
    answer = client.ask(NAMES, form.media_type)
    assert answer.status == 200
    assert answer.headers["content-type"].partition(";")[0] == form.media_type.partition(";")[0]
    assert answer.headers["content-length"] == str(len(answer.body))
    assert "thing 7 é" in answer.text
    if form != QueryResultsFormat.CSV:
        (row,) = parse_query_results(answer.body, form)  # type: ignore[misc]
        assert row["n"].value == "thing 7 é"  # type: ignore[index,union-attr]


@pytest.mark.parametrize("name", ["ttl", "nt", "rdfxml", "jsonld"])
def test_triples_in_each_format(name: str, client: Client) -> None:
    answer = client.ask("DESCRIBE <urn:thing:7>", format=name)
    form = RdfFormat.from_media_type(answer.headers["content-type"].partition(";")[0])
    assert form is not None
    assert len(list(parse(answer.body, form))) == 2


def test_every_method_gives_the_same(client: Client) -> None:
    wanted = client.ask("ASK { ?x ?y ?z }", "application/json").json
    assert wanted["boolean"] is True
    form = urlencode({"query": "ASK { ?x ?y ?z }"})
    for answer in (
        client.post(form, "application/x-www-form-urlencoded"),
        client.post("ASK { ?x ?y ?z }", QUERY),
        client.request("QUERY", "/sparql", b"ASK { ?x ?y ?z }", {"Content-Type": QUERY}),
    ):
        assert answer.json == wanted
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers


def test_head_has_the_headers_of_get(client: Client) -> None:
    path = "/sparql?" + urlencode({"query": NAMES})
    get, head = client.get(path), client.request("HEAD", path)
    assert head.body == b""
    assert {k: v for k, v in head.headers.items() if k != "date"} == {
        k: v for k, v in get.headers.items() if k != "date"
    }


def test_pages_of_anyone_may_ask(client: Client) -> None:
    answer = client.request(
        "OPTIONS", "/sparql", headers={"Origin": "http://a", "Access-Control-Request-Method": "QUERY"}
    )
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (204, "*")
    assert "QUERY" in answer.headers["access-control-allow-methods"]
    for each in (client.ask("ASK {}"), client.ask("SELECT"), client.request("PUT", "/sparql")):
        assert each.headers["access-control-allow-origin"] == "*"


def test_every_answer_has_the_headers_of_security(client: Client) -> None:
    for answer in (
        client.ask("ASK {}"),
        client.ask("no"),
        client.get("/"),
        client.get("/nothing"),
        client.get("/healthz"),
    ):
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_same_form_has_the_same_tag_whatever_accept_says(client: Client) -> None:
    path = "/sparql?" + urlencode({"query": NAMES})
    tag = client.get(path, "text/csv").headers["etag"]
    assert client.get(path, "text/csv;q=0.9, text/tab-separated-values;q=0.1").headers["etag"] == tag
    assert client.get(path, "text/tab-separated-values").headers["etag"] != tag
    again = client.get(path, "text/csv", If_None_Match=f'"other", {tag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert again.headers["vary"] == "Accept"
    assert client.get(path, "text/html;q=0.1, application/json", If_None_Match=tag).status == 200


def test_what_is_another_each_time_has_no_tag(client: Client) -> None:
    answer = client.ask("SELECT (UUID() AS ?x) {}")
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_a_small_answer_is_kept_for_the_same_query(
    serve: Callable[..., Client], small: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = serve(small, QUIET._replace(answers_bytes=2 * KEPT))
    path = "/sparql?" + urlencode({"query": NAMES})
    changing, large = "SELECT (UUID() AS ?x) {}", PRODUCT + f" LIMIT {KEPT // 50}"
    in_parts = "/sparql?" + urlencode({"query": LARGE})
    first = client.get(path, "text/csv")
    for query in (changing, large):
        assert client.ask(query).is_whole
    assert len(client.ask(large).body) > KEPT
    long = client.get(in_parts, "text/csv")
    client.post(NAMES.replace("SELECT", "SELECT DISTINCT"), "application/sparql-query")
    assert len(client.service.answers) == 2
    monkeypatch.setattr(client.service, "pool", None)  # no worker answers from here on
    again, head = client.get(path, "text/csv"), client.request("HEAD", path, headers={"Accept": "text/csv"})
    assert (again.status, again.body) == (200, first.body)
    assert {**again.headers, "date": ""} == {**first.headers, "date": ""}
    assert client.get(in_parts, "text/csv").body == long.body
    assert (head.body, head.headers["content-length"]) == (b"", str(len(first.body)))
    monkeypatch.undo()
    assert client.get(path, "application/json").json["head"]["vars"]


def test_a_kept_answer_is_one_of_the_same_address(serve: Callable[..., Client], small: Reading) -> None:
    client = serve(small, QUIET._replace(answers_bytes=100_000))
    path = "/sparql?" + urlencode({"query": "CONSTRUCT { <s> <p> <#o> } {}"})
    for host in ("a.example", "b.example", "a.example"):
        assert client.get(path, "application/n-triples", Host=host).text.startswith(f"<http://{host}/s>")


def test_the_dataset_of_a_request(client: Client) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?x ?y ?z }"
    assert client.ask(count).text.split() == ["n", str(2 * THINGS)]
    assert client.ask(count, **{"default-graph-uri": "urn:graph"}).text.split() == ["n", "1"]
    assert client.ask(count, **{"named-graph-uri": "urn:graph"}).text.split() == ["n", "0"]
    assert client.ask(count.replace("{", "FROM <urn:graph> {", 1)).text.split() == ["n", "1"]
    assert client.ask(count.replace("{", "FROM <urn:other> {", 1)).status == 400
    assert client.ask(count, **{"default-graph-uri": "no IRI"}).status == 400


def test_relative_iris_are_below_the_address_that_the_client_sees(client: Client) -> None:
    answer = client.get(
        "/sparql?query=" + quote("CONSTRUCT { <s> <p> <#o> } {}"), "application/n-triples", Host="a.example"
    )
    assert answer.text == "<http://a.example/s> <http://a.example/p> <http://a.example/sparql#o> .\n"
    assert client.get("/sparql?query=ASK%7B%7D", Host="a b<>").status == 400


def test_an_error_says_where_and_what_to_do(client: Client) -> None:
    answer = client.ask("SELECT * {\n ?x }")
    assert (answer.status, answer.headers["content-type"]) == (400, "application/problem+json")
    assert (answer.json["line"], answer.json["title"]) == (2, "Bad Request")
    assert answer.json["tip"]
    assert client.ask("ASK {}", "image/png").status == 406
    assert client.ask("ASK {}", format="jsn").json["tip"].startswith("did you mean json")


def test_a_body_that_is_too_large_is_refused_with_and_without_a_length(client: Client) -> None:
    assert client.post("ASK {}" + " " * MAX_BODY, QUERY).status == 413
    chunk = b"%x\r\n%s\r\n" % (65_536, b" " * 65_536)
    head = f"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: {QUERY}\r\nTransfer-Encoding: chunked\r\n\r\n"
    with connected(client) as sock:
        sock.sendall(head.encode() + chunk * 16)
        assert sock.recv(64).startswith(b"HTTP/1.1 413")


def test_a_body_that_does_not_come_is_not_waited_for(serve: Callable[..., Client], small: Reading) -> None:
    hasty = serve(small, QUIET._replace(body_s=0.01))
    with connected(hasty) as sock:
        sock.sendall(f"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: {QUERY}\r\nContent-Length: 9\r\n\r\n".encode())
        assert sock.recv(64).startswith(b"HTTP/1.1 408")


def connected(client: Client, buffer: int = 0) -> socket.socket:
    sock = socket.socket()
    if buffer:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    sock.settimeout(HANG_S)
    sock.connect((client.host, client.port))
    return sock


def asked(client: Client, query: str, version: str = "1.1", buffer: int = 0) -> socket.socket:
    """Return a connection that has asked, and has read nothing."""
    sock = connected(client, buffer)
    path = "/sparql?" + urlencode({"query": query, "format": "csv"})
    sock.sendall(f"GET {path} HTTP/{version}\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    return sock


def everything(sock: socket.socket) -> bytes:
    parts = []
    while part := sock.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def test_slow_readers_hold_no_worker(serve: Callable[..., Client], small: Reading) -> None:
    """At a reduced size: 12 readers over one worker; the soak has 64."""
    slow_readers(
        serve(small, QUIET._replace(limits=SLOW._replace(workers=1, spare=0, memory_bytes=1_000, queue=100))), 12
    )


@pytest.mark.soak
def test_many_slow_readers_hold_no_worker(serve: Callable[..., Client], small: Reading) -> None:
    slow_readers(serve(small, QUIET._replace(limits=SLOW._replace(queue=100))), 64)


def slow_readers(client: Client, count: int) -> None:
    pool = client.service.pool
    size = len(client.ask(LARGE).body)
    with ExitStack() as stack:
        readers = [stack.enter_context(asked(client, LARGE, buffer=4_096)) for _ in range(count)]
        until(lambda: pool.spooled == count * size, "the answers")
        until(lambda: not pool.running, "the workers")
        assert client.service.answering == count
        assert client.ask("ASK {}").text == "true"
        found = {everything(reader).count(b"urn:") > 8_000 for reader in readers}
        assert found == {True}
    until(lambda: not pool.spooled, "the end of the spools")
    assert pool.replaced == 0


def test_a_reader_that_takes_nothing_is_given_up(serve: Callable[..., Client], small: Reading) -> None:
    client = serve(small, QUIET._replace(send_s=0.05))
    with asked(client, PRODUCT + " LIMIT 60000", buffer=4_096) as sock:
        until(lambda: any(line.endswith("cut") for line in client.log), "the cut")
        assert not everything(sock).endswith(b"0\r\n\r\n")
    until(lambda: not client.service.pool.spooled, "the end of the spool")


def test_a_client_that_goes_away_ends_its_query(client: Client) -> None:
    pool = client.service.pool
    before = pool.replaced
    with asked(client, ENDLESS):
        until(lambda: pool.running, "the query")
    until(lambda: pool.replaced > before and not pool.running, "the end of the query")
    assert client.ask("ASK {}").text == "true"


def test_the_head_of_a_large_answer_has_its_length_and_ends_no_worker(client: Client) -> None:
    before = client.service.pool.replaced
    path = "/sparql?" + urlencode({"query": LARGE, "format": "csv"})
    answer = client.request("HEAD", path)
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) == len(client.get(path).body) > 300_000
    assert client.service.pool.replaced == before


@POSIX
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_worker_killed_in_mid_answer_cuts_it(number: int, serve: Callable[..., Client], small: Reading) -> None:
    limits = SLOW._replace(workers=1, spare=0, result_bytes=10**12, spool_bytes=10**12)
    client = serve(small, QUIET._replace(limits=limits))
    with asked(client, PRODUCT, buffer=4_096) as sock:
        assert sock.recv(16).startswith(b"HTTP/1.1 200")
        (worker,) = client.service.pool._workers
        os.kill(worker.process.pid, number)
        rest = everything(sock)
        assert len(rest) > 10_000
        assert not rest.endswith(b"0\r\n\r\n")  # the end of a chunked answer
    assert client.ask("ASK {}").text == "true"
    assert any(line.endswith("cut") for line in client.log)


def test_an_answer_that_is_too_large_is_cut(narrow: Client) -> None:
    answer = narrow.ask(PRODUCT)
    assert answer.status in (200, 400)
    assert not answer.is_whole or answer.json["limit"] == "size"
    assert len(answer.body) <= 2_000_000


def test_for_http_1_0_a_cut_would_look_whole_so_it_is_an_error(serve: Callable[..., Client], small: Reading) -> None:
    client = serve(small, QUIET._replace(limits=SLOW._replace(workers=1, spare=0, result_bytes=2_000_000)))
    with asked(client, PRODUCT, version="1.0") as sock:
        answer = everything(sock)
    assert b" 400 " in answer.partition(b"\r\n")[0]
    assert b'"limit": "size"' in answer
    with asked(client, PRODUCT + " LIMIT 5000", version="1.0") as sock:
        head, _, body = everything(sock).partition(b"\r\n\r\n")
    assert b"content-length: %d" % len(body) in head
    assert body.count(b"\n") == 5_001


def test_a_full_queue_is_503_and_says_when_to_try_again(serve: Callable[..., Client], small: Reading) -> None:
    client = serve(small, QUIET._replace(limits=SLOW._replace(workers=1, queue=0)))
    with asked(client, ENDLESS):
        until(lambda: client.service.pool.running, "the query")
        answer = client.ask("ASK {}")
        assert (answer.status, answer.json["limit"]) == (503, "queue")
        assert int(answer.headers["retry-after"]) > 0
        assert client.health["running"] == 1


def test_one_client_has_only_so_many_places(serve: Callable[..., Client], small: Reading) -> None:
    client = serve(small, QUIET._replace(per_client=2))
    with asked(client, ENDLESS), asked(client, ENDLESS):
        until(lambda: client.service.pool.running == 2, "the queries")
        answer = client.ask("ASK {}")
        assert (answer.status, answer.json["limit"]) == (429, "client")
        assert int(answer.headers["retry-after"]) > 0
    until(lambda: client.ask("ASK {}").status == 200, "a free place")


def may_be(answer: Answer) -> bool:
    """Return whether the end of a hostile query is one that a client can tell from an answer."""
    return not answer.is_whole if answer.status == 200 else "limit" in answer.json


@POSIX
@pytest.mark.parametrize("name", ENDED)
def test_hostile_queries_end_and_others_are_answered(name: str, narrow: Client) -> None:
    """At a reduced size: half a second, 64 MB of memory, 2 MB of answers."""
    pool = narrow.service.pool
    before = pool.replaced
    with asked(narrow, ENDED[name]) as sock:
        until(lambda: pool.running or pool.replaced > before, "the query")
        assert narrow.ask("ASK {}").text == "true"
        status = sock.recv(12)
        assert status in (b"HTTP/1.1 200", b"HTTP/1.1 400", b"HTTP/1.1 500", b"HTTP/1.1 504")
        assert not everything(sock).endswith(b"0\r\n\r\n")
    assert may_be(narrow.ask(ENDED[name]))


def test_what_may_not_run_is_400_and_costs_no_worker(client: Client) -> None:
    before = client.service.pool.replaced
    for name, query in REFUSED.items():
        answer = client.post(query, QUERY)
        assert answer.status in (400, 413), name
        assert answer.json["detail"], name
    for name, query in ANSWERED.items():
        assert client.post(query, QUERY).status == 200, name
    assert client.service.pool.replaced == before


UPDATES = ["INSERT DATA { <urn:a> <urn:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "LOAD <http://127.0.0.1:9/>"]


@pytest.mark.parametrize("update", UPDATES)
def test_no_update_by_any_door(update: str, client: Client) -> None:
    form = "application/x-www-form-urlencoded"
    count = client.ask("SELECT (COUNT(*) AS ?n) { ?x ?y ?z }").text
    statuses = [
        client.get("/sparql?" + urlencode({"update": update})).status,
        client.post(urlencode({"update": update}), form).status,
        client.post(update, "application/sparql-update").status,
        client.post(update, QUERY).status,
        client.ask(update).status,
        client.post(urlencode({"query": update}), form).status,
        client.request("PUT", "/sparql?graph=urn:a", b"<urn:a> <urn:b> 1 .", {"Content-Type": "text/turtle"}).status,
        client.request("DELETE", "/sparql?default").status,
        client.request("PATCH", "/sparql", update.encode()).status,
    ]
    assert statuses == [405, 403, 403, 400, 400, 400, 405, 405, 405]
    assert client.ask("SELECT (COUNT(*) AS ?n) { ?x ?y ?z }").text == count


def test_the_log_has_a_line_for_each_request_and_no_query(serve: Callable[..., Client], small: Reading) -> None:
    client = serve(small)
    client.ask("ASK { ?secret ?y 'secret' }")
    client.post("ASK { ?secret ?y 'secret' }", QUERY)
    client.get("/nothing%0aGET%20/forged?secret")
    until(lambda: len(client.log) == 3, "the lines")
    lines = sorted(client.log)  # a line is written after its answer
    assert [line.split()[:3] for line in lines[1:]] == [["GET", "/sparql", "200"], ["POST", "/sparql", "200"]]
    assert lines[0].startswith("GET /nothing\\n")
    assert not any("secret" in line for line in lines)
    assert all("\n" not in one for one, _ in pairwise([*lines, ""]))
