"""CSV, JSON and HTML of answers and tables: hostile content stays content."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import datetime
from html.parser import HTMLParser
from zipfile import ZipFile

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from ilrs_graph import LunarGraph
from ilrs_graph.engine import StoreEngine, Table
from ilrs_graph.errors import MissingDependency
from ilrs_graph.names.labels import Labels
from ilrs_graph.namespaces import RDFS, XSD
from ilrs_graph.questions import Answer, Question
from ilrs_graph.questions.arrangement import Arrangement, arranged_answer
from ilrs_graph.render import Options, format_named, write, write_bytes

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
        "rows": [{"i": 7, "b": True, "d": 2.5, "w": "x", "n": None, "a": A.value, "aLabel": HOSTILE}],
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
        strength = record["strength"]
        assert int(with_sources.pop("independentSources")) == strength["independent"] == truth.strength.independent
        assert with_sources.pop("bestKind") == strength["best"]
        assert with_sources.pop("bestKindLabel") == strength["bestLabel"]
        assert 0 < strength["independent"] <= strength["originals"] <= strength["pages"] <= len(record["sources"])
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


def hostile_answer(labels: Labels) -> Answer:
    question = Question("q", f"Is {HOSTILE}?", "", (), (), {"x": f"X {HOSTILE}", "n": "N"}, ("x",), "table", HOSTILE)
    rows = [
        {"x": A, "n": Literal(HOSTILE)},
        {"x": NamedNode("http://a/'onmouseover='x"), "n": None},
        {"x": NamedNode("javascript:alert(1)"), "n": Literal("=1+1")},
    ]
    return Answer(question, StoreEngine(Store()), labels, rows)


def test_html_never_runs_what_a_label_says(labels: Labels) -> None:
    read = Read()
    read.feed(answered(hostile_answer(labels), "html"))
    assert [tag for tag, _ in read.tags].count("script") == 1
    links = [attributes["href"] for tag, attributes in read.tags if tag == "a"]
    assert links == [A.value, "http://a/'onmouseover='x"], "nothing but web addresses"
    assert not any(name.startswith("on") for _, attributes in read.tags for name in attributes)
    assert read.text.count('<script>alert("1")</script>') == 6


def test_html_is_a_document_that_loads_nothing_and_names_its_sources(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6")
    text = answered(answer, "html")
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    read = Read()
    read.feed(text)
    assert not {"link", "img", "iframe", "object", "base"} & {tag for tag, _ in read.tags}
    assert not any("src" in attributes for _, attributes in read.tags)
    assert "default-src 'none'" in text
    targets = {attributes["id"] for tag, attributes in read.tags if tag == "li"}
    links = [str(attributes["href"]) for tag, attributes in read.tags if tag == "a"]
    assert {link[1:] for link in links if link.startswith("#")} == targets
    assert {link for link in links if not link.startswith("#")} == {c.url for c in answer.references}
    assert answer.note in read.text
    assert f"{len(answer)} rows. " in read.text


def test_columns_of_html_can_be_sorted_as_the_options_sort(graph: LunarGraph) -> None:
    answer = graph.ask("launch-plans", mission="change-8")
    read = Read()
    read.feed(answered(answer, "html"))
    orders = [attributes.get("data-o") for tag, attributes in read.tags if tag == "td"]
    width = len(answer.columns) + 2
    dates = [str(orders[place * width + list(answer.columns).index("date")]) for place in range(len(answer))]
    by_date = arranged_answer(answer, Arrangement(sort=("date",)))
    listed = sorted(zip(map(int, dates), answer.terms(), strict=True), key=lambda pair: pair[0])
    assert [row["date"] for _, row in listed] == [row["date"] for row in by_date.terms()]


def test_xlsx_has_types_and_a_sheet_of_sources(graph: LunarGraph) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    answer = graph.ask("launch-dates", mission="change-6")
    content = write_bytes(answer, format_named("xlsx", "answer"))
    assert content == write_bytes(answer, format_named("xlsx", "answer"))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Answer", "Sources", "About"]
    head, *rows = book["Answer"].iter_rows(values_only=True)
    width = len(answer.columns)
    assert head[: width + 3] == (*answer.columns.values(), "Independent sources", "Best kind of source", "Sources")
    strengths = [(row.strength.independent, row.strength.best and row.strength.best.label) for row in answer]
    assert [row[width : width + 2] for row in rows] == strengths
    assert len(rows) == len(answer)
    assert rows[0][:2] == ("Chang'e 6", datetime(2024, 5, 3))
    assert rows[0][head.index("Mission (IRI)")] == answer[0].terms["mission"].value  # type: ignore[union-attr]
    sources = list(book["Sources"].iter_rows(min_row=2, values_only=True))
    assert [source[5] for source in sources] == [citation.url for citation in answer.references]
    cited = [int(number) for row in rows for number in row[head.index("Sources")].split(", ")]
    assert set(cited) == set(range(1, len(sources) + 1))
    assert answer.note in [row[1] for row in book["About"].iter_rows(values_only=True)]


def test_xlsx_has_no_formula_and_no_link(labels: Labels) -> None:
    pytest.importorskip("xlsxwriter")
    content = write_bytes(hostile_answer(labels), format_named("xlsx", "answer"))
    with ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/" in name]
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert len(sheets) == 3
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)


def test_without_xlsxwriter_the_error_says_what_to_install(labels: Labels, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingDependency) as found:
        write_bytes(hostile_answer(labels), format_named("xlsx", "answer"))
    assert found.value.tip == "pip install 'ilrs-graph[xlsx]'"


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
