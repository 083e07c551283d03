"""A store behind the addresses of Oxigraph, Fuseki and Blazegraph, for tests of what is pushed to them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
)

from scripted import JSON, YES, Reply, Seen

Fault = Callable[[Seen], Reply | None]
_PATCH_LINE = re.compile(r"([DA]) (.* \.)")


class GraphStore:
    """Answers requests as a server of a kind does; `fault` may answer a request first.

    A `PUT` that does not parse leaves the old graph, as it does on Oxigraph.
    """

    def __init__(self, kind: str, fault: Fault = lambda _: None) -> None:
        self.kind, self.fault, self.store = kind, fault, Store()

    def __call__(self, seen: Seen) -> Reply:
        """Answer a request."""
        return self.fault(seen) or self.answer(seen)

    def answer(self, seen: Seen) -> Reply:
        """Answer a request as the server does."""
        address = urlsplit(seen.path)
        given = parse_qs(address.query)
        media_type = seen.headers.get("content-type", "")
        graph = next((given[name][0] for name in ("graph", "context-uri") if name in given), None)
        if seen.method == "GET":
            names = {"oxigraph": {"Server": "Oxigraph/0.5.13"}, "fuseki": {"Fuseki-Request-Id": "1"}}
            return Reply(200, {"Content-Type": JSON, **names.get(self.kind, {})}, YES)
        if media_type == "application/rdf-patch":
            return self.patch(seen.body.decode())
        if media_type == "application/sparql-update":
            self.store.update(seen.body.decode())
            return Reply(204)
        if graph is not None:
            return self.load(NamedNode(graph), seen)
        return self.query({name: values[0] for name, values in parse_qs(seen.body.decode()).items()})

    def load(self, graph: NamedNode, seen: Seen) -> Reply:
        """Write a graph: replaced by PUT, extended by POST."""
        body = gzip.decompress(seen.body) if seen.headers.get("content-encoding") == "gzip" else seen.body
        quads = [Quad(q.subject, q.predicate, q.object, graph) for q in parse(body, format=RdfFormat.TURTLE)]
        if seen.method == "PUT":
            self.store.remove_graph(graph)
        self.store.extend(quads)
        return Reply(204)

    def patch(self, text: str) -> Reply:
        """Apply an RDF Patch."""
        for mark, quad in _PATCH_LINE.findall(text):
            (found,) = parse(quad, format=RdfFormat.N_QUADS)
            (self.store.remove if mark == "D" else self.store.add)(found)
        return Reply(200)

    def query(self, form: dict[str, str]) -> Reply:
        """Answer a query."""
        graph = form.get("default-graph-uri")
        default = DefaultGraph() if graph is None else NamedNode(graph)
        found = self.store.query(form["query"], default_graph=default)
        if not isinstance(found, QuerySolutions):
            raise TypeError(found)
        return Reply(200, {"Content-Type": JSON}, found.serialize(format=QueryResultsFormat.JSON) or b"")

    def triples(self, graph: str | None) -> set[Triple]:
        """Return the triples of a graph."""
        name = DefaultGraph() if graph is None else NamedNode(graph)
        return {q.triple for q in self.store.quads_for_pattern(None, None, None, name)}

    @property
    def graphs(self) -> set[str]:
        """The names of the graphs that have triples."""
        return {q.graph_name.value for q in self.store if isinstance(q.graph_name, NamedNode)}
