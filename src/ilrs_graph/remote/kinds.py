"""Kinds of servers: their addresses for queries, updates and graphs, and what they do when a request is cut off.

What is stated of each was measured (docs/servers.md): a kind has `replaces` only if a `PUT` of the Graph Store Protocol
that is cut off, or does not parse, leaves the old graph whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from ..errors import UsageError
from .http import Client, Request
from .login import Login


class Kind(NamedTuple):
    """A kind of server; addresses are parts behind its base address.

    Attributes:
        query, update: where queries and updates go.
        store: where graphs are written, with the name of the parameter of the graph at its end; "" for none.
        method: how a graph is written there: PUT replaces it, POST adds to it.
        replaces: a PUT takes effect as a whole or not at all.
        gzip: bodies may be compressed.
        patch: it takes an RDF Patch at its base address.
        logged_in: replaces `query` where a login is used.
    """

    name: str
    query: str
    update: str
    store: str
    method: str = "PUT"
    replaces: bool = False
    gzip: bool = True
    patch: bool = False
    logged_in: str = ""


_RDF4J = Kind("rdf4j", "", "/statements", "/rdf-graphs/service?graph", replaces=True)
KINDS = {
    kind.name: kind
    for kind in (
        Kind("oxigraph", "/query", "/update", "/store?graph", replaces=True),
        Kind("fuseki", "/query", "/update", "/data?graph", patch=True),
        _RDF4J,
        _RDF4J._replace(name="graphdb", replaces=False),
        Kind("blazegraph", "", "", "?context-uri", method="POST", gzip=False),
        Kind("virtuoso", "/sparql", "/sparql-auth", "/sparql-graph-crud-auth?graph-uri", gzip=False,
             logged_in="/sparql-auth"),
    )
}  # fmt: skip
"""The kinds of which the addresses are known."""
_ENDINGS = ("/query", "/sparql", "/update", "/data", "/store", "/statements", "/rdf-graphs/service", "/get")
_BY_SERVER = ("oxigraph", "virtuoso", "graphdb", "fuseki")
DEFAULT = "default"


class Server(NamedTuple):
    """The addresses of one server; `kind` is None if they are given one by one."""

    base: str
    query: str
    update: str
    kind: Kind | None = None

    @property
    def name(self) -> str:
        """The kind in words."""
        return self.kind.name if self.kind else "SPARQL 1.1"

    def store(self, graph: str) -> str:
        """Return the address at which a graph is written; "" if graphs are only written by updates."""
        if self.kind is None or not self.kind.store:
            return ""
        return f"{self.base}{self.kind.store}={quote(graph, safe='')}"


def server_of(url: str, kind: str, login: Login) -> Server:
    """Return the addresses of a server of a kind; `url` is its base, or that of its queries, updates or graphs.

    >>> server_of("http://localhost:3030/ds/sparql", "fuseki", Login()).update
    'http://localhost:3030/ds/update'
    >>> server_of("http://localhost/rdf4j-server/repositories/x/", "rdf4j", Login()).store("urn:g")
    'http://localhost/rdf4j-server/repositories/x/rdf-graphs/service?graph=urn%3Ag'

    Raises:
        UsageError: no such kind is known.
    """
    found = KINDS.get(kind)
    if found is None:
        tip = f"one of {', '.join(KINDS)}; or give {{update=URL}} for any other server"
        raise UsageError(f"{{kind}}: {kind!r} is not a known kind of server", tip=tip, about=("kind", "update"))
    base = url.partition("?")[0].partition("#")[0].rstrip("/")
    if found.name != "blazegraph":  # the address of whose queries is its base
        ending = next((each for each in _ENDINGS if base.endswith(each)), "")
        base = base.removesuffix(ending)
    query = found.logged_in if login and found.logged_in else found.query
    return Server(base, base + query, base + found.update, found)


def kind_by_address(url: str) -> str:
    """Return the kind of server that the path of an address tells; "" if it does not.

    >>> kind_by_address("http://localhost:9999/bigdata/namespace/kb/sparql"), kind_by_address("http://localhost:7878")
    ('blazegraph', '')
    """
    path = urlsplit(url).path
    if "/namespace/" in path and path.rstrip("/").endswith("/sparql"):
        return "blazegraph"
    return "rdf4j" if "/repositories/" in path else ""


def probe(url: str, client: Client) -> str:
    """Return the kind of server that an address or, if it tells nothing, the answer to `ASK {}` tells.

    Raises:
        UsageError: neither tells.
        TimeoutError, EndpointError: as for `Client.send`.
    """
    found = kind_by_address(url)
    if found:
        return found
    response = client.send(Request("GET", f"{url}{'&' if '?' in url else '?'}{urlencode({'query': 'ASK {}'})}"))
    told = list(_names_in(response.headers.get("Server", ""), response.headers.get("Fuseki-Request-Id")))
    if not told:
        tip = f"give {{kind}}, one of {', '.join(KINDS)}; or {{update=URL}} for any other server"
        raise UsageError(f"{url}: the kind of server cannot be told", tip=tip, about=("kind", "update"))
    return told[0]


def _names_in(server: str, fuseki: object) -> Iterator[str]:
    if fuseki is not None:
        yield "fuseki"
    yield from (name for name in _BY_SERVER if name in server.lower())
