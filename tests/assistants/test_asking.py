"""Saved questions by words, and their answers."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.assistants.asking import typed
from ilrs_graph.assistants.tool import Result
from ilrs_graph.errors import UnknownName, UsageError
from ilrs_graph.namespaces import expand

from .conftest import done

FORTY = tomllib.loads((Path(__file__).parent / "forty.toml").read_text(encoding="utf-8"))["question"]
LEAST = 32
"""Of the forty questions, those for which a right one is among the first three."""

Call = Callable[..., Result]


def test_the_right_question_is_mostly_among_the_first_three(call: Call, graph: LunarGraph) -> None:
    assert len(FORTY) == 40
    assert {slug for each in FORTY for slug in each["right"]} <= set(graph.questions)
    missed = [each["text"] for each in FORTY if not set(each["right"]) & set(_first_three(call, each["text"]))]
    assert len(FORTY) - len(missed) >= LEAST, missed


def _first_three(call: Call, text: str) -> list[str]:
    return [each["slug"] for each in call("list_questions", about=text, limit=3).data["questions"]]


def test_a_listed_question_says_what_it_takes_and_what_the_words_name(call: Call) -> None:
    found = call("list_questions", about="Which payloads flew on Chang'e 6?").data["questions"]
    (flown,) = [each for each in found if each["slug"] == "flown-payloads"]
    assert flown["arguments"] == {"mission": "mission:change-6"}
    assert {"name": "mission", "label": "Mission", "type": "iri", "class": "ilrs:Mission", "example": "change-4"} in (
        flown["parameters"]
    )


def test_of_two_values_for_a_parameter_both_are_said(call: Call) -> None:
    found = call("list_questions", about="Who signed the memorandum between Russia and China?", limit=10)
    (signed,) = [each for each in found.data["questions"] if each["slug"] == "signatures"]
    assert "party" not in signed["arguments"]
    assert signed["alternatives"] == {"party": ["agent:russia", "agent:china"]}
    said = "Your words may name party = agent:russia or agent:china; leave it out to get all."
    (line,) = [each for each in found.text.splitlines() if each.startswith("- signatures:")]
    assert said in line


def test_no_rows_says_what_has_some(call: Call) -> None:
    found = call("ask", question="mission-contributions", arguments={"contributor": "Pakistan"})
    assert found.data["rows"] == []
    assert found.data["hint"] in found.text.replace("\\", "")
    assert "agent:suparco" in found.data["hint"]
    past = call("ask", question="far-side-partners", arguments={"mission": "change-6"}, offset=5000)
    assert "No rows so far down; there are" in past.text


def test_the_sources_of_a_row_prove_each_of_its_statements(call: Call, graph: LunarGraph) -> None:
    rows = call("ask", question="ended-contributions").data["rows"]
    for row, behind in zip(rows, graph.ask("ended-contributions"), strict=False):
        assert len(row["sources"]) == min(len(behind.sources), max(2, behind.proof))
    assert all(
        len(each["sources"]) <= 1 for each in call("ask", question="ended-contributions", sources=1).data["rows"]
    )


def test_parameters_with_a_code_list_name_its_values(call: Call) -> None:
    (found,) = call("list_questions", about="statement by statement what did the article say", limit=1).data[
        "questions"
    ]
    (verdict,) = [each for each in found["parameters"] if each["name"] == "verdict"]
    assert {"holds", "wrong"} <= set(verdict["choices"])


def test_kinds_and_texts_that_a_parameter_takes_are_named(call: Call) -> None:
    found = call("list_questions", about="payloads by kind", limit=20).data["questions"]
    (kinds,) = [each for each in found if each["slug"] == "payloads-by-kind"]
    (kind,) = [each for each in kinds["parameters"] if each["name"] == "kind"]
    assert "ilrs:Retroreflector" in kind["choices"]
    assert len(call("ask", question="payloads-by-kind", arguments={"kind": kind["choices"][0]}).data["rows"])


def test_descriptions_name_arguments_not_options(call: Call, graph: LunarGraph) -> None:
    assert not [slug for slug, each in graph.questions.items() if " --" in each.description]
    assert not [slug for slug, each in graph.questions.items() if each.zh and "--" in each.zh.description]


def test_without_words_all_questions_are_listed_in_short(call: Call, graph: LunarGraph) -> None:
    found = call("list_questions")
    assert [each["slug"] for each in found.data["questions"]] == list(graph.questions)
    assert found.data["total"] == len(graph.questions)


def test_words_of_no_question_say_so(call: Call) -> None:
    found = call("list_questions", about="qqqq zzzz")
    assert found.data["questions"] == []
    assert "No saved question has these words" in found.text


def test_an_answer_has_the_rows_of_the_library_with_what_is_behind_them(call: Call, graph: LunarGraph) -> None:
    found = call("ask", question="far-side-partners", arguments={"mission": "change-6"}).data
    answer = graph.ask("far-side-partners", mission="change-6")
    assert [expand(row["partner"]) for row in found["rows"]] == [row.partner.value for row in answer]  # type: ignore[union-attr]
    assert [row["partnerLabel"] for row in found["rows"]] == [row[1] for row in answer.texts]
    for told, row in zip(found["rows"], answer.rows, strict=True):
        assert [expand(each) for each in told["evidence"]] == [node.value for node in row.evidence]
        assert told["strength"]["independent"] == row.strength.independent
        named = [found["sources"][n - 1]["url"] for n in told["sources"]]
        assert named == [citation.url for citation in row.sources[:2]]
    assert found["completeness"] == answer.note
    assert found["prefixes"]["agent"] + "cnes" == expand("agent:cnes")
    assert found["asOf"] == graph.root.last_edit()


def test_rows_are_capped_and_the_rest_can_be_asked_for(call: Call, graph: LunarGraph) -> None:
    total = len(graph.ask("missions"))
    first = call("ask", question="missions", limit=3).data
    assert (len(first["rows"]), first["shown"], first["total"], first["next"]) == (3, 3, total, 3)
    last = call("ask", question="missions", limit=3, offset=total - 2)
    assert last.data["shown"] == 2
    assert "next" not in last.data
    assert f"The last 2 of {total} rows." in last.text
    assert first["rows"][0] not in last.data["rows"]


def test_a_single_row_is_said_to_be_the_only_one(call: Call) -> None:
    assert "The only row." in call("ask", question="mission-slips", arguments={"mission": "change-6"}).text


def test_an_answer_without_rows_says_how_far_that_means_none(call: Call) -> None:
    found = call("ask", question="far-side-partners", arguments={"mission": "change-6", "state": "japan"})
    assert found.data["rows"] == []
    assert "No rows with mission" in found.text
    assert "does not claim that this list is complete" in found.text


def test_the_text_does_not_repeat_the_data(call: Call) -> None:
    found = call("ask", question="far-side-partners", arguments={"mission": "change-6"})
    assert "{" not in found.text
    titles = [each["title"] for each in found.data["sources"]]
    assert titles
    assert not [title for title in titles if title in found.text]


def test_an_answer_in_chinese(call: Call) -> None:
    found = call("ask", question="far-side-partners", arguments={"mission": "嫦娥六号"}, language="zh")
    assert found.data["rows"][0]["missionLabel"] == "嫦娥六号"
    assert found.data["columns"]["partner"] == "合作伙伴"
    assert "来源" in found.text
    assert "rows" not in found.text


@pytest.mark.parametrize(
    ("given", "message", "tip"),
    [
        ({"question": "far-side"}, "no question is called 'far-side'", "far-side-partners"),
        ({"question": "qqqq"}, "no question is called 'qqqq'", "list_questions"),
        ({"question": "far-side-partners", "arguments": {"missio": "change-6"}}, "no parameter", "mission"),
        ({"question": "open-calls", "arguments": {"on": "soon"}}, "on: ", "YYYY-MM-DD"),
        ({"question": "missions", "arguments": {"operator": 7}}, "operator: 7 is not text", "text"),
        ({"question": "missions", "arguments": "change-6"}, "arguments: 'change-6' is not an object", "mission"),
        ({"question": "missions", "limit": 1000}, "limit: 1000 is not from 1 to 100", "range"),
        ({"question": "missions", "limit": True}, "limit: True is not a whole number", ""),
        ({"question": "missions", "language": "fr"}, "language: 'fr'", "en or zh"),
        ({"quest": "missions"}, "no argument of ask is called 'quest'", "question"),
        ({}, "ask needs question", "Slug"),
    ],
)
def test_wrong_arguments_are_refused_with_what_to_do(call: Call, given: dict[str, Any], message: str, tip: str) -> None:
    with pytest.raises(UsageError) as caught:
        call("ask", **given)
    assert message in caught.value.message
    assert tip in (caught.value.tip or "")


def test_a_typed_tool_takes_the_parameters_of_its_question(graph: LunarGraph) -> None:
    (tool,) = typed([graph.questions["far-side-partners"]])
    assert tool.name == "ask_far_side_partners"
    assert list(tool.input_schema["properties"])[:3] == ["mission", "partner", "state"]
    found = done(graph, lambda held: tool.run(held, tool.read({"mission": "change-6", "limit": 1})))
    assert found.data["total"] == len(graph.ask("far-side-partners", mission="change-6"))
    with pytest.raises(UnknownName, match="no argument of ask_far_side_partners"):
        tool.read({"missio": "change-6"})


def test_every_parameter_of_a_question_is_an_argument_of_its_tool(graph: LunarGraph) -> None:
    questions = list(graph.questions.values())
    arguments = [{each.name for each in tool.arguments} for tool in typed(questions)]
    assert len(arguments) == len(questions) > 0
    lacking = [q.slug for q, own in zip(questions, arguments, strict=True) if not {p.name for p in q.parameters} <= own]
    assert lacking == []
