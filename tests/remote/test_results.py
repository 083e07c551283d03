"""Answers of servers: what the standard allows is read, and a number has one form whoever writes it."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import Literal, NamedNode

from ilrs_graph.engine import Table
from ilrs_graph.namespaces import XSD
from ilrs_graph.remote.results import read_result

JSON = "application/sparql-results+json"


def answer(*terms: dict[str, object], **members: object) -> bytes:
    rows = [{"x": term} for term in terms]
    return json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": rows}, **members}).encode()


def cells(content: bytes) -> list[object]:
    found = read_result(content, JSON)
    assert isinstance(found, Table)
    return [row[0] for row in found]


def test_members_that_the_standard_does_not_know_are_skipped() -> None:
    term = {"type": "literal", "value": "a", "xml:lang": "en", "confidence": 0.5}
    assert cells(answer(term, metadata={"httpRequests": 0}, link=[])) == [Literal("a", language="en")]
    old = {"type": "typed-literal", "value": "7", "datatype": XSD + "integer"}
    assert cells(answer(old)) == [Literal("7", datatype=NamedNode(XSD + "integer"))]
    assert cells(b'{"results": {"bindings": [{}], "ordered": true}, "head": {"link": [], "vars": ["x"]}}') == [None]


@pytest.mark.parametrize("written", ["22", "22.0", "22.00", "+22.0", "022"])
def test_a_decimal_has_one_form(written: str) -> None:
    number = {"type": "literal", "value": written, "datatype": XSD + "decimal"}
    assert [str(cell) for cell in cells(answer(number))] == [f'"22"^^<{XSD}decimal>']


def test_what_is_not_a_number_stays_as_it_is() -> None:
    odd = {"type": "literal", "value": "about 22.0", "datatype": XSD + "decimal"}
    plain = {"type": "literal", "value": "22.0"}
    assert [cell.value for cell in cells(answer(odd, plain))] == ["about 22.0", "22.0"]  # type: ignore[attr-defined]


def test_triples_have_that_form_too() -> None:
    found = read_result(f'<urn:a> <urn:b> "1.50"^^<{XSD}decimal> .'.encode(), "application/n-triples")
    assert isinstance(found, list)
    assert found[0].object == Literal("1.5", datatype=NamedNode(XSD + "decimal"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b'{"head": {}}',
        b'{"head": {"vars": 7}, "results": {"bindings": []}}',
        b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"value": "a"}}]}}',
        b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "iri"}}]}}',
        b'{"head": {"vars": ["x"]}, "results": {"bindings": [7]}}',
        b'{"boolean": "yes"}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe",
    ],
)
def test_what_holds_no_results_is_refused(content: bytes) -> None:
    with pytest.raises((SyntaxError, ValueError)):
        read_result(content, JSON)
