"""The picture of a timeline."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from datetime import date

from ilrs_graph import LunarGraph
from ilrs_graph.render import Options, format_named, write
from ilrs_graph.render.timeline.axis import Axis
from ilrs_graph.timeline import Lane


def draw(lanes: Sequence[Lane], title: str) -> str:
    return write(lanes, format_named("svg", "timeline"), Options(title=title))


def test_axis_keeps_order_and_folds_only_long_gaps() -> None:
    days = [date(1959, 10, 4), date(1962, 4, 23), date(2018, 5, 20), date(2018, 12, 7), date(2031, 12, 31)]
    axis = Axis(days, 0, 1000)
    places = [axis.x(d) for d in days]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    assert [f[:2] for f in axis.folds] == [(1964, 2017), (2020, 2030)]
    assert 0 <= places[0] < places[-1] <= 1000


def test_picture_is_well_formed_stable_and_names_every_statement(graph: LunarGraph) -> None:
    lanes = graph.timeline()
    picture = draw(lanes, "Plans & events <嫦娥>")
    tree = ElementTree.fromstring(picture)
    assert picture == draw(graph.timeline(), "Plans & events <嫦娥>")
    titles = "\n".join(t.text or "" for t in tree.iter("{http://www.w3.org/2000/svg}title"))
    for lane in lanes:
        for mark in lane.marks:
            assert f"{mark.speaker}, {mark.stated_on}" in titles
    words = [t.text for t in tree.iter("{http://www.w3.org/2000/svg}text")]
    told = " ".join(word or "" for word in words)
    assert [lane.thing for lane in lanes if lane.thing not in told] == []
    assert "Plans & events <嫦娥>" in words


def test_nothing_to_draw_is_still_a_picture() -> None:
    assert ElementTree.fromstring(draw([], "empty")).tag.endswith("svg")
