"""Connections: requests in parts and one behind another, and heads that do not end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ilrs_graph.graph import Reading
from ilrs_graph.web.connection import MAX_HEAD

from .client import Client
from .test_sparql import connected, everything

GET = b"GET /healthz HTTP/1.1\r\nHost: a\r\n"
POST = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: %d\r\n"
LAST = b"Connection: close\r\n\r\n"


@pytest.fixture(scope="module")
def client(serve: Callable[..., Client], small: Reading) -> Client:
    return serve(small)


def sent(client: Client, *parts: bytes) -> bytes:
    with connected(client) as sock:
        for part in parts:
            sock.sendall(part)
        return everything(sock)


def test_requests_on_one_connection_are_answered_in_their_order(client: Client) -> None:
    body = (
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 6\r\n\r\nASK {}"
    )
    found = sent(client, body[:20], body[20:], GET + b"\r\n" + GET + LAST)
    assert found.count(b"HTTP/1.1 200 OK") == 3
    assert found.index(b'"boolean":true') < found.index(b'"status": "ok"')


@pytest.mark.parametrize(
    "head",
    [
        b"GET /healthz?" + b"a" * MAX_HEAD + b" HTTP/1.1\r\nHost: a\r\n" + LAST,
        GET + b"X: " + b"a" * MAX_HEAD + b"\r\n" + LAST,
        GET + b"X-A: a\r\n" * (MAX_HEAD // 6) + LAST,
    ],
    ids=["address", "field", "fields"],
)
def test_a_head_that_is_too_large_is_refused(head: bytes, client: Client) -> None:
    assert sent(client, head).startswith(b"HTTP/1.1 400")
    assert client.health["status"] == "ok"


def test_a_head_without_an_end_is_not_kept(client: Client) -> None:
    """It is sent in parts, none of which is too large, on a connection that has been used before."""
    with connected(client) as sock:
        sock.sendall(GET + b"\r\n")
        assert sock.recv(16).startswith(b"HTTP/1.1 200")
        sock.sendall(GET + b"X: ")
        received = b""
        for _ in range(MAX_HEAD // 1_000 + 2):
            try:
                sock.sendall(b"a" * 1_000)
            except (BrokenPipeError, ConnectionResetError):
                break
        try:
            received = everything(sock)
        except ConnectionResetError:
            return
        assert b"HTTP/1.1 400" in received
    assert client.health["status"] == "ok"


def test_a_body_may_be_larger_than_a_head(client: Client) -> None:
    query = b"ASK {}" + b" " * (3 * MAX_HEAD)
    assert sent(client, POST % len(query) + LAST + query).startswith(b"HTTP/1.1 200")
