"""CSV, JSON and HTML of answers and tables: hostile content stays content."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from ilrs_graph import LunarGraph
from ilrs_graph.engine import StoreEngine, Table
from ilrs_graph.names.labels import Labels
from ilrs_graph.namespaces import RDFS, XSD
from ilrs_graph.questions import Answer, Question
from ilrs_graph.render import Options, format_named, write

A = NamedNode("http://a/x?y=1&z=%22")
HOSTILE = "<script>alert(\"1\")</script>, & '月'\nnew line"


@pytest.fixture
def labels() -> Labels:
    store = Store()
    store.add(Quad(A, NamedNode(RDFS + "label"), Literal(HOSTILE, language="en")))
    return Labels(StoreEngine(store))


def table(form: str, names: list[str], rows: list[tuple[Literal | NamedNode | None, ...]], labels: Labels) -> str:
    return write(Table(tuple(names), rows), format_named(form, "table"), Options(labels=labels))


def answered(answer: Answer, form: str, **options: bool) -> str:
    return write(answer, format_named(form, "answer"), Options(**options))


def number(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + kind))


def test_csv_quotes_and_labels(labels: Labels) -> None:
    text = table("csv", ["x", "n"], [(A, Literal('a "b", c')), (None, None)], labels)
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["x", "xLabel", "n"],
        [A.value, HOSTILE, 'a "b", c'],
        ["", "", ""],
    ]
    assert "\r" not in text


def test_a_column_that_has_its_own_label_gets_no_other(labels: Labels) -> None:
    text = table("csv", ["x", "xLabel"], [(A, Literal("mine"))], labels)
    assert list(csv.reader(io.StringIO(text))) == [["x", "xLabel"], [A.value, "mine"]]


def test_json_has_types(labels: Labels) -> None:
    row = (number("7", "integer"), number("1", "boolean"), number("2.50", "decimal"), number("x", "integer"), None, A)
    found = json.loads(table("json", list("ibdwna"), [row], labels))
    assert found == {
        "columns": list("ibdwna"),
        "rows": [{"i": 7, "b": True, "d": "2.50", "w": "x", "n": None, "a": A.value, "aLabel": HOSTILE}],
    }


def test_answers_in_each_format_say_the_same(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6")
    plain = list(csv.DictReader(io.StringIO(answered(answer, "csv"))))
    sourced = list(csv.DictReader(io.StringIO(answered(answer, "csv", sources=True))))
    records = json.loads(answered(answer, "json"))
    assert len(plain) == len(sourced) == len(records["rows"]) == len(answer)
    for row, with_sources, record, truth in zip(plain, sourced, records["rows"], answer, strict=True):
        assert row["partner"] == record["partner"] == truth.partner.value  # type: ignore[union-attr]
        assert row["partnerLabel"] == record["partnerLabel"] == graph.labels.of(truth.partner)  # type: ignore[arg-type]
        assert with_sources.pop("sources").split() == [c["url"] for c in record["sources"]]
        assert with_sources == row
        assert record["evidence"] == [n.value for n in truth.evidence]
        assert record["sources"]
    assert records["question"].endswith("?")
    assert records["note"] == answer.note


class Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_never_runs_what_a_label_says(labels: Labels) -> None:
    question = Question("q", f"Is {HOSTILE}?", "", (), (), {"x": f"X {HOSTILE}", "n": "N"}, ("x",), "table", "")
    quoted = NamedNode("http://a/'onmouseover='x")
    engine = StoreEngine(Store())
    rows = [{"x": A, "n": Literal(HOSTILE)}, {"x": quoted, "n": None}]
    read = Read()
    read.feed(answered(Answer(question, engine, labels, rows), "html"))
    assert {tag for tag, _ in read.tags} == {"table", "caption", "thead", "tbody", "tr", "th", "td", "a"}
    assert [attributes for tag, attributes in read.tags if tag == "a"] == [{"href": A.value}, {"href": quoted.value}]
    assert read.text.count("<script>") == 4


def test_markdown_is_one_table_whatever_the_cells_say(labels: Labels) -> None:
    lines = table("markdown", ["x", "n"], [(A, Literal("a|b\\")), (None, Literal("2027/.."))], labels).splitlines()
    assert lines[:2] == ["| x | n |", "| --- | --- |"]
    assert len(lines) == 4
    assert "\\<script\\>" in lines[2]
    assert lines[2].endswith("| a\\|b\\\\ |")
    assert lines[3] == "|  | 2027 or later |"


def test_markdown_of_an_answer_numbers_its_references(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6")
    lines = answered(answer, "markdown", sources=True).splitlines()
    assert sum(line.startswith("| ") for line in lines) == len(answer) + 2
    references = [line for line in lines if line[:1].isdigit() and ". " in line and "row" not in line[:8]]
    assert [line.partition(". ")[0] for line in references] == [str(n + 1) for n in range(len(answer.references))]
    assert lines[-1].startswith(f"{len(answer)} rows. ")
