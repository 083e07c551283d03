"""Explanations on a terminal."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.explanation import Explanation
from ilrs_graph.render import Options, format_named, write
from ilrs_graph.render.explanation.text import ABOVE
from ilrs_graph.render.fitting import columns


def as_text(explanation: Explanation, width: int = 100, depth: int | None = None) -> str:
    return write(explanation, format_named("text", "explanation"), Options(width=width, depth=depth))


def test_what_was_told_is_not_told_again(graph: LunarGraph) -> None:
    told = graph.explain("change-6", "launchDate", "2024-05-03")
    steps = [part for part in told.trees[0] if part.premises]
    assert len(set(steps)) < len(steps), "this fact no longer needs a step twice; choose another"
    text = as_text(told)
    assert text.count("└─ ") == len(set(steps))
    assert text.count(ABOVE) == len(steps) - len(set(steps))


@pytest.mark.parametrize("width", [60, 100, 160])
def test_lines_fit_the_width(width: int, graph: LunarGraph) -> None:
    text, _, references = as_text(graph.explain("change-6", "a", "FarSideMission"), width).partition("\nReferences\n")
    assert max(map(columns, text.splitlines())) <= width
    assert all(line.startswith("[") for line in references.splitlines()), "a reference is whole on its line"


def test_text_begins_with_the_summary(graph: LunarGraph) -> None:
    explanation = graph.explain("change-6", "hasPartner", "draper")
    opening = as_text(explanation, 60).partition("\n\n")[0]
    assert opening.replace("\n", " ") == explanation.summary


def test_the_short_form_numbers_each_shown_reference_once_and_breaks_no_address(graph: LunarGraph) -> None:
    explanation = graph.explain("change-6", "hasPartner", "cnes")
    text, _, listed = as_text(explanation, 40, depth=2).partition("\nReferences\n")
    lines = listed.splitlines()
    assert [line.partition(" ")[0] for line in lines] == [f"[{n}]" for n in range(1, len(lines) + 1)]
    assert 0 < len(lines) < len(explanation.references)
    assert all(any(citation.url in line for citation in explanation.references) for line in lines)
    cited = {int(n) for numbers in re.findall(r"\[([\d, -]+)\]", text) for n in re.findall(r"\d+", numbers)}
    assert max(cited) == len(lines)


def test_each_level_that_is_not_shown_is_counted(graph: LunarGraph) -> None:
    explanation = graph.explain("change-6", "a", "FarSideMission")
    shallow, deep = as_text(explanation, depth=1), as_text(explanation, depth=9)
    assert "facts below, with --depth 2" in shallow
    assert "--depth" not in deep
    assert len(shallow.splitlines()) < len(deep.splitlines()) < len(as_text(explanation).splitlines())


def test_bookkeeping_stands_only_in_the_whole_proof(graph: LunarGraph) -> None:
    explanation = graph.explain("change-6", "hasPartner", "cnes")
    for words in ("  standing  ", "  order  ", "  best claim  ", "  many-valued  ", "ilrs:contributor"):
        assert words in as_text(explanation, 200)
        assert words not in as_text(explanation, 200, depth=9)
    assert len(as_text(explanation, 80, depth=2).splitlines()) < len(as_text(explanation, 80).splitlines()) / 2


def test_only_branches_are_apart_by_a_line(graph: LunarGraph) -> None:
    """No fact has an empty line within: a line of bars alone is followed by a branch."""
    lines = as_text(graph.explain("longjiang-2", "a", "FarSideMission")).splitlines()
    for line, after in pairwise(lines):
        if line and not line.strip("│ "):
            assert after.lstrip("│ ")[:1] in "├└"
