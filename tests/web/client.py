"""A client that reads what a server sends to the byte, and a server that ends with a `with` statement."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import urlencode

from hang_limit import HANG_S, join, until
from ilrs_graph.graph import Reading
from ilrs_graph.sandbox.limits import Limits
from ilrs_graph.web import run
from ilrs_graph.web.service import Service, Settings

SLOW = Limits(wall_s=HANG_S, cpu_s=int(HANG_S), wait_s=HANG_S)
"""Limits of time that a busy machine does not reach."""
QUIET = Settings(limits=SLOW, per_client=100, body_s=HANG_S, send_s=HANG_S, answers_bytes=0)


class Answer(NamedTuple):
    """What a server sent. `is_whole` is false if it was cut."""

    status: int
    headers: dict[str, str]
    body: bytes
    is_whole: bool = True

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client(NamedTuple):
    """Asks one server; each request has a connection of its own."""

    host: str
    port: int
    log: list[str]
    service: Service

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None,
        source: str = "",
    ) -> Answer:  # fmt: skip
        """Send a request, from the address `source` of this machine, and read the answer."""
        own = (source, 0) if source else None
        connection = http.client.HTTPConnection(self.host, self.port, timeout=HANG_S, source_address=own)
        try:
            connection.request(method, self.service.settings.base_path + path, body, headers or {})
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            try:
                return Answer(response.status, found, response.read())
            except http.client.IncompleteRead as cut:
                return Answer(response.status, found, cut.partial, is_whole=False)
        finally:
            connection.close()

    def get(self, path: str, accept: str = "*/*", source: str = "", **headers: str) -> Answer:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.request("GET", path, headers={"Accept": accept, **given}, source=source)

    def ask(self, query: str, accept: str = "text/csv", **parameters: str) -> Answer:
        return self.get("/sparql?" + urlencode({"query": query, **parameters}), accept)

    def post(self, body: str | bytes, kind: str, path: str = "/sparql", **headers: str) -> Answer:
        content = body if isinstance(body, bytes) else body.encode()
        return self.request("POST", path, content, {"Content-Type": kind, **headers})

    @property
    def health(self) -> Any:
        return self.get("/healthz").json


@contextmanager
def running(reading: Reading, settings: Settings = QUIET, trusted_proxy: str | None = None) -> Iterator[Client]:
    """Run a server in a thread, on a free port."""
    place = run.Place(port=0, trusted_proxy=trusted_proxy)
    log: list[str] = []
    listener = run.listening(place)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4_096)  # else the system takes what no reader has read
    service = Service(reading, settings._replace(log=log.append))
    server = run.server_of(service, place)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="server")
    thread.start()
    try:
        until(lambda: server.started or not thread.is_alive(), "the server")
        yield Client("127.0.0.1", listener.getsockname()[1], log, service)
    finally:
        server.should_exit = True
        join(thread)
        listener.close()
