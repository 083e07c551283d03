"""CSV, JSON and HTML of hostile content, and headers with each mistake that they can have."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from ilrs_graph import LunarGraph
from ilrs_graph.engine import StoreEngine
from ilrs_graph.errors import InputError
from ilrs_graph.files.question_header import compile_question
from ilrs_graph.names.labels import Labels
from ilrs_graph.namespaces import ID, RDFS, XSD
from ilrs_graph.questions import Answer, Question
from ilrs_graph.render.answer import answer_csv, answer_json, to_csv, to_json
from ilrs_graph.render.answer_html import to_html

A = NamedNode("http://a/x?y=1&z=%22")
HOSTILE = "<script>alert(\"1\")</script>, & '月'\nnew line"


@pytest.fixture
def labels() -> Labels:
    store = Store()
    store.add(Quad(A, NamedNode(RDFS + "label"), Literal(HOSTILE, language="en")))
    return Labels(StoreEngine(store))


def number(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + kind))


def test_csv_quotes_and_labels(labels: Labels) -> None:
    text = to_csv(["x", "n"], [(A, Literal('a "b", c')), (None, None)], labels)
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["x", "xLabel", "n"],
        [A.value, HOSTILE, 'a "b", c'],
        ["", "", ""],
    ]
    assert "\r" not in text


def test_a_column_that_has_its_own_label_gets_no_other(labels: Labels) -> None:
    text = to_csv(["x", "xLabel"], [(A, Literal("mine"))], labels)
    assert list(csv.reader(io.StringIO(text))) == [["x", "xLabel"], [A.value, "mine"]]


def test_json_has_types(labels: Labels) -> None:
    row = (number("7", "integer"), number("1", "boolean"), number("2.50", "decimal"), number("x", "integer"), None, A)
    found = json.loads(to_json(list("ibdwna"), [row], labels, note="all"))
    assert found == {
        "columns": list("ibdwna"),
        "rows": [{"i": 7, "b": True, "d": "2.50", "w": "x", "n": None, "a": A.value, "aLabel": HOSTILE}],
        "note": "all",
    }


def test_answers_in_each_format_say_the_same(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6")
    plain = list(csv.DictReader(io.StringIO(answer_csv(answer, graph.labels))))
    sourced = list(csv.DictReader(io.StringIO(answer_csv(answer, graph.labels, sources=True))))
    records = json.loads(answer_json(answer, graph.labels))
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
    read.feed(to_html(Answer(question, engine, labels, rows)))
    assert {tag for tag, _ in read.tags} == {"table", "caption", "thead", "tbody", "tr", "th", "td", "a"}
    assert [attributes for tag, attributes in read.tags if tag == "a"] == [{"href": A.value}, {"href": quoted.value}]
    assert read.text.count("<script>") == 4


GOOD = """#+ question: Which ones?
#+ columns: {x: X}
#+ evidence: [x]
#+ params:
#+   x: {type: iri, example: mission:change-6}
SELECT ?x { VALUES ?x { UNDEF } ?x ?p ?o }
"""


def compiled(tmp_path: Path, text: str, name: str = "a-question.rq") -> dict[str, object]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return compile_question(path)


def test_a_good_header_has_defaults_filled_in(tmp_path: Path) -> None:
    found = compiled(tmp_path, GOOD)
    assert found["view"] == "table"
    assert found["tags"] == []
    assert found["complete"] == []
    assert found["params"] == {"x": {"type": "iri", "example": "mission:change-6"}}
    assert found["query"] == GOOD.splitlines(keepends=True)[-1]
    question = Question.of("a-question", found)
    assert question.parameter("x").label == "x"


@pytest.mark.parametrize("given", ["claim:a", "[claim:a, claim:b]"])
def test_claims_of_completeness_are_named_alone_or_in_a_list(given: str, tmp_path: Path) -> None:
    found = compiled(tmp_path, GOOD.replace("#+ evidence", f"#+ complete: {given}\n#+ evidence"))
    named = [ID + "claim/a", ID + "claim/b"]
    assert Question.of("a-question", found).complete == tuple(named[: given.count("claim")])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Which ones?", "Which ones", "the question must end in '\\?'"),
        ("#+ columns: {x: X}\n", "", "no columns are named"),
        ("#+ evidence: [x]\n", "", "no evidence variables are named"),
        ("#+ evidence", "#+ colour: red\n#+ evidence", "unknown header key 'colour'; known are columns, "),
        ("#+ evidence", "#+ complete: mission:change-6\n#+ evidence", "complete names 'mission:change-6', which is no"),
        ("#+ evidence", "#+ complete: [claim:a, 7]\n#+ evidence", "complete names 7, which is no claim"),
        ("#+ evidence", "#+ view: pie\n#+ evidence", "unknown view 'pie'; known are map, network"),
        ("type: iri", "type: url", "parameter 'x' needs a type: one of boolean, date"),
        ("{type: iri, example: mission:change-6}", "iri", "parameter 'x' needs a type"),
        ("type: iri", "type: iri, colour: red", "unknown key 'colour' of parameter 'x'"),
        ("{ UNDEF }", "{ undef }", "parameter 'x' needs exactly one line VALUES \\?x { UNDEF }"),
        ("?x ?p ?o", "VALUES ?x { UNDEF }", "needs exactly one line"),
        ("?x ?p ?o", "VALUES ?y { UNDEF }", "VALUES \\?y { UNDEF } has no parameter in the header"),
        ("{x: X}", "{x: X", "a-question.rq:\\d+:1: the header is not YAML"),
        ("Which ones?", "Which: ones?", "a-question.rq:1:1: the header is not YAML"),
    ],
)
def test_each_mistake_in_a_header_has_its_message(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert old in GOOD
    with pytest.raises(InputError, match=message) as found:
        compiled(tmp_path, GOOD.replace(old, new))
    assert "a-question.rq" in str(found.value)
    assert found.value.tip


def test_a_file_without_header_or_with_a_bad_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no '#\\+ question"):
        compiled(tmp_path, "SELECT ?x { ?x ?p ?o }")
    with pytest.raises(InputError, match="the file name is not a slug"):
        compiled(tmp_path, GOOD, "A_question.rq")
