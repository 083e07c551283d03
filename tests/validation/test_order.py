"""The order of values in shapes is that of XPath, which queries have too, whichever validator is used.

`RIGHT` gives what XML Schema 1.1 Part 2 and XPath say of two values: "<", "=" or ">", or "" if they have no order.
"""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Store

from ilrs_graph.errors import InputError
from ilrs_graph.namespaces import XSD
from ilrs_graph.turtle.parse import parse_bytes
from ilrs_graph.validation.compile import compile_shapes
from ilrs_graph.validation.engines import VALIDATORS
from ilrs_graph.validation.incremental import whole_results
from ilrs_graph.validation.order import component_of
from ilrs_graph.views.store import AssertedStore

NOON = "2020-01-01T12:00:00"
RIGHT = [
    ("gYear 2020", "<", "gYear 2021"),
    ("gYear 2020", "=", "gYear 2020"),
    ("gYear -0001", "<", "gYear 2020"),
    ("gYear 2020", "", "gYear 2020Z"),
    ("gYear 2020", "<", "gYear 2022Z"),
    ("gYear 2020+01:00", "<", "gYear 2020Z"),
    ("gYearMonth 2020-02", ">", "gYearMonth 2020-01"),
    ("gYearMonth 2020-01", "", "gYearMonth 2020-01Z"),
    ("gMonth --01", "<", "gMonth --02"),
    ("gMonthDay --01-02", "<", "gMonthDay --02-01"),
    ("gDay ---02", ">", "gDay ---01"),
    ("gDay ---02", "", "gDay ---02Z"),
    ("gDay ---01", "<", "gDay ---02Z"),
    ("date 2020-01-01", "<", "date 2020-01-02"),
    ("date 2020-01-01", "", "date 2020-01-01Z"),
    ("date 2020-01-01Z", ">", "date 2020-01-01+14:00"),
    (f"dateTime {NOON}Z", "=", "dateTime 2020-01-01T13:00:00+01:00"),
    (f"dateTime {NOON}", "", f"dateTime {NOON}Z"),
    (f"dateTime {NOON}", "", "dateTime 2020-01-02T01:00:00Z"),
    (f"dateTime {NOON}", "<", "dateTime 2020-01-02T03:00:00Z"),
    ("dateTime 2019-12-31T24:00:00", "=", "dateTime 2020-01-01T00:00:00"),
    (f"dateTimeStamp {NOON}Z", "<", "dateTimeStamp 2020-01-02T00:00:00Z"),
    (f"dateTime {NOON}Z", "<", "dateTimeStamp 2020-01-02T00:00:00Z"),
    ("time 10:00:00", "<", "time 11:00:00"),
    ("time 11:00:00", "", "time 11:00:00Z"),
    ("duration P1Y", "=", "duration P12M"),
    ("duration P1Y", ">", "duration P30D"),
    ("duration P1M", "", "duration P30D"),
    ("duration P1M", "<", "duration P32D"),
    ("yearMonthDuration P1Y", "<", "yearMonthDuration P13M"),
    ("dayTimeDuration P1D", "=", "dayTimeDuration PT24H"),
    ("dayTimeDuration P1D", "<", "dayTimeDuration PT25H"),
    ("date 2020-01-01", "", f"dateTime {NOON}"),
    ("gYear 2020", "", "gYearMonth 2021-02"),
    ("gYear 2019", "", "date 2020-01-01"),
    ("date 2020-01-01", "", "string 2020-01-02"),
    ("date 2020-02-30", "", "date 2020-03-01"),
    ("integer 2", "<", "decimal 2.5"),
    ("decimal 1.0", "=", "integer 1"),
    ("double INF", ">", "integer 9"),
    ("string a", "<", "string b"),
    ("boolean true", "=", "boolean true"),
]
HOLDS = {"<": ("<", "<="), "=": ("<=", ">="), ">": (">", ">="), "": ()}
PAIRS = {"lessThan": "<", "lessThanOrEquals": "<="}
RANGES = {"minInclusive": ">=", "minExclusive": ">", "maxInclusive": "<=", "maxExclusive": "<"}
PREFIX = f"@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <{XSD}> . "


def literal(text: str) -> str:
    kind, _, value = text.partition(" ")
    return str(Literal(value, datatype=NamedNode(XSD + kind)))


def conforms(constraint: str, one: str, other: str, shacl: str) -> bool:
    """Whether `<urn:n>`, whose p is `one` and whose q is `other`, fits a shape with this constraint."""
    data = f"<urn:n> <urn:p> {one} ; <urn:q> {other} ."
    shapes = f"{PREFIX}<urn:S> sh:targetNode <urn:n> ; {constraint} . <urn:P> sh:path <urn:p> ."
    compiled = compile_shapes(parse_bytes(shapes.encode(), "shapes"))
    return not whole_results(AssertedStore.of(parse_bytes(data.encode(), "data")), compiled, shacl=shacl)


@pytest.mark.parametrize(("one", "order", "other"), RIGHT)
def test_shapes_and_queries_have_the_order_of_xpath(one: str, order: str, other: str) -> None:
    first, second = literal(one), literal(other)
    for sign in ("<", "<=", ">", ">="):
        (row,) = Store().query(f"SELECT (COALESCE({first} {sign} {second}, false) AS ?x) {{}}")
        assert (row["x"].value == "true") is (sign in HOLDS[order]), sign
    for shacl in VALIDATORS:
        for name, sign in PAIRS.items():
            constraint = f"sh:property [ sh:path <urn:p> ; sh:{name} <urn:q> ]"
            assert conforms(constraint, first, second, shacl) is (sign in HOLDS[order]), (shacl, name)
        for name, sign in RANGES.items():
            constraint = f"sh:property [ sh:path <urn:p> ; sh:{name} {second} ]"
            assert conforms(constraint, first, second, shacl) is (sign in HOLDS[order]), (shacl, name)


@pytest.mark.parametrize("name", RANGES)
def test_a_year_is_not_a_number(name: str) -> None:
    constraint = f"sh:property [ sh:path <urn:p> ; sh:{name} 2020 ]"
    assert not conforms(constraint, literal("gYear 2020"), literal("integer 1"), "pyshifty")


@pytest.mark.parametrize(
    ("nested", "expected"),
    [
        ("sh:not [ sh:path <urn:p> ; sh:lessThan <urn:q> ]", False),
        ("sh:or ( [ sh:path <urn:p> ; sh:lessThan <urn:q> ] )", True),
        ("sh:and ( [ sh:path <urn:p> ; sh:lessThanOrEquals <urn:q> ] )", True),
        ('sh:node [ sh:property [ sh:path <urn:p> ; sh:maxExclusive "2021"^^xsd:gYear ] ]', True),
        ('sh:property [ sh:path <urn:p> ; sh:not [ sh:minInclusive "2021"^^xsd:gYear ] ]', True),
        ('sh:property [ sh:path <urn:p> ; sh:not [ sh:maxInclusive "2021"^^xsd:gYear ] ]', False),
    ],
)
def test_a_shape_that_is_only_tested_has_the_same_order(nested: str, expected: bool) -> None:
    first, second = literal("gYear 2020"), literal("gYear 2021")
    assert conforms(nested, first, second, "pyshifty") is expected
    with pytest.raises(InputError, match="pyshacl cannot compare the values of"):
        conforms(nested, first, second, "pyshacl")


@pytest.mark.parametrize("shacl", VALIDATORS)
def test_results_name_component_value_and_message(shacl: str) -> None:
    shapes = f"""{PREFIX}<urn:S> sh:targetNode <urn:n> , "2019"^^<{XSD}gYear> ; sh:property <urn:P> , <urn:Q> .
        <urn:P> sh:path <urn:p> ; sh:lessThan <urn:q> .
        <urn:Q> sh:path <urn:p> ; sh:minInclusive "2021"^^<{XSD}gYear> ; sh:message "too early" ; sh:severity sh:Info .
        <urn:N> sh:targetNode "2019"^^<{XSD}gYear> ; sh:minInclusive "2020"^^<{XSD}gYear> ."""
    data = f'<urn:n> <urn:p> "2020"^^<{XSD}gYear> , "02021"^^<{XSD}gYear> ; <urn:q> "2020"^^<{XSD}gYear> .'
    compiled = compile_shapes(parse_bytes(shapes.encode(), "shapes"))
    found = whole_results(AssertedStore.of(parse_bytes(data.encode(), "data")), compiled, shacl=shacl)
    told = {(r.shape, r.path, r.value.split("^")[0], r.component.split("#")[1], r.severity, r.message) for r in found}
    each = "is not less than each value of <urn:q>"
    assert {t for t in told if "02021" not in t[2]} == {
        ("<urn:P>", "<urn:p>", '"2020"', "LessThanConstraintComponent>", "violation", f"2020 {each}"),
        ("<urn:Q>", "<urn:p>", '"2020"', "MinInclusiveConstraintComponent>", "info", "too early"),
        ("<urn:N>", "", '"2019"', "MinInclusiveConstraintComponent>", "violation",
         "The value is not greater than or equal to 2020"),
    }  # fmt: skip


def test_a_constraint_of_the_shapes_stands_for_itself() -> None:
    assert component_of(NamedNode("urn:a")) is None
