"""The requests that bring a graph to a server, in order, so that its readers see the old graph or the new one.

Either one `PUT`, on servers where that takes effect as a whole; or the new graph is loaded beside the old one, counted,
and copied over it by one update. All requests can be repeated without harm, and what is sent names no login.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import BlankNode, Triple

from ..errors import UsageError
from .endpoint import query_request
from .http import Request
from .kinds import Server

BATCH = 5_000
"""The triples of one `INSERT DATA`."""
_UPDATE = "application/sparql-update"
_PATCH = "application/rdf-patch"


class Content(NamedTuple):
    """What is pushed: Turtle, the same as lines of N-Triples, and the number of its triples."""

    turtle: bytes
    lines: Sequence[bytes]
    triples: int


class Step(NamedTuple):
    """A request, what it does in words, and the number that it must give, if it counts."""

    request: Request
    words: str
    expected: int | None = None
    loads: bool = False
    """Whether triples are loaded beside the old graph, so that they must be removed if a later step fails."""


class Target(NamedTuple):
    """A graph on a server: `graph` is its IRI, None for the default graph; `scratch` that of the graph beside it."""

    server: Server
    graph: str | None
    scratch: str

    @property
    def name(self) -> str:
        """The name of the graph in words."""
        return "the default graph" if self.graph is None else f"<{self.graph}>"


def scratch_of(graph: str) -> str:
    """Return the name of the graph in which triples wait.

    >>> scratch_of("https://w3id.org/ilrs-graph/dataset")
    'https://w3id.org/ilrs-graph/dataset#incoming'
    """
    return f"{graph}{'-' if '#' in graph else '#'}incoming"


def replacing(target: Target, content: Content) -> Iterator[Step]:
    """Yield the steps that replace a graph."""
    server, kind = target.server, target.server.kind
    if kind is not None and kind.replaces and target.graph is not None:
        yield Step(_put(target, target.graph, content), f"replacing {target.name}")
        return
    scratch = f"<{target.scratch}>"
    if kind is None or kind.method == "POST":
        yield removal(target, f"clearing {scratch}")
    if kind is None:
        for start in range(0, len(content.lines), BATCH):
            body = b"INSERT DATA { GRAPH %s {\n%s} }" % (
                scratch.encode(), b"".join(content.lines[start : start + BATCH])
            )  # fmt: skip
            words = f"loading {min(start + BATCH, len(content.lines)):,} of {content.triples:,} triples"
            yield Step(_update(server, body), words, loads=True)
    else:
        yield Step(_put(target, target.scratch, content), f"loading {content.triples:,} triples", loads=True)
    yield Step(count_request(server, target.scratch), "counting them", content.triples)
    place = "DEFAULT" if target.graph is None else f"GRAPH <{target.graph}>"
    # not MOVE: if the answer gets lost and the request is sent again, that would move a graph that is gone
    copying = f"COPY GRAPH {scratch} TO {place}"
    yield Step(_update(server, copying.encode()), f"replacing {target.name}")
    yield removal(target, f"clearing {scratch}")


def removal(target: Target, words: str) -> Step:
    """Return the step that removes the triples that wait."""
    return Step(_update(target.server, f"DROP SILENT GRAPH <{target.scratch}>".encode()), words)


def changing(target: Target, removed: Iterable[Triple], added: Iterable[Triple]) -> Step:
    """Return the step that changes a graph by a difference, in one request.

    Raises:
        UsageError: the difference has blank nodes, which no request can name.
    """
    gone, new = sorted(map(str, _named(removed))), sorted(map(str, _named(added)))
    words = f"removing {len(gone):,} and adding {len(new):,} triples"
    kind = target.server.kind
    if kind is not None and kind.patch:
        graph = "" if target.graph is None else f" <{target.graph}>"
        lines = [*(f"D {t}{graph} ." for t in gone), *(f"A {t}{graph} ." for t in new)]
        body = "\n".join(["TX .", *lines, "TC .", ""]).encode()
        headers = {"Content-Type": _PATCH}
        return Step(Request("PATCH", target.server.base, headers, body, "the RDF Patch"), words)
    parts = (("DELETE", gone), ("INSERT", new))
    texts = [f"{word} DATA {{ {_block(target, triples)} }}" for word, triples in parts if triples]
    return Step(_update(target.server, " ;\n".join(texts).encode()), words)


def count_request(server: Server, graph: str | None) -> Request:
    """Return the query for the number of triples of a graph, None for the default graph."""
    pattern = "?s ?p ?o" if graph is None else f"GRAPH <{graph}> {{ ?s ?p ?o }}"
    return query_request(server.query, f"SELECT (COUNT(*) AS ?triples) {{ {pattern} }}")


def _block(target: Target, triples: Iterable[str]) -> str:
    inner = "".join(f"\n{t} ." for t in triples)
    return inner + "\n" if target.graph is None else f"GRAPH <{target.graph}> {{{inner}\n}}"


def _named(triples: Iterable[Triple]) -> Iterator[Triple]:
    for t in triples:
        if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode):
            what = "{since}: the difference has blank nodes, which cannot be named on the server"
            raise UsageError(what, tip="omit {since}, or {ontology}", about=("since", "ontology"))
        yield t


def _put(target: Target, graph: str, content: Content) -> Request:
    kind = target.server.kind
    headers, body = {"Content-Type": "text/turtle"}, content.turtle
    if kind is not None and kind.gzip:
        headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body, 6, mtime=0)
    method = "PUT" if kind is None else kind.method
    return Request(method, target.server.store(graph), headers, body, "the graph")


def _update(server: Server, body: bytes) -> Request:
    return Request("POST", server.update, {"Content-Type": _UPDATE}, body, "the update")
