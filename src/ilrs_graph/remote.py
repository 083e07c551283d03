"""Queries to a SPARQL 1.1 server that holds an export of the graph."""

from __future__ import annotations

from reprlib import repr as short
from typing import Any

from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results

from .engine import Result, Table, as_table, table
from .errors import EndpointError, QueryTimeout, UsageError
from .sparql import tokens

TIMEOUT_S = 60
"""Seconds that a query may take unless another limit is given."""
_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_QUERY_TYPES = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def _query_type(sparql: str) -> str:
    words = (token.text.upper() for token in tokens(sparql) if token.kind == "word")
    return next((word for word in words if word in _QUERY_TYPES), "SELECT")


def must_be_address(url: object) -> None:
    """Raise an error unless `url` is the text of an http or https URL.

    Raises:
        UsageError: it is not.
    """
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        tip = "use an address such as http://localhost:3030/ds"
        raise UsageError(f"{{endpoint}}: {short(url)} is not an http or https address", tip=tip, about="endpoint")


class Endpoint:
    """A SPARQL endpoint as an Engine, queried with SPARQLWrapper.

    Raises:
        UsageError: the address is not an http or https URL.
    """

    def __init__(self, url: str, *, timeout: float = TIMEOUT_S) -> None:
        must_be_address(url)
        self.url = url
        self.timeout = timeout

    def limited(self, seconds: float) -> Endpoint:
        """Return the same server with another limit of time."""
        return Endpoint(self.url, timeout=seconds)

    def query(self, sparql: str) -> Result:
        """Run a query of any type.

        Raises:
            QueryTimeout: the server does not answer in time.
            EndpointError: the server cannot be reached, refuses the query, or its answer cannot be read.
        """
        content, media_type = self._send(sparql)
        try:
            if "sparql-results+json" in media_type or media_type == "application/json":
                found = parse_query_results(content, format=QueryResultsFormat.JSON)
                return bool(found) if isinstance(found, QueryBoolean) else table(found)
            syntax = RdfFormat.from_media_type(media_type) or RdfFormat.N_TRIPLES
            return [q.triple for q in parse(content, format=syntax)]
        except (SyntaxError, ValueError) as error:
            raise EndpointError(f"{self.url}: the answer cannot be read ({media_type}): {error}") from None

    def select(self, sparql: str) -> Table:
        """Run a SELECT query.

        Raises:
            EndpointError: as for `query`.
            QueryError: the query is not a SELECT.
        """
        return as_table(self.query(sparql))

    def _send(self, sparql: str) -> tuple[bytes, str]:
        """Return the body and the media type of the answer."""
        from http.client import HTTPException
        from urllib.error import URLError

        from SPARQLWrapper import POST, SPARQLExceptions, SPARQLWrapper

        wrapper = SPARQLWrapper(self.url)
        wrapper.setQuery(sparql)
        wrapper.setMethod(POST)
        wrapper.timeout = self.timeout  # type: ignore[assignment]  # setTimeout rounds to seconds
        # SPARQLWrapper guesses the query type from any word, in comments too, and would send "# added" as an update
        wrapper.queryType = _query_type(sparql)
        rows = wrapper.queryType in ("SELECT", "ASK")
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", _RESULTS if rows else _TRIPLES)
        try:
            answer: Any = wrapper.query()
            content: bytes = answer.response.read()
        except SPARQLExceptions.SPARQLWrapperException as error:
            raise EndpointError(f"{self.url} refused the query: {str(error).splitlines()[0][:200]}") from None
        except (URLError, OSError, HTTPException, ValueError) as error:
            if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
                raise QueryTimeout(self.timeout) from None
            reason = str(getattr(error, "reason", None) or error).strip()
            raise EndpointError(
                f"{self.url} cannot be reached: {reason}", tip="check the address, and that the server is running"
            ) from None
        declared = {k.lower(): v for k, v in answer.info().items()}.get("content-type", "")
        return content, str(declared).partition(";")[0].strip().lower()
