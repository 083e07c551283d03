"""Sends the steps of a push, and says what was done; if one fails, the old graph is still there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ..engine import Table
from ..errors import EndpointError, IlrsGraphError, UsageError
from ..namespaces import DCAT, SPDX, VOID
from .endpoint import Endpoint
from .http import Client, Request
from .kinds import Server
from .login import Login
from .steps import Step, Target, count_request, removal

VERSION = f"""SELECT ?sum ?version {{
  ?dataset a <{VOID}Dataset> ; <{SPDX}checksum>/<{SPDX}checksumValue> ?sum
  OPTIONAL {{ ?dataset <{DCAT}version> ?version }} }} ORDER BY ?sum"""
"""The query for the versions that a graph states of itself."""
_SILENCE_S = 5.0
"""Seconds in which a server must answer a request that only tidies up."""


@dataclass(frozen=True)
class Pushed:
    """What a push has done.

    Attributes:
        server: the kind of server, in words.
        url: its address.
        graph: the graph in words.
        triples: how many it has now.
        steps: what was done, in words.
        differences: what `verify` found to differ; None if it was not asked for.
        is_new: something was sent, as the server did not hold this version already.
    """

    server: str
    url: str
    graph: str
    triples: int
    steps: tuple[str, ...] = ()
    differences: tuple[str, ...] | None = None
    is_new: bool = True


class Stated:
    """The version that a graph on a server states of itself: the checksums of its datasets, each with its version."""

    def __init__(self, table: Table) -> None:
        self.sums = {row[0].value: "" if row[1] is None else row[1].value for row in table if row[0] is not None}

    def __str__(self) -> str:
        return " and ".join(f"version {version or '?'} ({checksum[:12]})" for checksum, version in self.sums.items())


def stated(target: Target, login: Login, timeout: float) -> Stated:
    """Return the version that a graph on a server states.

    Raises:
        EndpointError, QueryTimeout: the server does not answer.
    """
    endpoint = Endpoint(target.server.query, timeout=timeout, graph=target.graph or "", login=login)
    return Stated(endpoint.select(VERSION))


def must_hold(target: Target, found: Stated, revision: str, checksum: str) -> None:
    """Raise an error unless a graph on a server is the one that a difference starts from.

    Raises:
        UsageError: it states another version, or none.
    """
    if set(found.sums) != {checksum}:
        holds = f"holds {found}" if found.sums else "states no version"
        what = f"{{since}}: {target.name} {holds}, not {revision} ({checksum[:12]})"
        raise UsageError(what, tip="name the revision that it holds, or omit {since} to push all", about="since")


def send(
    client: Client, target: Target, steps: Iterable[Step], log: Callable[[str], None] = lambda _: None
) -> tuple[str, ...]:
    """Send steps in order, and return what they did in words.

    If one fails, or Ctrl-C is pressed, the triples that wait beside the old graph are removed if the server lets us.

    Raises:
        EndpointError: the server cannot be reached, refuses, is silent or has lost triples; the old graph is unchanged.
    """
    done, waiting = [], False
    try:
        for step in steps:
            log(step.words)
            waiting |= step.loads
            counted = _sent(client, step.request)
            if step.expected is not None and counted != step.expected:
                what = (
                    f"{target.server.base} has {counted:,} of {step.expected:,} triples, so {target.name} is unchanged"
                )
                raise EndpointError(what, tip="push again; another push may have been under way")
            done.append(step.words)
    except BaseException:
        if waiting:
            with suppress(TimeoutError, IlrsGraphError):
                client.limited(_SILENCE_S).send(removal(target, "").request)
        raise
    return tuple(done)


def count(client: Client, server: Server, graph: str | None) -> int:
    """Return the number of triples of a graph on a server, None for the default graph.

    Raises:
        EndpointError: the server does not answer, or not with a number.
    """
    return _sent(client, count_request(server, graph))


def _sent(client: Client, request: Request) -> int:
    """Send a request; return the number that a query gives, 0 for other requests."""
    from .results import read_result

    try:
        response = client.fetch(request)
    except TimeoutError:
        what = f"{request.url} did not answer within {client.timeout:g} s"
        raise EndpointError(what, tip="look whether it still works on it, or allow more") from None
    if request.purpose != "the query":
        return 0
    try:
        found = read_result(response.body, response.media_type)
        cells: Sequence[object] = found.rows[0] if isinstance(found, Table) else ()
        return int(getattr(cells[0], "value", ""))
    except (SyntaxError, ValueError, IndexError):
        raise EndpointError(f"{request.url}: the answer is not a number of triples") from None
