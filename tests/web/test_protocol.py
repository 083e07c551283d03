"""Requests as queries: every way in, and what is refused at each."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from ilrs_graph.web.problems import Problem
from ilrs_graph.web.protocol import FORM, QUERY, UPDATE, Operation, operation

ASK = urlencode({"query": "ASK { ?x ?y '嫦娥' }"})
WANTED = Operation("ASK { ?x ?y '嫦娥' }")
UTF_8 = f"{QUERY}; charset=UTF-8"


@pytest.mark.parametrize(
    "request_",
    [
        ("GET", ASK), ("HEAD", ASK), ("POST", "", FORM, ASK.encode()), ("POST", "", QUERY, WANTED.query.encode()),
        ("QUERY", "", UTF_8, WANTED.query.encode()), ("QUERY", "", FORM + ";charset=\"utf-8\"", ASK.encode()),
    ],
    ids=lambda request: f"{request[0]} {(*request, '')[2]}",
)  # fmt: skip
def test_every_way_in(request_: tuple[str, str]) -> None:
    assert operation(*request_) == WANTED


def test_the_dataset_and_the_format_come_from_address_and_form() -> None:
    more = urlencode([("default-graph-uri", "urn:a"), ("named-graph-uri", "urn:b"), ("format", "csv")])
    found = operation("POST", "default-graph-uri=urn:c", FORM, f"{ASK}&{more}".encode())
    assert found == Operation(WANTED.query, ("urn:c", "urn:a"), ("urn:b",), "csv")


def test_a_get_without_a_query_asks_for_the_description() -> None:
    assert operation("GET", "") is None
    assert operation("HEAD", "unknown=1") is None


REFUSED = {
    "unknown method": (405, ("PUT", ASK)),
    "delete": (405, ("DELETE", "")),
    "two queries": (400, ("GET", f"{ASK}&{ASK}")),
    "query in address and body": (400, ("POST", ASK, QUERY, b"ASK {}")),
    "two formats": (400, ("GET", f"{ASK}&format=csv&format=json")),
    "two versions": (400, ("GET", f"{ASK}&version=1.1&version=1.2")),
    "no query in a form": (400, ("POST", "", FORM, b"")),
    "update by GET": (405, ("GET", "update=CLEAR+ALL")),
    "update beside a query": (405, ("GET", f"{ASK}&update=CLEAR+ALL")),
    "update in a form": (403, ("POST", "", FORM, b"update=CLEAR+ALL")),
    "update in the address of a query": (403, ("POST", "update=CLEAR+ALL", QUERY, b"ASK {}")),
    "update as body": (403, ("POST", "", UPDATE, b"CLEAR ALL")),
    "update as body with a charset": (403, ("POST", "", UPDATE.upper() + "; charset=utf-8", b"CLEAR ALL")),
    "no type": (415, ("POST", "", "", b"query=ASK+{}")),
    "wrong type": (415, ("POST", "", "text/plain", b"ASK {}")),
    "other charset": (415, ("POST", "", QUERY + "; charset=UTF-16", "ASK {}".encode("utf-16"))),
    "no UTF-8 in a body": (400, ("POST", "", QUERY, b"ASK { ?x ?y '\xe9' }")),
    "no UTF-8 in an address": (400, ("GET", "query=ASK%20%7B%20%E9")),
    "no UTF-8 in a form": (400, ("POST", "", FORM, b"query=%E9")),
}


@pytest.mark.parametrize(("status", "request_"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_of_the_protocol(status: int, request_: tuple[str, str]) -> None:
    with pytest.raises(Problem) as found:
        operation(*request_)
    assert found.value.status == status
    if status == 405:
        assert found.value.headers["Allow"] == "GET, HEAD, POST, QUERY, OPTIONS"
