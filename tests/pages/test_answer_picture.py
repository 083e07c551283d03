"""The picture of an answer: by the view of its question, as far as its rows can be drawn and read."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.dates import read_edtf
from ilrs_graph.names.made import brief
from ilrs_graph.pages.answer_picture import ROWS, picture
from ilrs_graph.pages.answers import Rows
from ilrs_graph.pages.pictures.dates import Lane, Mark, draw


def drawn(graph: LunarGraph, slug: str, **arguments: str) -> str:
    return picture(Rows.of(graph.ask(slug, **arguments)), "en")


def titles(svg: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}title")]


def test_a_timeline_has_a_mark_for_each_date_of_a_row(graph: LunarGraph) -> None:
    found = titles(drawn(graph, "mission-slips", mission="change-6"))
    assert "First plan: 2023" in found
    assert "Now: 3 May 2024" in found
    assert found[0] == "How far has each mission slipped since first announced?"


def test_a_map_has_a_point_for_each_position(graph: LunarGraph) -> None:
    found = titles(drawn(graph, "positions", place="site:change-4"))
    stated = {row["latitude"].value for row in graph.ask("positions", place="site:change-4").solutions}
    assert len(stated) > 1
    for latitude in stated:
        assert any(f"{abs(float(latitude)):g}" in title for title in found), latitude


def test_a_network_joins_the_first_two_columns_of_things(graph: LunarGraph) -> None:
    found = titles(drawn(graph, "relay-dependents"))
    joined = {(brief(texts[0]), brief(texts[2])) for texts in graph.ask("relay-dependents").texts}
    assert len(joined) > 3
    for relay, mission in joined:
        assert any(title.endswith(f": {relay} – {mission}") for title in found), (relay, mission)


@pytest.mark.parametrize("slug", ["far-side-partners", "acts-of-an-organisation"])
def test_a_table_and_an_answer_of_many_rows_have_no_picture(slug: str, graph: LunarGraph) -> None:
    answer = graph.ask(slug)
    assert answer.question.view == "table" or len(answer) > ROWS
    assert drawn(graph, slug) == ""


def test_every_question_with_a_picture_gives_well_formed_svg(graph: LunarGraph) -> None:
    drawn_ones = 0
    for slug, question in graph.questions.items():
        if question.view != "table":
            answer = graph.ask(slug)
            few = Rows.of(answer.replaced(question.columns, answer.solutions[:5]))
            svg = picture(few, "zh")
            assert not svg or ElementTree.fromstring(svg).tag.endswith("svg")
            assert "nan" not in re.findall(r'[xy]="([^"]*)"', svg)
            drawn_ones += bool(svg)
    assert drawn_ones > 20


@pytest.mark.parametrize(("text", "closed"), [("2023", True), ("2023/..", False), ("../2023", False)])
def test_a_bar_is_open_where_its_date_is(text: str, closed: bool) -> None:
    span = read_edtf(text)
    svg = draw([Lane("a", [Mark(0, span.first, span.last, text)])], ["Plan"], "t", "en")
    assert ("Z" in svg) == closed


def test_the_name_of_a_row_is_escaped() -> None:
    svg = draw([Lane("<b>&", [Mark(0, *read_edtf("2023")[1:3], "<i>")])], ["<u>"], "<t>", "en")
    assert not re.search("<[biut]>", svg)
    ElementTree.fromstring(svg)
