"""`ask TEXT` answers a text that asks one question clearly, and lists what another may be about."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Callable

import pytest

from ilrs_graph import LunarGraph

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("text", "slug", "arguments"),
    [
        ("partners of far-side missions", "far-side-partners", {}),
        ("delay of Luna 25", "mission-slips", {"mission": "mission:luna-25"}),
        ("crewed landing dates", "crewed-landing-dates", {}),
        ("哪些合作伙伴为月球背面任务作出了贡献", "far-side-partners", {}),
        ("嫦娥六号的发射推迟了多久", "mission-slips", {"mission": "mission:change-6"}),
    ],
)
def test_a_text_that_a_question_accounts_for_is_clear(
    text: str, slug: str, arguments: dict[str, str], graph: LunarGraph
) -> None:
    clear = graph.find(text).clear
    assert clear is not None
    assert clear.slug == slug
    assert arguments.items() <= clear.arguments.items()


@pytest.mark.parametrize(
    "text",
    ["", "Luna 25", "weather on Mars", "best pizza in Rome", "partners of far-side missions in Atlantis", "missions"],
)
def test_a_text_with_another_word_or_without_a_question_is_not(text: str, graph: LunarGraph) -> None:
    assert graph.find(text).clear is None


def first(graph: LunarGraph, text: str) -> list[str]:
    return [each.slug for each in graph.find(text).questions[:2]]


def test_every_question_is_clear_or_listed_first_by_its_own_words(graph: LunarGraph) -> None:
    texts = {slug: question.question for slug, question in graph.questions.items()}
    assert [slug for slug, text in texts.items() if slug not in first(graph, text)] == []


def test_every_question_is_clear_or_listed_first_by_its_own_words_in_chinese(graph: LunarGraph) -> None:
    texts = {slug: question.wording("zh").question for slug, question in graph.questions.items()}
    assert [slug for slug, text in texts.items() if slug not in first(graph, text)] == []


def test_a_clear_text_is_answered_like_the_question(run: Run) -> None:
    by_text = run("ask", "partners of far-side missions")
    assert by_text.stdout == run("ask", "far-side-partners").stdout
    assert by_text.stderr == "answered: ilrs-graph ask far-side-partners\n"
    narrowed = run("ask", "partners", "of", "far-side", "missions", "--state", "france")
    assert narrowed.stdout == run("ask", "far-side-partners", "--state", "france").stdout


def test_another_text_lists_questions_and_things(run: Run) -> None:
    done = run("ask", "why is Luna 25 like this")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.returncode == 0
    assert done.stderr == "no question fits clearly; these are the nearest:\n"
    assert "ilrs-graph show mission:luna-25" in [row["command"] for row in rows]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["far-side-partnrs"], "no question is called 'far-side-partnrs'"),
        (["far-side-partners", "change-6"], "unexpected argument 'change-6'"),
        (["?!"], "nothing fits '?!'"),
        ([""], "nothing fits ''"),
        (["Luna 25", "--sort", "x"], "--sort does not apply to a text that asks no question clearly"),
    ],
)
def test_what_is_no_text_is_refused(arguments: list[str], error: str, run: Run) -> None:
    done = run("ask", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert error in done.stderr
