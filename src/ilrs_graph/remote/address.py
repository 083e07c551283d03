"""Addresses of servers, and names of graphs on them."""

from __future__ import annotations

import ipaddress
import re
from reprlib import repr as short
from urllib.parse import urlsplit

from ..errors import UsageError

_PORTS = {"http": 80, "https": 443}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")


def must_be_address(url: object, argument: str = "endpoint") -> None:
    """Raise an error unless `url` is the text of an http or https URL without a name and password.

    Raises:
        UsageError: it is not; the message names `argument`.
    """
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        tip = "use an address such as http://localhost:3030/ds"
        raise UsageError(f"{{{argument}}}: {short(url)} is not an http or https address", tip=tip, about=argument)
    if "@" in url.partition("://")[2].partition("/")[0]:
        raise UsageError(
            f"{{{argument}}}: the address has a user name or password in it",
            tip="give {user=NAME}, and the password in the environment as ILRS_GRAPH_PASSWORD",
            about=(argument, "user"),
        )


def must_be_graph(name: object, argument: str = "named_graph") -> str:
    """Return the name of a graph, an absolute IRI.

    >>> must_be_graph("https://w3id.org/ilrs-graph/dataset")
    'https://w3id.org/ilrs-graph/dataset'

    Raises:
        UsageError: it is none; the message names `argument`.
    """
    if not isinstance(name, str) or not _IRI.fullmatch(name):
        tip = "give an absolute IRI such as https://w3id.org/ilrs-graph/dataset"
        raise UsageError(f"{{{argument}}}: {short(name)} is not an absolute IRI", tip=tip, about=argument)
    return name


def is_loopback(url: str) -> bool:
    """Return whether an address is one of this machine.

    >>> [is_loopback(f"http://{host}/ds") for host in ("localhost:3030", "127.0.0.2", "[::1]:80", "example.org")]
    [True, True, True, False]
    """
    host = ""
    try:
        host = urlsplit(url).hostname or ""
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def same_server(url: str, other: str) -> bool:
    """Return whether what is sent to `url` may be sent to `other`, to which it redirects.

    That is the same host and port, or the same host by https.

    >>> [same_server("http://a.org/ds", to) for to in ("http://a.org:80/x", "https://a.org/ds", "http://b.org/ds")]
    [True, True, False]
    """
    before, after = urlsplit(url), urlsplit(other)
    if before.hostname != after.hostname or after.scheme not in _PORTS:
        return False
    ports = [each.port or _PORTS[each.scheme] for each in (before, after)]
    return (before.scheme, ports[0]) == (after.scheme, ports[1]) or (before.scheme, after.scheme) == ("http", "https")
