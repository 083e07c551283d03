"""Explanations on a terminal."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.explanation import Explanation
from ilrs_graph.render import Options, format_named, write
from ilrs_graph.render.explanation.text import ABOVE
from ilrs_graph.render.fitting import columns


def as_text(explanation: Explanation, width: int = 100) -> str:
    return write(explanation, format_named("text", "explanation"), Options(width=width))


def test_what_was_told_is_not_told_again(graph: LunarGraph) -> None:
    told = graph.explain("change-6", "launchDate", "2024-05-03")
    steps = [part for part in told.trees[0] if part.premises]
    assert len(set(steps)) < len(steps), "this fact no longer needs a step twice; choose another"
    text = as_text(told)
    assert text.count("└─ ") == len(set(steps))
    assert text.count(ABOVE) == len(steps) - len(set(steps))


@pytest.mark.parametrize("width", [60, 100, 160])
def test_lines_fit_the_width(width: int, graph: LunarGraph) -> None:
    text = as_text(graph.explain("change-6", "a", "FarSideMission"), width)
    assert max(map(columns, text.splitlines())) <= width


def test_only_branches_are_apart_by_a_line(graph: LunarGraph) -> None:
    """No fact has an empty line within: a line of bars alone is followed by a branch."""
    lines = as_text(graph.explain("longjiang-2", "a", "FarSideMission")).splitlines()
    for line, after in pairwise(lines):
        if line and not line.strip("│ "):
            assert after.lstrip("│ ")[:1] in "├└"
