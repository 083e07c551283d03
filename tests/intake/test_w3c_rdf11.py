"""The W3C tests of the RDF 1.1 syntaxes through the door of `check`: the right triples, or a problem with its place.

| Suite | Tests | As the suite says | Otherwise |
|---|---|---|---|
| Turtle | 313 | 308 | 5: NUL is refused |
| TriG | 356 | 351 | 5: NUL is refused |
| N-Triples | 70 | 69 | 1: NUL is refused |
| N-Quads | 87 | 86 | 1: NUL is refused |
| RDF/XML | 166 | 164 | 2: namespaces in an XML literal |

A file has no base IRI of its own here, so a test that needs one declares it in the text, as a user must. Names of
graphs are ignored, as the program documents, so the triples of all graphs are compared as one.
"""

from __future__ import annotations

import re

import pytest
from pyoxigraph import RdfFormat, parse

from ilrs_graph.intake import Candidate, read_bytes
from w3c_manifests import ABSENT, SUITES, Case, canonical, cases

SUITE = SUITES / "rdf11"
NUL = "A file with a NUL character is refused: editors and version control take it for binary."
XML_LITERAL = "The parser (oxrdfxml) adds all namespaces in force to an XML literal, and not only those that it uses."
BOUNDARIES = ["LITERAL1_ascii_boundaries", "LITERAL1_all_controls", "LITERAL2_ascii_boundaries"]
BOUNDARIES += ["LITERAL_LONG1_ascii_boundaries", "LITERAL_LONG2_ascii_boundaries"]

OTHERWISE = {
    "rdf-turtle": dict.fromkeys(BOUNDARIES, NUL),
    "rdf-trig": dict.fromkeys(BOUNDARIES, NUL),
    "rdf-n-triples": {"literal_ascii_boundaries": NUL},
    "rdf-n-quads": {"literal_ascii_boundaries": NUL},
    "rdf-xml": {"xml-canon-test001": XML_LITERAL, "xml-canon-test002": XML_LITERAL},
}
"""The tests of each suite whose verdict is another one here, and why."""
COUNTS = {"rdf-turtle": 313, "rdf-trig": 356, "rdf-n-triples": 70, "rdf-n-quads": 87, "rdf-xml": 166}
SYNTAX = {
    "rdf-turtle": RdfFormat.TURTLE,
    "rdf-trig": RdfFormat.TRIG,
    "rdf-n-triples": RdfFormat.N_TRIPLES,
    "rdf-n-quads": RdfFormat.N_QUADS,
    "rdf-xml": RdfFormat.RDF_XML,
}
FIRST_ELEMENT = re.compile(rb"(?:\s|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>)*(<[^>]*>)", re.DOTALL)

pytestmark = pytest.mark.skipif(not SUITE.exists(), reason=ABSENT)


def with_base(case: Case, syntax: RdfFormat) -> bytes:
    """Return the text of a test with the base IRI that the suite gives it, on the first line."""
    content, iri = case.action.read_bytes(), case.iri.encode()
    if syntax in (RdfFormat.TURTLE, RdfFormat.TRIG):
        return b"@base <" + iri + b"> . " + content
    element = FIRST_ELEMENT.match(content) if syntax == RdfFormat.RDF_XML else None
    if element is None or b"xml:base" in element[1]:
        return content
    end = element.end() - (2 if element[1].endswith(b"/>") else 1)
    return content[:end] + b' xml:base="' + iri + b'"' + content[end:]


def is_as_expected(case: Case, found: Candidate) -> bool:
    if case.must_fail or found.problems:
        return case.must_fail and bool(found.problems)
    if case.result is None:
        return True
    syntax = RdfFormat.from_extension(case.result.suffix[1:])
    return canonical(found.triples) == canonical(q.triple for q in parse(case.result.read_bytes(), syntax))


@pytest.mark.parametrize("suite", SYNTAX)
def test_every_file_is_read_as_the_suite_says_or_is_in_the_table(suite: str) -> None:
    tests, syntax = cases(SUITE / suite), SYNTAX[suite]
    wrong = {
        case.name
        for case in tests
        if not is_as_expected(case, read_bytes(with_base(case, syntax), case.action.name, syntax))
    }
    assert len(tests) == COUNTS[suite]
    assert wrong == set(OTHERWISE[suite])
    assert len(wrong) / len(tests) < 0.02


@pytest.mark.parametrize("suite", SYNTAX)
def test_what_is_refused_is_refused_without_a_base_too_and_with_its_place(suite: str) -> None:
    tests = list(cases(SUITE / suite))
    assert any(case.must_fail for case in tests) or suite.endswith("xml")
    for case in tests:
        content = case.action.read_bytes()
        found = read_bytes(content, case.action.name, SYNTAX[suite])
        assert found.problems or not case.must_fail, case.name
        for problem in found.problems:
            assert problem.place.file == case.action.name
            assert 1 <= problem.place.line <= content.count(b"\n") + 2, case.name
            assert problem.what.endswith((".", "!", "?"))


@pytest.mark.parametrize("suite", SYNTAX)
def test_every_triple_that_is_read_has_a_place(suite: str) -> None:
    counted = 0
    for case in cases(SUITE / suite):
        found = read_bytes(with_base(case, SYNTAX[suite]), case.action.name, SYNTAX[suite])
        if not found.problems:
            assert len(found.places) == len(found.triples), case.name
            counted += len(found.triples)
    assert counted > 30
