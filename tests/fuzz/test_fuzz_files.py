"""Files made wrong, in each syntax and as templates: a problem with its place, or the triples that others read.

A hundred files of each syntax are tried always, and twenty times as many as a soak.
"""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, note, settings
from hypothesis import strategies as st
from pyoxigraph import parse

from ilrs_graph import LunarGraph
from ilrs_graph.errors import IlrsGraphError
from ilrs_graph.files.root import Root
from ilrs_graph.intake import SYNTAXES, Candidate, read_bytes
from ilrs_graph.namespaces import PREFIXES
from ilrs_graph.snapshot.pipeline import read_data
from ilrs_graph.templates import TEMPLATES, template_csv
from ilrs_graph.turtle.canonical import format_turtle
from mutations import mutated, times

DAY = date(2026, 11, 22)
HEAD = "".join(f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in ("mission", "ilrs", "rdfs", "xsd", "skos"))
TURTLE = (
    HEAD
    + '''# a comment
mission:change-6 a ilrs:Mission ; rdfs:label "Chang'e 6"@en , "嫦娥六号"@zh-Hans ; # at the end
    ilrs:mass 8200.0 ; skos:altLabel """two
lines""" , 'it' ; rdfs:seeAlso <http://a/\\u0041?b=c#d> , [ rdfs:value true ] , ( 1 2e3 "x"^^xsd:date ) .
_:b rdfs:comment "a\\tb\\\\" .
'''
)
NAMES = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/"'
SEEDS = {
    "turtle": [TURTLE, "@base <http://a/> . <x> <p> <../y> .",
               "PREFIX : <http://a/>\n:s :p :o , :o2 ; :q 1 , .5 , -1e0 ."],
    "trig": [TURTLE, "@prefix : <http://a/> . { :s :p 1 } GRAPH :g { :s :p [ :q 2 ] . :t a :T } _:g { :s :p () }"],
    "ntriples": ['<http://a/s> <http://a/p> "a\\u00e9\\n"@en-GB .\n_:b <http://a/p> "1"^^<http://a/dt> . # c\n'],
    "nquads": ['<http://a/s> <http://a/p> "a"@en <http://a/g> .\n'
               '<http://a/s> <http://a/p> _:x _:g .\n_:x <http://a/p> "1" .\n'],
    "jsonld": [
        '{"@context": {"@vocab": "http://a/", "label": {"@id": "http://a/l", "@language": "en"}, "of": {"@type":'
        ' "@id"}, "all": {"@container": "@list"}, "by": {"@reverse": "http://a/r"}, "in": {"@container": "@language"}},'
        ' "@id": "http://a/s", "@type": "T", "label": "x", "of": "http://a/o", "all": [1, 2.5, true, null, "a"],'
        ' "by": {"@id": "_:b"}, "in": {"de": "Mond", "zh": ["月"]}, "n": {"@value": "1", "@type": "http://a/dt"}}',
        '[{"@id": "http://a/s", "http://a/p": [{"@list": [{"@id": "http://a/x"}, {"@value": "y", "@language":'
        ' "en"}]}]}, {"@graph": [{"@id": "_:g", "http://a/p": [{"@set": [1, 1]}]}], "@id": "http://a/g"}]',
        '{"@context": [{"a": "http://a/", "T": {"@id": "a:T", "@context": {"p": "a:q"}}, "p": "a:p", "i":'
        ' {"@id": "a:i", "@container": "@index"}, "d": {"@id": "a:d", "@container": "@id"},'
        ' "j": {"@id": "a:j", "@type": "@json"}}],'
        ' "@type": "T", "p": {"p": 1, "@index": "x"}, "i": {"k": {"p": 2}}, "d": {"a:k": {"p": 3}},'
        ' "j": {"a": [1, null]}}',
    ],
    "rdfxml": [
        f'<?xml version="1.0"?>\n<rdf:RDF {NAMES} xml:base="http://a/">\n<a:T rdf:about="s" a:l="x" xml:lang="en-GB">\n'
        '<a:p rdf:resource="#o"/><a:q rdf:datatype="http://a/dt">1 &amp; 2</a:q>'
        '<a:r rdf:parseType="Literal"><b>x</b></a:r>'
        '<a:c rdf:parseType="Collection"><rdf:Description rdf:nodeID="n"/></a:c>'
        '<a:n rdf:parseType="Resource"><a:m/></a:n>'
        '<a:i rdf:ID="i">x</a:i></a:T><rdf:Seq><rdf:li>1</rdf:li><rdf:_3>3</rdf:_3></rdf:Seq>\n</rdf:RDF>',
    ],
}  # fmt: skip


def seeds_of_templates() -> list[str]:
    return [template_csv(template).removeprefix("\ufeff") for template in TEMPLATES.values()]


def read(text: str, name: str) -> Candidate:
    """Read a text; fail where a problem has no place in it."""
    note(text)
    found = read_bytes(text.encode("utf-8", "surrogatepass"), "new", SYNTAXES[name])
    for problem in found.problems:
        assert problem.place.file == "new"
        assert 1 <= problem.place.line <= text.count("\n") + text.count("\r") + 2, problem
        assert problem.what.strip(), problem
        assert problem.remedy.strip(), problem
    if not found.problems:
        assert len(found.places) == len(found.triples)
    return found


@times(100)
@pytest.mark.parametrize("name", SEEDS)
def test_a_file_is_read_whole_or_has_a_problem(name: str, tried: settings) -> None:
    @given(mutated(SEEDS[name], name))
    @tried
    def try_one(text: str) -> None:
        found = read(text, name)
        try:
            stated = len(list(parse(text.removeprefix("\ufeff").encode("utf-8", "surrogatepass"), SYNTAXES[name])))
        except SyntaxError:
            assert found.problems
        else:
            assert found.problems or len(found.triples) == stated

    try_one()


@times(60)
@pytest.mark.parametrize("name", ["turtle", "trig", "ntriples", "nquads", "rdfxml"])
def test_another_parser_reads_as_many_triples(name: str, tried: settings, caplog: pytest.LogCaptureFixture) -> None:
    """rdflib reads more than the standard allows, so only what both read is compared."""
    caplog.set_level(logging.CRITICAL)

    @given(mutated(SEEDS[name], name, most=2))
    @tried
    def try_one(text: str) -> None:
        found = read(text, name)
        if found.problems or "<!" in text:
            return
        other = rdflib.Dataset()
        try:
            other.parse(data=text.removeprefix("\ufeff"), format=SYNTAX_OF_RDFLIB[name])
        except Exception:
            return
        note(str(found.triples))
        assert len({(str(s), str(p), repr(o)) for s, p, o, _ in other.quads()}) <= len(set(found.triples))

    try_one()


SYNTAX_OF_RDFLIB = {"turtle": "turtle", "trig": "trig", "ntriples": "nt", "nquads": "nquads", "rdfxml": "xml"}


@times(100)
def test_format_and_check_refuse_the_same_texts(tried: settings) -> None:
    @given(mutated(SEEDS["turtle"], "turtle"))
    @tried
    def try_one(text: str) -> None:
        found = read(text, "turtle")
        try:
            formatted = format_turtle(text, "new")
        except IlrsGraphError:
            assert found.problems
            return
        assert not found.problems
        assert len(read(formatted, "turtle").triples) == len(set(found.triples))

    try_one()


@times(15)
def test_a_check_ends_with_findings(graph: LunarGraph, tried: settings) -> None:
    reading = graph.reading()

    @given(st.sampled_from(list(SEEDS)).flatmap(lambda name: st.tuples(st.just(name), mutated(SEEDS[name], name, 2))))
    @tried
    def try_one(named: tuple[str, str]) -> None:
        found = read(named[1], named[0])
        for finding in reading.check([found]):
            assert finding.severity in ("violation", "warning", "info")
            assert finding.message
            assert finding.line >= 1

    try_one()


NEW = (
    'mission:change-6 skos:altLabel "CE6"@en-GB , "嫦娥"@zh ; rdfs:comment 1.50 , "a\\nb"^^xsd:string , true .',
    'mission:change-6 rdfs:seeAlso <http://a/b?c=%20d#e> ; rdfs:comment """x\ny""" , "P1D"^^xsd:duration .\n# c',
)


@times(20)
def test_an_addition_is_whole_or_refused(small_root: Path, tried: settings) -> None:
    """All examples share one root, to which some of them add."""

    @given(mutated([HEAD + text for text in NEW], "turtle", most=2))
    @tried
    def try_one(text: str) -> None:
        found = read(text, "turtle")
        before = set(read_data(Root(small_root))[0])
        done = LunarGraph(small_root).add([found], by="Ada", on=DAY, today=DAY)
        after = set(read_data(Root(small_root))[0])
        if done.refused:
            assert all(finding.line >= 1 for finding in done.report if finding.severity == "violation")
            assert after == before
        else:
            assert before | set(found.triples) <= after

    try_one()


@times(60)
@pytest.mark.filterwarnings("ignore::ilrs_graph.errors.ReadAs")
def test_a_template_is_read_whole_or_has_a_finding(graph: LunarGraph, tried: settings) -> None:
    reading = graph.reading()

    @given(mutated(seeds_of_templates(), "template"))
    @tried
    def try_one(text: str) -> None:
        note(text)
        candidate = Candidate("new.csv", text.encode("utf-8", "surrogatepass"), None, is_template=True)
        findings = list(reading.check([candidate]))
        assert findings or candidate.triples
        assert all(finding.line >= 1 for finding in findings)

    try_one()
