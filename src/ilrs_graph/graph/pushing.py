"""`LunarGraph.push`: the export of a reading on a server, whole or as the difference to a revision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ..errors import InputError, UsageError
from ..export.whole import Export
from ..namespaces import DATASET, SPDX
from ..questions import Answer
from ..remote import Endpoint, Login, must_be_address, must_be_graph
from ..remote.endpoint import query_request
from ..remote.http import Client, Request
from ..remote.kinds import Server, kind_by_address, probe, server_of
from ..remote.push import VERSION, Pushed, count, must_hold, send, stated
from ..remote.steps import Content, Step, Target, changing, replacing, scratch_of
from ..remote.verify import differences, to_ask
from ..render import format_named, write_bytes
from ..snapshot import open_snapshot
from .reading import Reading

GRAPH = DATASET.removesuffix("/")
"""The IRI of the dataset, whatever its version: the default name of the graph on a server."""
SILENCE_S = 600.0
"""Seconds that a server may work on one request."""


class PushOptions(NamedTuple):
    """The arguments of `LunarGraph.push`, as it describes them."""

    url: str
    kind: str | None = None
    update: str | None = None
    named_graph: str | None = None
    default_graph: bool = False
    user: str | None = None
    asserted: bool = False
    ontology: bool = False
    since: str | None = None
    verify: bool = False
    timeout: float | None = None


Log = Callable[[str], None]
Progress = Callable[[int, int], None]


class Push:
    """One push of a reading.

    Raises:
        UsageError: an argument cannot be used; see `LunarGraph.push`.
    """

    def __init__(self, reading: Reading, options: PushOptions, log: Log, progress: Progress) -> None:
        must_be_address(options.url, "url")
        if options.update is not None:
            must_be_address(options.update, "update")
        if options.default_graph and options.named_graph is not None:
            raise UsageError(
                "{default_graph} and {named_graph} cannot be combined", about=NAMES, tip="give one of them"
            )
        if options.update is not None and options.kind is not None:
            raise UsageError("{update} and {kind} cannot be combined", about=NAMES, tip="a kind has its own address")
        if options.kind is not None:
            server_of(options.url, options.kind, Login())  # before anything is sent
        self._reading, self._options, self._log = reading, options, log
        self._graph = (
            None
            if options.default_graph
            else must_be_graph(GRAPH if options.named_graph is None else options.named_graph)
        )
        self._login = Login.for_server(options.url, options.user)
        if options.update is not None and self._login:
            Login.for_server(options.update, options.user)
        self._timeout = options.timeout or SILENCE_S
        self._client = Client(self._login, timeout=self._timeout, patient=True, progress=progress)

    def run(self) -> Pushed:
        """Push.

        Raises:
            UsageError, InputError, EndpointError, QueryTimeout: as for `LunarGraph.push`.
        """
        target = self._target(self._kind())
        export = self._export(self._reading)
        triples, is_new = len(set(export)), True
        steps: tuple[str, ...] = ()
        if self._options.since is None:
            steps = send(self._client, target, replacing(target, self._content(export)), self._log)
        else:
            found = stated(target, self._login, self._timeout)
            is_new = set(found.sums) != {checksum_of(export)}
            if is_new:
                old = self._old()
                must_hold(target, found, self._options.since, checksum_of(old))
                steps = send(self._client, target, [self._change(target, old, export)], self._log)
        different = tuple(self._differences(target, triples)) if self._options.verify else None
        return Pushed(target.server.name, self._options.url, target.name, triples, steps, different, is_new)

    def planned(self) -> Iterator[Step]:
        """Yield the requests of a push without sending any.

        Raises:
            UsageError: the kind of server is not given, and its address does not tell it.
            InputError: there is no such revision.
        """
        options = self._options
        kind = "" if options.update is not None else options.kind or kind_by_address(options.url)
        if not kind and options.update is None:
            what = "{dry_run}: nothing is sent, so the kind of server cannot be asked for"
            raise UsageError(what, tip="give {kind}", about=("dry_run", "kind"))
        target = self._target(kind)
        export = self._export(self._reading)
        if options.since is None:
            yield from replacing(target, self._content(export))
            return
        yield Step(query_request(target.server.query, VERSION, target.graph or ""), "asking for its version")
        yield self._change(target, self._old(), export)

    def _kind(self) -> str:
        options = self._options
        if options.update is not None:
            return ""
        try:
            return options.kind or probe(options.url, self._client)
        except TimeoutError:
            raise UsageError(f"{options.url} did not answer within {self._timeout:g} s", tip="check it") from None

    def _target(self, kind: str) -> Target:
        options = self._options
        server = (
            server_of(options.url, kind, self._login)
            if options.update is None
            else Server(options.url, options.url, options.update)
        )
        return Target(server, self._graph, scratch_of(self._graph or GRAPH))

    def _export(self, reading: Reading) -> Export:
        return reading.export(asserted=self._options.asserted, ontology=self._options.ontology)

    def _content(self, export: Export) -> Content:
        formats = [write_bytes(export, format_named(name, "triples")) for name in ("ttl", "nt")]
        lines = formats[1].splitlines(keepends=True)
        return Content(formats[0], lines, len(lines))

    def _old(self) -> Export:
        """Return the export of the graph as it was in the revision `since`."""
        from ..comparing.revisions import Repository

        root, since = self._reading.snapshot.root, self._options.since or ""
        repository = Repository(Path.cwd() if root.is_bundled else root.path)
        commit = repository.commit(since)
        if commit is None:
            what = f"{{since}}: {since!r} is no git revision"
            raise InputError(
                what, tip="'git log' lists the revisions of the repository of {root}", about=("since", "root")
            )
        with TemporaryDirectory(prefix="ilrs-graph-") as folder:
            snapshot = open_snapshot(repository.unpack(commit, Path(folder) / "root"), log=self._log)
            return self._export(Reading(lambda: snapshot))

    def _change(self, target: Target, old: Export, new: Export) -> Step:
        before, after = set(old), set(new)
        return changing(target, before - after, after - before)

    def _differences(self, target: Target, triples: int) -> Iterator[str]:
        endpoint = Endpoint(target.server.query, timeout=self._timeout, graph=self._graph or "", login=self._login)
        server = Reading(lambda: self._reading.snapshot, server=endpoint)

        def here(slug: str) -> Answer:
            self._log(f"comparing {slug}")
            return self._reading.ask(slug)

        counts = triples, count(self._client, target.server, target.graph)
        slugs = [slug for slug in self._reading.questions if not self._reading.questions[slug].parameters]
        preferred = [slug for slug in self._reading.questions if slug not in slugs]
        yield from differences(counts, to_ask([*slugs, *preferred], here), server.ask)


NAMES = ("default_graph", "named_graph", "update", "kind")


def checksum_of(export: Export) -> str:
    """Return the checksum that an export states of itself."""
    return next(t.object.value for t in export.description if t.predicate.value == SPDX + "checksumValue")  # type: ignore[union-attr]


def shown(request: Request, login: str | None) -> str:
    """Return a request in words, without the secrets of a login.

    >>> print(shown(Request("PUT", "http://localhost/x", {"Content-Type": "text/turtle"}, b"abc"), "Ada"))
    PUT http://localhost/x
      Content-Type: text/turtle
      Authorization: that of Ada
      3 bytes
    """
    who = {"Authorization": f"that of {login}"} if login else {}
    lines = [f"  {name}: {value}" for name, value in {**request.headers, **who}.items()]
    return "\n".join([f"{request.method} {request.url}", *lines, f"  {len(request.body or b''):,} bytes"])
