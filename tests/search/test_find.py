"""Words lead to the questions and the things that they are about."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import UsageError
from ilrs_graph.namespaces import compact

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("Cange 6", "mission:change-6"),
        ("嫦娥6号", "mission:change-6"),
        ("queqiao", "mission:queqiao"),
        ("INFN", "agent:infn"),
        ("lunar reserch station", "programme:ilrs"),
        ("Chandrayan 3", "mission:chandrayaan-3"),
        ("national center for space studies", "agent:cnes"),
        ("which treaties has Brazil signed", "agent:brazil"),
        ("俄罗斯", "agent:russia"),
        ("far-side mission", "ilrs:FarSideMission"),
        ("Brazil Signs Artemis Accords", "source:la-post-2021-06-15-brazil-accords"),
    ],
)
def test_things_are_found_by_what_people_type(words: str, thing: str, graph: LunarGraph) -> None:
    assert thing in [compact(each.node.value) for each in graph.find(words).things[:3]]


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("far side partners", "ask far-side-partners"),
        ("launch date of Change 6", "ask launch-dates --mission mission:change-6"),
        ("嫦娥七号什么时候发射", "ask launch-dates --mission mission:change-7"),
        ("嫦娥六号有哪些合作伙伴", "ask far-side-partners --mission mission:change-6"),
        ("delay of Luna 25", "ask mission-slips --mission mission:luna-25"),
        ("who signed for Brazil", "ask who-signed --party agent:brazil"),
    ],
)
def test_questions_are_found_with_the_named_things_as_arguments(words: str, command: str, graph: LunarGraph) -> None:
    assert f"ilrs-graph {command}" in [each.command for each in graph.find(words, 12).questions]


def test_a_question_that_is_found_can_be_asked_with_its_arguments(graph: LunarGraph) -> None:
    found = next(each for each in graph.find("slip of Luna 25", 12).questions if each.slug == "mission-slips")
    assert found.arguments == {"mission": "mission:luna-25"}
    assert len(graph.ask(found.slug, **found.arguments)) > 0


def test_a_name_of_a_thing_is_not_taken_for_the_topic(graph: LunarGraph) -> None:
    found = [each.slug for each in graph.find("slip of Luna 25", 100).questions]
    assert found.index("mission-slips") < found.index("states-with-both-samples")


def test_an_equal_name_has_the_highest_score_and_the_best_come_first(graph: LunarGraph) -> None:
    found = graph.find("Chang'e 6").things
    assert found[0].score == pytest.approx(1)
    assert found[0].kind == "mission"
    assert all(0 < each.score <= 1 for each in found)


@pytest.mark.parametrize("words", ["", "'", "?!", "\u0301"])
def test_words_that_name_nothing_find_nothing(words: str, graph: LunarGraph) -> None:
    assert graph.find(words).things == graph.find(words).questions == []


def test_a_limit_holds_for_each_group(graph: LunarGraph) -> None:
    found = graph.find("samples of Chang'e 5", 2)
    assert (len(found.questions), len(found.things)) == (2, 2)
    assert len(graph.find("samples of Chang'e 5").things) == 10


@pytest.mark.parametrize("limit", [0, -1, True, "3"])
def test_a_limit_is_a_number_above_0(limit: object, graph: LunarGraph) -> None:
    with pytest.raises(UsageError, match=r"limit: .* is not a whole number above 0"):
        graph.find("samples", limit)  # type: ignore[arg-type]


def test_a_graph_on_a_server_has_no_search() -> None:
    graph = LunarGraph(endpoint="http://127.0.0.1:9/sparql")
    with pytest.raises(UsageError, match="needs the index of names"):
        graph.find("change")


def test_the_verb_writes_both_groups(run: Run) -> None:
    done = run("find", "launch", "of", "Change", "6", "--limit", "2")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert (done.returncode, done.stderr) == (0, "")
    assert [row["group"] for row in rows] == ["question", "question", "thing", "thing"]
    assert rows[2]["command"] == "ilrs-graph show mission:change-6"
    asked = json.loads(run("find", "launch of Change 6", "--limit", "2", "--format", "json").stdout)
    assert asked["rows"] == rows


def test_the_verb_needs_words(run: Run) -> None:
    assert run("find").returncode == 2
