"""A server that gives prepared replies, and remembers what it was sent."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import NamedTuple

YES = b'{"head": {}, "boolean": true}'
JSON = "application/sparql-results+json"


class Seen(NamedTuple):
    """A request that arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Reply(NamedTuple):
    """A prepared reply."""

    status: int
    headers: Mapping[str, str] = MappingProxyType({})
    body: bytes = b""


def yes() -> Reply:
    """Return the reply to an ASK."""
    return Reply(200, {"Content-Type": JSON}, YES)


class Scripted:
    """The address of a server, and the requests that it has seen."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.seen: list[Seen] = []


@contextmanager
def scripted(answer: Callable[[Seen], Reply], *, reads: bool = True) -> Iterator[Scripted]:
    """Serve what `answer` returns; without `reads`, reply before the body of a request is read, and close."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def reply(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Seen(self.command, self.path, headers, self.rfile.read(length) if reads else b"")
            server.seen.append(request)
            status, fields, body = answer(request)
            self.send_response_only(status)
            for name, value in fields.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = True

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = reply  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server = Scripted(f"http://127.0.0.1:{httpd.server_address[1]}")
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()
