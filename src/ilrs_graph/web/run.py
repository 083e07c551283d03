"""The server itself: uvicorn around the application."""

from __future__ import annotations

import ipaddress
import logging
import signal
import socket
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, NamedTuple

import uvicorn

from ..errors import QueryWarning, ReadAs, UsageError
from ..graph import Reading
from .app import application
from .headers import Application
from .service import Service, Settings

CONNECTIONS = 512
"""Connections at the same time; more get 503."""
KEEP_ALIVE_S = 5
GRACE_S = 10
"""Seconds in which answers may end after the server was asked to stop."""


class Place(NamedTuple):
    """Where a server listens, and whose headers on the client it believes.

    `trusted_proxy` is the address of a proxy, or several with commas between; None believes nobody.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    trusted_proxy: str | None = None


def serve(reading: Reading, place: Place, settings: Settings, started: Callable[[str], None]) -> None:
    """Answer requests until the process gets SIGINT or SIGTERM; answers that have begun may end.

    `started` is called with the address when the server answers.

    Raises:
        UsageError: the place cannot be used.
    """
    listener = listening(place)
    address = address_of(listener, settings)
    server = server_of(Service(reading, settings), place, lambda: started(address))
    with warnings.catch_warnings():
        for kind in (QueryWarning, ReadAs):
            warnings.simplefilter("ignore", kind)  # what a stranger asks is no matter of the log
        run_until_stopped(server, listener)


def run_until_stopped(server: uvicorn.Server, listener: socket.socket) -> None:
    """Answer requests that come to a socket until the process gets SIGINT or SIGTERM, and close the socket.

    Raises:
        UsageError: the server could not be started.
    """
    before = {number: signal.getsignal(number) for number in _STOPPING} if _is_main() else {}
    for number in before:
        signal.signal(number, _ignored)  # uvicorn sends the signal again when it has stopped
    try:
        server.run(sockets=[listener])
    finally:
        listener.close()
        for number, handler in before.items():
            signal.signal(number, handler)
    if not server.started:
        raise UsageError("the server could not be started", tip="the lines above say why")


_STOPPING = (signal.SIGINT, signal.SIGTERM)


def _ignored(*_: object) -> None:
    pass


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()


class _Server(uvicorn.Server):
    """A server that tells when it answers, and ends its application also if it is stopped before that."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready
        self._is_ready = False
        self._early: list[tuple[int, FrameType | None]] = []

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop on a signal; uvicorn would leave the application open if it noticed one during its start."""
        if self._is_ready:
            super().handle_exit(sig, frame)
        else:
            self._early.append((sig, frame))

    async def main_loop(self) -> None:
        """Answer requests until the server is stopped."""
        self._is_ready = True
        self._ready()
        for sig, frame in self._early:
            super().handle_exit(sig, frame)
        await super().main_loop()


def server_of(service: Service, place: Place, ready: Callable[[], None] = lambda: None) -> uvicorn.Server:
    """Return a server that is not yet started; it calls `ready` when it answers."""
    return server_for(application(service), place, ready)


def server_for(app: Application, place: Place, ready: Callable[[], None] = lambda: None) -> uvicorn.Server:
    """Return a server of an application; it calls `ready` when it answers."""
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    return _Server(
        uvicorn.Config(
            app,
            host=place.host,
            port=place.port,
            http=_http(),
            loop="asyncio",  # with uvloop 0.23 the pool may wait for the end of a killed worker for ever
            log_level="warning",
            access_log=False,
            server_header=False,
            ws="none",
            lifespan="on",
            proxy_headers=place.trusted_proxy is not None,
            forwarded_allow_ips=place.trusted_proxy,
            limit_concurrency=CONNECTIONS,
            timeout_keep_alive=KEEP_ALIVE_S,
            timeout_graceful_shutdown=GRACE_S,
        ),
        ready,
    )


def _http() -> Any:
    """Return what reads HTTP: httptools, at half the cost of h11, which has a limit on heads of its own."""
    try:
        from .connection import Connection
    except ImportError:
        return "h11"
    return Connection


def _is_news(record: logging.LogRecord) -> bool:
    """Return whether a line of uvicorn says what the log of requests does not: that an answer was cut, it does."""
    return "without completing response" not in record.getMessage()


def listening(place: Place) -> socket.socket:
    """Return a socket that listens at a place.

    Raises:
        UsageError: the port is in use or not allowed, or the host is not one of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            place.host, place.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        found = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise _cannot_listen(place, str(error)) from None
    try:
        with suppress(OSError, AttributeError):
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(2048)
    except OSError as error:
        found.close()
        raise _cannot_listen(place, error.strerror or str(error)) from None
    return found


def _cannot_listen(place: Place, why: str) -> UsageError:
    message = f"cannot listen at {{host}} {place.host}, {{port}} {place.port}: {why}"
    return UsageError(message, tip="choose another {port=N}", about=("host", "port"))


def address_of(listener: socket.socket, settings: Settings) -> str:
    """Return the address of a server for a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{settings.base_path}/"


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches a host.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
