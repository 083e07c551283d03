"""What a search finds, as text that fits the terminal and as rows."""

from __future__ import annotations

import csv
import io

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.render import Options, format_named, write
from ilrs_graph.render.fitting import columns
from ilrs_graph.search import Found


def text(found: Found, width: int = 80) -> str:
    return write(found, format_named("table", "found"), Options(width=width))


@pytest.mark.parametrize("words", ["partners of Chang'e 6", "嫦娥六号", "Lunar Reconnaissance Orbiter"])
def test_every_command_stands_whole_below_or_beside_its_title(words: str, graph: LunarGraph) -> None:
    found = graph.find(words)
    lines = text(found).splitlines()
    for each in (*found.questions, *found.things):
        assert any(line.endswith(f"  {each.command}") for line in lines)
    assert [line for line in lines if columns(line) > 80 and "ilrs-graph " not in line] == []


def test_groups_have_titles_in_the_language_of_the_search(graph: LunarGraph) -> None:
    assert text(graph.find("Chang'e 6")).startswith("Questions\n")
    assert "\nThings\n" in text(graph.find("Chang'e 6"))
    assert text(LunarGraph(language="zh").find("嫦娥六号")).startswith("问题\n")


def test_nothing_is_said_to_be_found() -> None:
    assert text(Found([], [])) == "nothing found\n"
    assert text(Found([], [], "zh")) == "未找到\n"


def test_rows_are_the_same_in_csv_as_in_python(graph: LunarGraph) -> None:
    found = graph.find("partners of Chang'e 6")
    rows = list(csv.reader(io.StringIO(write(found, format_named("csv", "found"), Options()))))
    assert rows == [
        list(found.table().variables),
        *([cell.value for cell in row if cell] for row in found.table().rows),
    ]
