"""The W3C suite of the SPARQL 1.1 Protocol: queries pass, updates are refused."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from hang_limit import HANG_S
from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import RDF
from ilrs_graph.web.protocol import UPDATE
from w3c_manifests import ABSENT, SUITES

from .client import Client
from .conftest import reading_of

FOLDER = SUITES / "sparql11" / "protocol"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
HT, CNT = "http://www.w3.org/2011/http#", "http://www.w3.org/2011/content#"
DATA = "http://kasei.us/2009/09/sparql/data/"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason=ABSENT)

Node = NamedNode | BlankNode


class Exchange(NamedTuple):
    """A request of the suite, and what it expects: first digits of the status, and the boolean of an ASK."""

    method: str
    query: str
    headers: dict[str, str]
    body: bytes | None
    statuses: set[str]
    boolean: str | None


class Manifest:
    """The manifest, read by this client of its own."""

    def __init__(self) -> None:
        self._store = Store()
        self._store.load(path=str(FOLDER / "manifest.ttl"), format=RdfFormat.TURTLE, base_iri="urn:m")

    def values(self, node: Node, predicate: str) -> list[Node | Literal]:
        found = self._store.quads_for_pattern(node, NamedNode(predicate), None)
        return [quad.object for quad in found]  # type: ignore[misc]

    def value(self, node: Node, predicate: str) -> str | None:
        found = self.values(node, predicate)
        return None if not found else found[0].value

    def node(self, node: Node, predicate: str) -> Node:
        (found,) = self.values(node, predicate)
        assert not isinstance(found, Literal)
        return found

    def items(self, node: Node) -> Iterator[Node]:
        while node != NamedNode(RDF + "nil"):
            yield self.node(node, RDF + "first")
            node = self.node(node, RDF + "rest")

    def tests(self) -> dict[str, list[Exchange]]:
        (entries,) = self._store.quads_for_pattern(None, NamedNode(MF + "entries"), None)
        assert isinstance(entries.object, BlankNode)
        return {entry.value.partition("#")[2]: list(self._exchanges(entry)) for entry in self.items(entries.object)}

    def _exchanges(self, entry: Node) -> Iterator[Exchange]:
        for request in self.items(self.node(self.node(entry, MF + "action"), HT + "requests")):
            response = self.node(request, HT + "resp")
            yield Exchange(
                str(self.value(request, HT + "methodName")),
                str(self.value(request, HT + "absolutePath")).partition("?")[2],
                dict(self._headers(request)),
                self._body(request),
                {each.value.partition("StatusCode")[2][0] for each in self.values(response, MF + "expectedStatus")},
                self.value(response, MF + "expectedBoolean"),
            )

    def _headers(self, request: Node) -> Iterator[tuple[str, str]]:
        for found in self.values(request, HT + "headers"):
            assert not isinstance(found, Literal)
            for header in self.items(found):
                yield str(self.value(header, HT + "fieldName")), str(self.value(header, HT + "fieldValue"))

    def _body(self, request: Node) -> bytes | None:
        for body in self.values(request, HT + "body"):
            assert not isinstance(body, Literal)
            return str(self.value(body, CNT + "chars")).encode(self.value(body, CNT + "characterEncoding") or "utf-8")
        return None


TESTS = Manifest().tests() if FOLDER.exists() else {}
QUERIES = [name for name in TESTS if name.startswith("query")]
REFUSED = [name for name in TESTS if name.startswith("bad")]
UPDATES = [name for name in TESTS if name.startswith("update")]


@pytest.fixture(scope="module")
def client(serve: Callable[..., Client], graph: LunarGraph) -> Client:
    """A server whose store has the data of the suite as named graphs."""
    store = Store()
    for number in (1, 2, 3):
        path = FOLDER / f"data{number}.nt"
        store.load(path=str(path), format=RdfFormat.N_TRIPLES, to_graph=NamedNode(f"{DATA}data{number}.rdf"))
    return serve(reading_of(graph, store, None))


def status_and_body(client: Client, exchange: Exchange) -> tuple[int, str]:
    """Send a request as the suite has it: no header is added but the length."""
    connection = http.client.HTTPConnection(client.host, client.port, timeout=HANG_S)
    connection.putrequest(exchange.method, "/sparql" + (f"?{exchange.query}" if exchange.query else ""))
    for name, value in exchange.headers.items():
        connection.putheader(name, value)
    if exchange.body is not None:
        connection.putheader("Content-Length", str(len(exchange.body)))
    connection.endheaders(exchange.body)
    response = connection.getresponse()
    found = response.status, response.read().decode()
    connection.close()
    return found


def test_the_whole_suite_is_read() -> None:
    assert (len(TESTS), len(QUERIES), len(REFUSED), len(UPDATES)) == (34, 13, 14, 7)
    assert all(exchange.statuses for exchanges in TESTS.values() for exchange in exchanges)


@pytest.mark.parametrize("name", [*QUERIES, *REFUSED])
def test_queries_pass_and_what_is_no_query_is_refused(name: str, client: Client) -> None:
    for exchange in TESTS[name]:
        status, body = status_and_body(client, exchange)
        assert str(status)[0] in exchange.statuses, body
        if exchange.boolean is not None:
            assert f'"boolean":{exchange.boolean}' in body


def is_update(exchange: Exchange) -> bool:
    return UPDATE in exchange.headers.values() or (exchange.body or b"").startswith((b"update=", b"using-"))


@pytest.mark.parametrize("name", UPDATES)
def test_updates_are_refused(name: str, client: Client) -> None:
    """The requests of such a test are updates, then a query that would see their effect."""
    updates = [each for each in TESTS[name] if is_update(each)]
    assert updates
    for exchange in updates:
        assert status_and_body(client, exchange)[0] == 403
