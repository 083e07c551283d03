"""The format of an answer: by name, by Accept, by default."""

from __future__ import annotations

import pytest

from ilrs_graph.web.negotiation import SOLUTIONS, TRIPLES, forms
from ilrs_graph.web.problems import Problem

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "solutions", "triples"),
    [
        ("", JSON, "text/turtle"),
        ("*/*", JSON, "text/turtle"),
        (XML, XML, "text/turtle"),
        ("text/csv;q=0.1, text/tab-separated-values;q=0.2", "text/tab-separated-values", "text/turtle"),
        ("application/json", "application/json", "text/turtle"),
        ("application/ld+json", JSON, "application/ld+json"),
        ("application/n-triples;q=0.9, text/turtle;q=0.1, text/*;q=0.5", "text/csv", "application/n-triples"),
        (BROWSER, "application/xml", "text/turtle"),
    ],
)
def test_accept_chooses_a_format_for_each_kind(accept: str, solutions: str, triples: str) -> None:
    assert [form.media_type for form in forms(accept)] == [solutions, triples]


@pytest.mark.parametrize("accept", ["image/png", "text/turtle;q=0", "nonsense", "application/json;q=x"])
def test_what_nothing_fits_is_not_acceptable(accept: str) -> None:
    with pytest.raises(Problem) as found:
        forms(accept)
    assert found.value.status == 406
    assert JSON in (found.value.tip or "")


def test_each_format_has_a_name_and_a_media_type_that_choose_it() -> None:
    for form in SOLUTIONS:
        assert forms("text/turtle", form.name).solutions == form
        assert forms("", form.media_type).solutions == form
    for form in TRIPLES:
        assert forms(JSON, form.name).triples == form
    assert forms("", "csv").solutions.media_type == "text/csv"
    assert forms("", "Turtle").triples.media_type == "text/turtle"


def test_an_unknown_name_is_answered_with_near_ones() -> None:
    with pytest.raises(Problem, match="no format is called 'jsn'") as found:
        forms("", "jsn")
    assert (found.value.status, found.value.tip) == (400, "did you mean json or jsonld?")
