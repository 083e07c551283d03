"""The W3C tests of Turtle through `format`: what it accepts stays the same graph, what is no Turtle is an error."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from ilrs_graph.errors import InputError
from ilrs_graph.turtle.canonical import format_turtle
from w3c_manifests import ABSENT, SUITES, Case, canonical, cases

SUITE = SUITES / "rdf11" / "rdf-turtle"

pytestmark = pytest.mark.skipif(not SUITE.exists(), reason=ABSENT)


def triples(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(text.encode(), RdfFormat.TURTLE)]


def text_of(case: Case) -> str:
    return f"@base <{case.iri}> .\n" + case.action.read_bytes().decode()


def test_the_graph_of_every_accepted_file_stays() -> None:
    accepted = [text_of(case) for case in cases(SUITE) if not case.must_fail]
    accepted = [text for text in accepted if "\0" not in text]  # which is refused, as by check
    assert len(accepted) == 214
    for text in accepted:
        written = format_turtle(text)
        assert canonical(triples(written)) == canonical(triples(text))
        assert format_turtle(written) == written


def test_every_refused_file_is_an_error_with_its_place() -> None:
    refused = [case for case in cases(SUITE) if case.must_fail]
    assert len(refused) == 94
    for case in refused:
        with pytest.raises(InputError, match=rf"^{case.action.name}:\d+:\d+"):
            format_turtle(text_of(case), case.action.name)
