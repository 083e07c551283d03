"""Triple terms, base directions and version announcements of RDF 1.2 are refused at every door, with their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import BaseDirection, Literal, NamedNode, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.bridge import to_rdflib
from ilrs_graph.cli import group
from ilrs_graph.errors import IlrsGraphError, InputError, UsageError
from ilrs_graph.intake import SYNTAXES, read_bytes
from ilrs_graph.namespaces import PREFIXES

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "in"
TRIPLE_TERM = "A triple about a triple (RDF 1.2) is not supported."
DIRECTION = "A base direction (RDF 1.2) is not supported."
VERSION = "A version announcement (RDF 1.2) is not supported."
A, P = "<http://a/x> ", "<http://a/p> "
XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/"\n'
    ' xmlns:its="http://www.w3.org/2005/11/its"{}>\n<rdf:Description rdf:about="http://a/x">\n{}\n'
    "</rdf:Description></rdf:RDF>"
)
INNER = '<rdf:Description rdf:about="http://a/y"><a:q>1</a:q></rdf:Description>'
INSTEAD = [
    ("turtle", A + P + "\n  <<( <http://a/y> <http://a/q> 1 )>> .", [(2, 3, TRIPLE_TERM)]),
    ("turtle", f"# c\n<< {A}{P}1 >> {P}2 .", [(2, 1, TRIPLE_TERM)]),
    ("turtle", f"{A}{P}1 {{| {P}2 |}} .", [(1, 29, TRIPLE_TERM)]),
    ("turtle", f"{A}{P}1 ~ <http://a/r> .", [(1, 29, TRIPLE_TERM)]),
    ("turtle", "@prefix a: <http://a/> .\na:x a:p a:y~a:r .", [(2, 12, TRIPLE_TERM)]),
    ("turtle", f'{A}{P}1 , "a"@en ,\n"x"@ar--rtl .', [(2, 1, DIRECTION)]),
    ("turtle", f'VERSION "1.2"\n{A}{P}1 .', [(1, 1, VERSION)]),
    ("turtle", f"@version '1.2' .\n{A}{P}\"x\"@ar--rtl .", [(1, 1, VERSION), (2, 27, DIRECTION)]),
    ("turtle", f'{A}{P}"x"@en--up .', [(1, 35, DIRECTION)]),
    ("trig", f"<http://a/g> {{ {A}{P}1 {{| {P}2 |}} }}", [(1, 44, TRIPLE_TERM)]),
    ("trig", f'version "1.1" <http://a/g> {{ {A}{P}1 }}', [(1, 1, VERSION)]),
    ("ntriples", f"{A}{P}<<( {A}{P}{A})>> .", [(1, 27, TRIPLE_TERM)]),
    ("ntriples", f"<< {A}{P}{A}>> {P}{A}.", [(1, 1, TRIPLE_TERM)]),
    ("ntriples", f'VERSION "1.2"\n{A}{P}{A}.', [(1, 1, VERSION)]),
    ("nquads", f"{A}{P}<<( {A}{P}{A})>> <http://a/g> .", [(1, 27, TRIPLE_TERM)]),
    ("nquads", f'{A}{P}"x"@en--ltr <http://a/g> .', [(1, 27, DIRECTION)]),
    ("rdfxml", XML.format("", f'<a:p rdf:parseType="Triple">{INNER}</a:p>'), [(4, 1, TRIPLE_TERM)]),
    (
        "rdfxml",
        XML.format(' rdf:version="1.2"', f'<a:p rdf:parseType="Triple">{INNER}</a:p>'),
        [(1, 1, VERSION), (4, 1, TRIPLE_TERM)],
    ),
    ("rdfxml", XML.format("", '<a:p xml:lang="ar" its:dir="rtl">x</a:p>'), [(4, 1, DIRECTION)]),
    ("rdfxml", XML.format(' its:dir="rtl"', '<a:p xml:lang="ar">x</a:p>'), [(1, 1, DIRECTION)]),
    ("rdfxml", XML.format("", '<a:p rdf:annotation="http://a/r">x</a:p>'), [(4, 1, TRIPLE_TERM)]),
    ("rdfxml", XML.format("", '<a:p rdf:annotationNodeID="r">x</a:p>'), [(4, 1, TRIPLE_TERM)]),
    ("rdfxml", XML.format("", '<a:p rdf:version="1.2">x</a:p>'), [(4, 1, VERSION)]),
    ("jsonld", '{"http://a/p": {"@value": "x", "@language": "ar", "@direction": "rtl"}}', [(1, 0, DIRECTION)]),
]


@pytest.mark.parametrize(("syntax", "text", "told"), INSTEAD)
def test_every_construct_is_refused_in_every_syntax(syntax: str, text: str, told: list[tuple[int, int, str]]) -> None:
    found = read_bytes(text.encode(), "new", SYNTAXES[syntax]).problems
    # a parser of lines goes on after an error, and may meet others in the rest of the line
    assert [(*p.place[1:], p.what) for p in found][: len(told)] == told


@pytest.mark.parametrize("key", ["@annotation", "@triple"])
def test_keywords_of_drafts_of_json_ld_are_reported_as_lost(key: str) -> None:
    text = f'{{"@id": "http://a/x", "http://a/p": {{"@id": "http://a/y", "{key}": {{"http://a/q": 1}}}}}}'
    assert [p.kind for p in read_bytes(text.encode(), "new", SYNTAXES["jsonld"]).problems] == ["lost"]


@pytest.mark.parametrize(
    ("syntax", "text"),
    [
        ("turtle", f'{A}{P} "<<( {{| ~ |}} )>> @en--ltr VERSION \\"1.2\\"" . # << {{| ~ "x"@en--ltr'),
        ("turtle", f"{A}{P}<http://a/~{{version> .".replace("{", "")),
        ("turtle", "@prefix version: <http://a/> . version:a\\~b version:version 'version' ."),
        ("turtle", f"{A}<http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <http://a/s> ."),
        ("trig", f"{{ {A}{P}'version' }}"),
        ("ntriples", f"{A}{P}\"version '1.2'\" ."),
        ("rdfxml", XML.format(' its:version="2.0"', '<a:p rdf:parseType="Literal">Triple</a:p>')),
        ("rdfxml", XML.format("", '<a:p a:version="1.2" a:dir="rtl" rdf:resource="http://a/y"/>')),
    ],
)
def test_the_same_characters_elsewhere_are_read(syntax: str, text: str) -> None:
    found = read_bytes(text.encode(), "new", SYNTAXES[syntax])
    assert found.problems == []
    assert found.triples


def run(*words: str | Path) -> tuple[int, str]:
    """Return the exit code of a command, and what it writes."""
    done = CliRunner().invoke(group, [*map(str, words)])
    error = done.exception
    return (error.exit_code, error.message) if isinstance(error, IlrsGraphError) else (done.exit_code, done.output)


TURTLE = [(text, told[0]) for syntax, text, told in INSTEAD if syntax == "turtle" and len(told) == 1]


@pytest.mark.parametrize(("text", "told"), TURTLE)
def test_format_and_diff_refuse_it(text: str, told: tuple[int, int, str], tmp_path: Path) -> None:
    file = tmp_path / "new.ttl"
    file.write_text(text, encoding="utf-8")
    line, column, what = told
    for words in (["format", file], ["format", "--check", file], ["diff", file, file]):
        code, output = run(*words)
        assert code == 3
        assert f"new.ttl:{line}:{column}: {what}" in output or "found --up" in output
    assert file.read_text(encoding="utf-8") == text


def test_check_and_add_refuse_it(repo: Path, tmp_path: Path) -> None:
    for number, (text, (line, column, what)) in enumerate(TURTLE):
        file = tmp_path / f"new{number}.ttl"
        file.write_text(text, encoding="utf-8")
        for words in (["check", file], ["add", file, "--by", "t", "--dry-run"]):
            code, output = run("--root", repo, *words)
            assert code == 3, output
            assert f"new{number}.ttl:{line}:{column}: violation: {what}" in output


@pytest.mark.parametrize("where", ["data/places.ttl", "ontology/shapes/extra.ttl", "ontology/vocab/extra.ttl"])
def test_files_of_the_graph_may_not_hold_it(where: str, small_root: Path) -> None:
    file = small_root / where
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(f'{before}\n<http://a/x> <http://a/p> "x"@ar--rtl .\n', encoding="utf-8")
    line = before.count("\n") + 2
    words = (["check", "--all"],) if "shapes" in where else (["info"], ["ask", "launch-dates"])
    for each in words:
        code, output = run("--root", small_root, *each)
        assert code == 3
        assert f"{where}:{line}:27: {DIRECTION}" in output


def test_check_all_reports_it(small_root: Path) -> None:
    file = small_root / "data" / "places.ttl"
    with file.open("a", encoding="utf-8") as out:
        out.write("<http://a/x> <http://a/p> <http://a/y> {| <http://a/q> 1 |} .\n")
    told = [(f.column, f.message) for f in LunarGraph(small_root).check_all() if f.kind == "syntax"]
    assert told == [(40, TRIPLE_TERM)]


X = NamedNode(PREFIXES["mission"] + "change-6")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
DIRECTED = Triple(X, LABEL, Literal("x", language="ar", direction=BaseDirection.RTL))


@pytest.mark.parametrize("triple", [DIRECTED, Triple(X, LABEL, Triple(X, LABEL, Literal("x")))])
def test_triples_in_python_are_refused_too(triple: Triple, graph: LunarGraph) -> None:
    plain = Triple(X, LABEL, Literal("x"))
    for call in (
        lambda: graph.check([plain, triple]),
        lambda: graph.check([], removed=[triple]),
        lambda: graph.add([triple], by="t", dry_run=True),
        lambda: graph.consequences([triple]),
    ):
        with pytest.raises(UsageError, match=r"\(RDF 1\.2\) is not supported") as caught:
            call()
        assert caught.value.about
        assert caught.value.exit_code == 2
    with pytest.raises(InputError, match=r"not an RDF 1\.1 term"):
        to_rdflib([triple])


def test_cells_of_templates_hold_text(graph: LunarGraph, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    thing, label = "<<( mission:change-6 a ilrs:Mission )>>", '""x""@en--ltr'
    head = "member,programme,label_en,announced_by,confirmed_by,sources"
    file.write_text(f'{head}\n{thing},ilrs,"{label}",cnsa,,scio-2024-07-09-change-6\n', encoding="utf-8")
    assert [f.message for f in graph.check(file)] == [f"Row 2, member: No agent is called '{thing}'."]
    file.write_text(f'{head}\nsuparco,ilrs,"{label}",cnsa,,scio-2024-07-09-change-6\n', encoding="utf-8")
    assert not [f for f in graph.check(file) if f.kind == "syntax"]


@pytest.mark.skipif(not CASES.exists(), reason="the cases are kept beside the repository")
def test_the_case_is_refused_by_every_verb(repo: Path) -> None:
    case = CASES / "b10-direction.ttl"
    adding = ["add", case, "--by", "t", "--dry-run"]
    for words in (["check", case], adding, ["format", "--check", case], ["diff", case, case]):
        code, output = run("--root", repo, *words)
        assert code == 3
        assert "b10-direction.ttl:2:29:" in output
        assert DIRECTION in output
