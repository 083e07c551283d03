"""Small inputs that once went wrong at the door, each with the right result; and siblings of each kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from ilrs_graph.errors import Place
from ilrs_graph.intake import SYNTAXES, read_bytes, read_candidates

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "in"
beside = pytest.mark.skipif(not CASES.exists(), reason="the cases are kept beside the repository")


@beside
@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("b01-space-in-id.jsonld", ["2:7 syntax"]),
        ("b02-relative-id.jsonld", ["2:7 syntax"]),
        ("b03-no-context.jsonld", ["1:25 lost", "1:47 lost"]),
        ("b04-lost-optional.jsonld", ["2:229 syntax", "2:294 lost"]),
        ("b06-bad-language.jsonld", ["2:105 syntax"]),
        ("b10-direction.ttl", ["2:29 syntax"]),
        ("b13-bom.ttl", []),
        ("b17-turtle.owl", ["1:1 syntax"]),
    ],
)
def test_each_case_is_told_where_it_is_wrong(name: str, places: list[str]) -> None:
    (found,) = read_candidates([CASES / name])
    assert [f"{p.place.line}:{p.place.column} {p.kind}" for p in found.problems] == places


@pytest.mark.parametrize(
    ("text", "syntax", "place"),
    [
        ('<http://a/x> <http://a/p> 1 ,\n "x"@en--ltr .', "turtle", (2, 2)),
        ('<http://a/x> <http://a/p> "x"@ar--rtl .', "ntriples", (1, 27)),
        ('<http://a/x> <http://a/p> "x"@ar--rtl <http://a/g> .', "nquads", (1, 27)),
        ('<http://a/g> {\n<http://a/x> <http://a/p> "x"@ar--rtl }', "trig", (2, 27)),
        ("<http://a/x> <http://a/p> ('a' 'x'@ar--rtl) .", "turtle", (1, 32)),
        ('{"http://a/p": {"@value": "x",\n"@language": "en", "@direction": "ltr"}}', "jsonld", (1, 0)),
    ],
)
def test_base_directions_are_refused_in_every_syntax(text: str, syntax: str, place: tuple[int, int]) -> None:
    found = read_bytes(text.encode(), "new", SYNTAXES[syntax])
    assert [(p.place, p.what) for p in found.problems] == [
        (Place("new", *place), "A base direction (RDF 1.2) is not supported.")
    ]


TURTLE = "# a comment\n@prefix a: <http://a/> .\na:x a:p 1 ."
XML = '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'


@pytest.mark.parametrize(
    ("text", "syntax", "fix"),
    [
        (TURTLE, "rdfxml", "turtle"),
        (TURTLE, "jsonld", "turtle"),
        ("<http://a/x> <http://a/p> 1 .", "rdfxml", "turtle"),
        ('<http://a/x> <http://a/p> "1" <http://a/g> .', "rdfxml", "nquads"),
        (XML, "turtle", "rdfxml"),
        (XML, "jsonld", "rdfxml"),
        ('{"@id": "http://a/x"}', "turtle", "jsonld"),
        ('[{"@id": "http://a/x"}]', "rdfxml", "jsonld"),
    ],
)
def test_a_file_in_another_syntax_than_its_suffix_says_is_recognised(text: str, syntax: str, fix: str) -> None:
    (found,) = read_bytes(text.encode(), "new", SYNTAXES[syntax]).problems
    assert found.place == ("new", 1, 1)
    assert found.remedy == f"Name its syntax, {fix}, or rename the file."


@pytest.mark.parametrize("text", ["garbage", "{", "[1,", "<a", "a:x a:p 1 .", "<http://a/x> ? 1 ."])
def test_a_syntax_error_is_not_taken_for_another_syntax(text: str) -> None:
    kinds = [RdfFormat.JSON_LD] if text[0] in "{[" else [RdfFormat.TURTLE, RdfFormat.N_TRIPLES]
    first = [read_bytes(text.encode(), "new", syntax).problems[0].what for syntax in kinds]
    assert [what for what in first if "looks like" in what] == []
