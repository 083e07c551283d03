"""A real SPARQL Protocol server over a pyoxigraph store, for as long as the tests of one file run."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs

import pytest
from pyoxigraph import Quad, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store, serialize

from ilrs_graph import LunarGraph

FORM_BYTES = 200_000
"""The largest form that is read, as in Jetty."""


class Handler(BaseHTTPRequestHandler):
    """Answers POSTed queries, and misbehaves at addresses that say so."""

    protocol_version = "HTTP/1.1"
    store: ClassVar[Store]
    seen: ClassVar[list[tuple[str, str]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        kind = self.headers.get("Content-Type", "").partition(";")[0]
        if kind != "application/sparql-query" and len(body) > FORM_BYTES:
            self.reply(400, "text/plain", b"Unable to parse form content")
            return
        query = body if kind == "application/sparql-query" else parse_qs(body).get("query", [""])[0]
        self.seen.append((kind, self.headers.get("Accept", "")))
        self.misbehave(query) if self.path != "/sparql" else self.answer(query)

    def answer(self, query: str) -> None:
        try:
            found = self.store.query(query)
        except (SyntaxError, ValueError) as error:
            self.reply(400, "text/plain", str(error).encode())
            return
        if isinstance(found, QuerySolutions | QueryBoolean):
            content = found.serialize(format=QueryResultsFormat.JSON)
            self.reply(200, "application/sparql-results+json; charset=utf-8", content or b"")
        else:
            content = serialize(list(found), format=RdfFormat.N_TRIPLES)
            self.reply(200, "application/n-triples", content or b"")

    def misbehave(self, query: str) -> None:
        if self.path == "/garbage":
            self.reply(200, "application/sparql-results+json", b'{"head": {"vars')
        elif self.path == "/html":
            self.reply(200, "text/html", b"<html>Welcome to nginx</html>")
        elif self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", "500")
            self.end_headers()
            self.wfile.write(b"{")
            self.close_connection = True
        elif self.path == "/not-http":
            self.wfile.write(b"SSH-2.0-OpenSSH\r\n")
            self.close_connection = True
        else:
            self.reply(int(self.path[1:]), "text/plain", b"out of order")

    def reply(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def server(graph: LunarGraph) -> Iterator[str]:
    """Serve the export of the graph, and return the address without a path."""
    Handler.store = Store()
    Handler.store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in graph.export())
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}"
    httpd.shutdown()
    httpd.server_close()
    thread.join()


@pytest.fixture
def seen(server: str) -> list[tuple[str, str]]:
    """The Content-Type and Accept headers of the requests of one test."""
    Handler.seen.clear()
    return Handler.seen
