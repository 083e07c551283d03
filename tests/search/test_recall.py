"""How many texts of people who saw no slug and no code lead to the right question or thing.

`texts/` has three packs written by other hands. The search was made with `known` and `unseen` at hand; `fresh` was
measured once, when it was done (benchmarks/README.md). Each text has the questions, or the things, that answer it; a
text without any asks for what no saved question tells, or for what the graph does not hold.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import compact

TEXTS = Path(__file__).parent / "texts"
QUESTIONS = {"known": (0.86, 0.94), "unseen": (0.85, 0.96), "fresh": (0.80, 0.90)}
"""The least share of texts with a right question among the first three, and among the first five."""
NAMES = {"known": (0.94, 0.97), "unseen": (0.85, 0.95), "fresh": (0.92, 0.94)}
"""The least share of names with the right thing first, and among the first three."""


def texts(name: str) -> list[tuple[str, list[str]]]:
    with (TEXTS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return [
            (text, answers.split(",") if answers else []) for text, answers in list(csv.reader(file, "excel-tab"))[1:]
        ]


def share(places: list[int], first: int) -> float:
    return sum(place < first for place in places) / len(places)


def place(found: list[str], right: list[str]) -> int:
    return next((at for at, each in enumerate(found) if each in right), len(found) + 100)


@pytest.mark.parametrize("pack", QUESTIONS)
def test_questions_are_found(pack: str, graph: LunarGraph) -> None:
    wanted = [(text, right) for text, right in texts(f"{pack}-questions") if right]
    places = [place([each.slug for each in graph.find(text).questions], right) for text, right in wanted]
    assert share(places, 3) >= QUESTIONS[pack][0]
    assert share(places, 5) >= QUESTIONS[pack][1]


@pytest.mark.parametrize("pack", NAMES)
def test_things_are_found(pack: str, graph: LunarGraph) -> None:
    wanted = [(text, right) for text, right in texts(f"{pack}-names") if right]
    places = [place([compact(each.node.value) for each in graph.find(text).things], right) for text, right in wanted]
    assert share(places, 1) >= NAMES[pack][0]
    assert share(places, 3) >= NAMES[pack][1]


@pytest.mark.parametrize("pack", QUESTIONS)
def test_a_clear_text_is_never_without_a_question_and_its_question_is_right(pack: str, graph: LunarGraph) -> None:
    every = list(texts(f"{pack}-questions"))
    assert every
    for text, right in every:
        clear = graph.find(text).clear
        if clear is not None and len(graph.ask(clear.slug, **clear.arguments)):
            assert clear.slug in right, text
