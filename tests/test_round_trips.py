"""The same triples through every door: read by `check`, written by `format`, added, exported, and read again.

What cannot take its way ends in a problem with its place, and never in fewer or other triples.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.comparing.compare import compare
from ilrs_graph.comparing.sides import Reader
from ilrs_graph.errors import OutputError
from ilrs_graph.files.root import Root
from ilrs_graph.intake import SYNTAXES, Candidate, read_bytes
from ilrs_graph.namespaces import ID, RDFS
from ilrs_graph.render import format_named, write
from ilrs_graph.snapshot.pipeline import read_data
from ilrs_graph.turtle.canonical import format_turtle
from mutations import times
from random_graphs import WELL_TYPED, graphs, iris, syntaxes, text_in, well_typed
from w3c_manifests import canonical

FORMATS = {"ttl": "turtle", "trig": "trig", "nt": "ntriples", "nq": "nquads", "jsonld": "jsonld", "rdfxml": "rdfxml"}
"""The formats of an export, and the name of the syntax of each."""
THING, DAY = NamedNode(f"{ID}mission/change-6"), date(2026, 11, 22)
COMMENT, LINK = NamedNode(RDFS + "comment"), NamedNode(RDFS + "seeAlso")
ONE_ROOT = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
"""All examples of a test share one root."""


def read(text: bytes | str, syntax: RdfFormat) -> Candidate:
    return read_bytes(text if isinstance(text, bytes) else text.encode(), "new", syntax)


def same_or_told(found: Candidate, graph: list[Triple]) -> None:
    """Fail where a text was read as another graph and no problem says so."""
    note(found.content.decode())
    for problem in found.problems:
        assert problem.place.line >= 1, problem
        assert problem.what, problem
    if not found.problems:
        assert canonical(found.triples) == canonical(graph)


def check_reads_what_another_program_wrote(graph: list[Triple], syntax: RdfFormat, name: NamedNode | None) -> None:
    try:
        text = text_in(graph, syntax, name)
    except (ValueError, OSError):  # RDF/XML cannot hold it
        assert syntax == RdfFormat.RDF_XML
        return
    same_or_told(read(text, syntax), graph)


@times(60)
def test_check_reads_what_another_program_wrote(tried: settings) -> None:
    tried(given(graphs, syntaxes, st.none() | iris)(check_reads_what_another_program_wrote))()


def check_reads_what_an_export_wrote(graph: list[Triple], name: str) -> None:
    try:
        text = write(graph, format_named(name, "triples"))
    except OutputError:
        assert name == "rdfxml"
        return
    found = read(text, SYNTAXES[FORMATS[name]])
    assert found.problems == []
    assert canonical(found.triples) == canonical(graph)


@times(60)
def test_check_reads_what_an_export_wrote(tried: settings) -> None:
    tried(given(graphs, st.sampled_from(list(FORMATS)))(check_reads_what_an_export_wrote))()


def format_keeps_the_graph(graph: list[Triple]) -> None:
    text = text_in(graph, RdfFormat.TURTLE).decode()
    formatted = format_turtle(text)
    assert canonical(read(formatted, RdfFormat.TURTLE).triples) == canonical(graph)
    assert format_turtle(formatted) == formatted


@times(40)
def test_format_keeps_the_graph(tried: settings) -> None:
    tried(given(graphs)(format_keeps_the_graph))()


@given(graphs, st.lists(syntaxes, min_size=2, max_size=2), iris)
@settings(max_examples=60, suppress_health_check=ONE_ROOT)
def test_diff_sees_no_difference_between_two_syntaxes(
    tmp_path: Path, repo: Path, graph: list[Triple], pair: list[RdfFormat], name: NamedNode
) -> None:
    files = []
    for number, syntax in enumerate(pair):
        try:
            text = text_in(graph, syntax, name)
        except (ValueError, OSError):
            return
        if read(text, syntax).problems:
            return
        files.append(tmp_path / f"{number}.{syntax.file_extension}")
        files[-1].write_bytes(text)
    with Reader(Root(repo)) as reader:
        old, new = (reader.side(str(file)) for file in files)
    assert compare(old, new).same


@pytest.mark.parametrize("number", [4, pytest.param(60, marks=pytest.mark.soak)])
def test_what_is_added_is_exported_as_it_was(small_root: Path, number: int) -> None:
    """Add values of all kinds to one root, in files of all syntaxes; read them from all exports."""
    kept: set[Triple] = set()

    @given(st.lists(well_typed | iris, min_size=1, max_size=4), syntaxes)
    @example(list(WELL_TYPED), RdfFormat.TURTLE)
    @example([Literal("colour", language="en-GB"), Literal("a\r\nb\t\"\\'\U0001f319")], RdfFormat.JSON_LD)
    @settings(max_examples=number)
    def add_and_read(values: list[Literal | NamedNode], syntax: RdfFormat) -> None:
        facts = [Triple(THING, COMMENT if isinstance(value, Literal) else LINK, value) for value in values]
        try:
            text = text_in(facts, syntax)
        except (ValueError, OSError):
            return
        file = small_root / f"new.{syntax.file_extension}"
        file.write_bytes(text)
        before = read_data(Root(small_root))[0]
        done = LunarGraph(small_root).add(file, by="Ada", on=DAY, today=DAY)
        if done.refused:
            assert all(finding.line >= 1 for finding in done.report if finding.severity == "violation")
            assert read_data(Root(small_root))[0] == before
            return
        kept.update(facts)
        assert {t for t in read_data(Root(small_root))[0] if of_interest(t)} == kept
        export = LunarGraph(small_root).export(thing="change-6", asserted=True)
        for name, syntax_name in FORMATS.items():
            found = read(write(export, format_named(name, "triples")), SYNTAXES[syntax_name])
            assert found.problems == []
            assert {t for t in found.triples if of_interest(t)} == kept

    add_and_read()
    assert kept


def of_interest(triple: Triple) -> bool:
    return triple.subject == THING and triple.predicate in (COMMENT, LINK)
