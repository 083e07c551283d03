"""The W3C formats of results, held against the reader of another implementation."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    parse_query_results,
)

from ilrs_graph import LunarGraph
from ilrs_graph.engine import Table
from ilrs_graph.errors import OutputError
from ilrs_graph.render import Options, format_named, write

Run = Callable[..., subprocess.CompletedProcess[str]]

XSD = "http://www.w3.org/2001/XMLSchema#"
TERMS = [
    NamedNode("urn:a&b"),
    Literal('a "quoted", <b> & \t tab\nline\r\\end'),
    Literal("嫦娥六号", language="zh"),
    Literal("en-gb", language="en-gb"),
    Literal(20),
    Literal("2026-11-30", datatype=NamedNode(XSD + "date")),
    Literal(""),
    Literal(True),
    None,
]
TABLE = Table(("x", "y"), [(term, NamedNode("urn:y")) for term in TERMS])
FORMATS = {"srj": QueryResultsFormat.JSON, "srx": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}


@pytest.mark.parametrize("name", FORMATS)
def test_another_reader_reads_the_same_table(name: str) -> None:
    read = parse_query_results(write(TABLE, format_named(name, "table")).encode(), FORMATS[name])
    assert isinstance(read, QuerySolutions)
    assert tuple(v.value for v in read.variables) == TABLE.variables
    assert [tuple(row[v] for v in TABLE.variables) for row in read] == TABLE.rows


@pytest.mark.parametrize("name", ["srj", "srx"])
@pytest.mark.parametrize("truth", [True, False])
def test_another_reader_reads_the_same_truth(name: str, truth: bool) -> None:
    assert bool(parse_query_results(write(truth, format_named(name, "boolean")).encode(), FORMATS[name])) is truth


def test_csv_is_that_of_another_writer() -> None:
    sparql = 'SELECT ?x ?y { VALUES (?x ?y) { ("a \\"q\\", b" <urn:y>) (UNDEF 20) ("line\\nline" "x"@en) } }'
    found = Store().query(sparql)
    expected = found.serialize(format=QueryResultsFormat.CSV)
    assert expected is not None
    table = LunarGraph().query(sparql)
    assert write(table, format_named("sparql-csv", "table")).encode() == expected
    assert write(Table(("b",), [(BlankNode("b0"),)]), format_named("sparql-csv", "table")) == "b\r\n_:b0\r\n"


def test_xml_refuses_what_xml_does_not_have() -> None:
    table = Table(("x",), [(Literal("\x01"),)])
    with pytest.raises(OutputError, match=r"U\+0001"):
        write(table, format_named("srx", "table"))
    assert json.loads(write(table, format_named("srj", "table")))["results"]["bindings"][0]["x"]["value"] == "\x01"


def test_answers_have_them_too(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6")
    for name, other in FORMATS.items():
        read = parse_query_results(write(answer, format_named(name, "answer")).encode(), other)
        assert isinstance(read, QuerySolutions)
        assert len(list(read)) == len(answer)


def test_a_compressed_file_has_the_same_bytes_each_time(run: Run, tmp_path: Path) -> None:
    words = ["query", "SELECT ?x { ?x a ilrs:FarSideMission } ORDER BY ?x"]
    for name in ("one.srj.gz", "two.srj.gz"):
        done = run(*words, "-o", name)
        assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "one.srj.gz").read_bytes() == (tmp_path / "two.srj.gz").read_bytes()
    assert json.loads(gzip.decompress((tmp_path / "one.srj.gz").read_bytes()))["head"] == {"vars": ["x"]}
    assert run("query", "ASK {}", "-o", "a.srx").returncode == 0
    assert "<boolean>true</boolean>" in (tmp_path / "a.srx").read_text("utf-8")
    assert run("query", "ASK {}", "--format", "srj").stdout == '{\n  "head": {},\n  "boolean": true\n}\n'
    assert run("export", "--thing", "change-6", "-o", "c6.nt.gz").returncode == 0
    assert b"mission/change-6" in gzip.decompress((tmp_path / "c6.nt.gz").read_bytes())


@pytest.mark.parametrize(
    ("number", "sort", "expected"),
    [
        ("11.55", "decimal", 11.55),
        ("20", "decimal", 20),
        ("0.123456789012345678901", "decimal", "0.123456789012345678901"),
        ("1.5E3", "double", 1500),
        ("INF", "double", "INF"),
        ("12345678901234567890", "decimal", "12345678901234567890"),
        ("7", "integer", 7),
    ],
)
def test_numbers_are_numbers_in_json(number: str, sort: str, expected: object) -> None:
    table = Table(("n",), [(Literal(number, datatype=NamedNode(XSD + sort)),)])
    assert json.loads(write(table, format_named("json", "table"), Options()))["rows"] == [{"n": expected}]
