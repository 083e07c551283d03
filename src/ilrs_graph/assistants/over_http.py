"""Connects a server to clients over HTTP, on this machine alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.transport_security import TransportSecuritySettings

from ..web.run import Place, listening, run_until_stopped, server_for

PATH = "/mcp"
"""Where the server answers."""
LOOPBACK = "127.0.0.1"
_HOSTS = ("127.0.0.1", "localhost")


def serve(server: Server[Any], port: int, started: Callable[[str], None]) -> None:
    """Answer over HTTP on this machine alone, until the process gets SIGINT or SIGTERM.

    `started` is called with the address when the server answers.

    Raises:
        UsageError: the port cannot be used.
    """
    place = Place(LOOPBACK, port)
    listener = listening(place)
    address = f"http://{LOOPBACK}:{listener.getsockname()[1]}{PATH}"
    run_until_stopped(server_for(http_application(server), place, lambda: started(address)), listener)


def http_application(server: Server[Any]) -> Any:
    """Return the application, which answers only requests that name this machine.

    A page of another site that a browser shows can send requests here, under a name that it made point to this
    machine: the headers Host and Origin tell of it.
    """
    guard = TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=[form for host in _HOSTS for form in (host, f"{host}:*")],
        allowed_origins=[form for host in _HOSTS for form in (f"http://{host}", f"http://{host}:*")],
    )
    return server.streamable_http_app(streamable_http_path=PATH, host=LOOPBACK, transport_security=guard)
