"""Queries to a SPARQL 1.1 server that holds an export of the graph."""

from __future__ import annotations

from urllib.parse import urlencode

from ..engine import Result, Table, as_table
from ..errors import EndpointError, QueryTimeout
from ..sparql import tokens
from ..sparql.parameters import without_open
from .address import must_be_address
from .http import Client, Request
from .login import Login
from .results import RESULTS_TYPES, read_result

TIMEOUT_S = 60
"""Seconds that a query may take unless another limit is given."""
FORM_BYTES = 100_000
"""The largest form that is sent; Jetty, in which many servers run, refuses those over 200,000 bytes."""
_TRIPLES = "application/n-triples"
_QUERY_TYPES = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def query_type(sparql: str) -> str:
    """Return the form of a query.

    >>> query_type("# ask\\nPREFIX a: <urn:a> construct { ?s ?p ?o } {}")
    'CONSTRUCT'
    """
    words = (token.text.upper() for token in tokens(sparql) if token.kind == "word")
    return next((word for word in words if word in _QUERY_TYPES), "SELECT")


def query_request(url: str, sparql: str, graph: str = "") -> Request:
    """Return the request for a query, over the named graph `graph` unless it is "".

    It is a form, which every server reads. A query that is larger than a form may be, such as that for the labels of a
    long answer, is the body itself, and the graph is in the address.

    >>> query_request("http://localhost/ds", "ASK {}", "urn:g").body
    b'query=ASK+%7B%7D&default-graph-uri=urn%3Ag'
    >>> query_request("http://localhost/ds", "ASK {}" + " " * FORM_BYTES, "urn:g").url
    'http://localhost/ds?default-graph-uri=urn%3Ag'
    """
    over = {"default-graph-uri": graph} if graph else {}
    body, content_type = urlencode({"query": sparql} | over).encode(), "application/x-www-form-urlencoded"
    if len(body) > FORM_BYTES:
        body, content_type = sparql.encode(), "application/sparql-query"
        url += f"{'&' if '?' in url else '?'}{urlencode(over)}" if over else ""
    rows = query_type(sparql) in ("SELECT", "ASK")
    headers = {
        "Accept": RESULTS_TYPES[0] if rows else _TRIPLES,
        "Content-Type": content_type,
        "User-Agent": "ilrs-graph",
    }
    return Request("POST", url, headers, body)


class Endpoint:
    """A SPARQL endpoint as an Engine.

    Args:
        url: its address.
        timeout: the seconds that a query may take.
        graph: the IRI of the named graph to query; default: the default graph of the server.
        login: who asks.

    Raises:
        UsageError: the address is not an http or https URL.
    """

    def __init__(self, url: str, *, timeout: float = TIMEOUT_S, graph: str = "", login: Login | None = None) -> None:
        must_be_address(url)
        self.url, self.timeout, self.graph, self.login = url, timeout, graph, login or Login()
        self._client = Client(self.login, timeout=timeout)

    def limited(self, seconds: float) -> Endpoint:
        """Return the same server with another limit of time."""
        return Endpoint(self.url, timeout=seconds, graph=self.graph, login=self.login)

    def query(self, sparql: str) -> Result:
        """Run a query of any type; lines of variables left open are not sent, as Virtuoso loses rows over them.

        Raises:
            QueryTimeout: the server does not answer in time.
            EndpointError: the server cannot be reached, refuses the query, or its answer cannot be read.
        """
        try:
            response = self._client.fetch(query_request(self.url, without_open(sparql), self.graph))
        except TimeoutError:
            raise QueryTimeout(self.timeout) from None
        try:
            return read_result(response.body, response.media_type)
        except (SyntaxError, ValueError) as error:
            what = f"{self.url}: the answer cannot be read ({response.media_type}): {error}"
            raise EndpointError(what, tip="check that this is the address for SPARQL queries") from None

    def select(self, sparql: str) -> Table:
        """Run a SELECT query.

        Raises:
            EndpointError: as for `query`.
            QueryError: the query is not a SELECT.
        """
        return as_table(self.query(sparql))
