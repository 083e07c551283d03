"""The SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/): from a request to a query; updates are refused.

`QUERY` is the method that the SPARQL 1.2 Protocol adds: a query as body, as safe to repeat as GET.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl

from .problems import Problem

METHODS = ("GET", "HEAD", "POST", "QUERY", "OPTIONS")
ALLOW = {"Allow": ", ".join(METHODS)}
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
MAX_BODY = 1_000_000
"""The most bytes of a body, which is the most of a query too."""
_READ_ONLY = "this server is read-only: it takes no updates"


class Operation(NamedTuple):
    """A query with its dataset, and the name of the format, if the request has one."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    form: str | None = None


def operation(method: str, address_query: str, content_type: str = "", body: bytes = b"") -> Operation | None:
    """Return what a request asks; None for a GET without a query, which asks for the description of the service.

    Args:
        method: that of HTTP.
        address_query: the part of the address behind `?`.
        content_type: the header of that name, "" if it is absent.
        body: the content of the request.

    Raises:
        Problem: the request is not one of the protocol, or it is an update.

    >>> operation("GET", "query=ASK%20%7B%7D").query
    'ASK {}'
    """
    parameters = _pairs(address_query)
    if method in ("POST", "QUERY"):
        parameters += _of_body(content_type, body)
    elif method not in ("GET", "HEAD"):
        raise Problem(405, f"the method {method[:20]} is not allowed", tip=f"use {ALLOW['Allow']}", headers=ALLOW)
    elif any(name == "update" for name, _ in parameters):
        raise Problem(405, _READ_ONLY, tip="ask a query: ?query=", headers=ALLOW)
    return _operation(parameters, is_needed=method in ("POST", "QUERY"))


def _operation(parameters: list[tuple[str, str]], is_needed: bool) -> Operation | None:
    """Return what the parameters ask.

    Raises:
        Problem: they ask nothing though they must, several things, or an update.
    """

    def values(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in parameters if key == name)

    if values("update"):
        raise Problem(403, _READ_ONLY, tip="ask a query: query=")
    for name in ("query", "format", "version"):
        if len(values(name)) > 1:
            raise Problem(400, f"{name} is given {len(values(name))} times", tip="give it once")
    if not values("query"):
        if is_needed:
            raise Problem(400, "no query", tip=f"send query= in a form, or the query itself as {QUERY}")
        return None
    named = next(iter(values("format")), None)
    return Operation(values("query")[0], values("default-graph-uri"), values("named-graph-uri"), named)


def _of_body(content_type: str, body: bytes) -> list[tuple[str, str]]:
    """Return the parameters in a body.

    Raises:
        Problem: it is an update, not UTF-8, or of another type.
    """
    kind, _, rest = content_type.partition(";")
    kind = kind.strip().lower()
    if kind == UPDATE:
        raise Problem(403, _READ_ONLY, tip=f"send a query as {QUERY}")
    if kind not in (QUERY, FORM):
        what = f"the content type {kind[:100]}" if kind else "a body without a content type"
        raise Problem(415, f"{what} is not read here", tip=f"send {QUERY} or {FORM}")
    charset = rest.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"the charset {charset[:50]} is not read here", tip="send UTF-8")
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise Problem(400, f"the body is not UTF-8 at byte {error.start}", tip="send UTF-8") from None
    return [("query", text)] if kind == QUERY else _pairs(text)


def _pairs(text: str) -> list[tuple[str, str]]:
    """Return the names and values of a form or an address.

    Raises:
        Problem: a value is not UTF-8.
    """
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise Problem(400, "a parameter is not UTF-8", tip="encode it as UTF-8, then as %XX") from None
