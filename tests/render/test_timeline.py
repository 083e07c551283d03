"""The picture of a timeline."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ilrs_graph import LunarGraph
from ilrs_graph.render import Options, format_named, write
from ilrs_graph.render.timeline.axis import Axis
from ilrs_graph.timeline import Lane
from ilrs_graph.timeline.model import Fan, Lanes, Mark


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


def mark(kind: str, *, last: date | None = date(2024, 12, 31), counts: bool = False) -> Mark:
    return Mark(date(2024, 1, 1), last, kind, "2023-05", "CNSA, China", "2024", counts=counts)


def test_a_failed_event_an_open_end_and_what_counts_are_told_apart() -> None:
    def shapes(lane: Lane) -> str:
        return draw([lane], "one").rpartition("</title>")[2]

    happened, failed = (Lane("Luna 25", "landing", [mark("actual")], failed=each) for each in (False, True))
    planned, open_end, counts = (
        Lane("Luna 25", "landing", [each])
        for each in (mark("planned"), mark("planned", last=None), mark("planned", counts=True))
    )
    assert len({shapes(each) for each in (happened, failed, planned, open_end, counts)}) == 5
    legend = [
        each.text for each in ElementTree.fromstring(draw([failed], "one")).iter("{http://www.w3.org/2000/svg}text")
    ]
    assert {"failed", "open end", "counts now"} <= set(legend)
    assert legend.count("2024") == 2, "the years stand above and at the foot"


def test_the_day_of_knowledge_is_a_line(graph: LunarGraph) -> None:
    lanes = Lanes([Lane("Luna 25", "landing", [mark("planned")])], as_of=date(2024, 5, 3))
    assert "as of 2024-05-03" in draw(lanes, "one")
    assert "as of" not in draw(Lanes([*lanes]), "one")


def test_a_forecast_is_a_shade_behind_the_plans_that_says_it_is_none_of_them() -> None:
    plan = Lane("Chang'e 8", "launch", [mark("planned", counts=True)])
    fan = Fan(date(2025, 7, 1), (date(2025, 1, 1), date(2026, 6, 30)), (date(2024, 9, 1), date(2099, 12, 31)))
    shaded = draw([replace(plan, fan=fan)], "one")
    titles = [each.text or "" for each in ElementTree.fromstring(shaded).iter("{http://www.w3.org/2000/svg}title")]
    words = "forecast, not a statement: middle July 2025; 50%: January 2025 to June 2026; "
    words += "80%: September 2024 to December 2099"
    assert titles.index(words) < titles.index("2024 (planned), CNSA, China, 2023-05")
    assert ">forecast<" in shaded
    assert ">2090<" not in shaded, "an end that is far off does not stretch the axis"
    assert "forecast" not in draw([plan], "one")


def test_forecasts_are_added_to_the_lanes_of_events_to_come(graph: LunarGraph) -> None:
    with_fans = graph.timeline("change-8", forecast=True)
    assert {lane.node for lane in with_fans} == {lane.node for lane in graph.timeline("change-8")}
    found = {forecast.node: forecast for forecast in graph.forecast("change-8")}
    fans = {lane.node: lane.fan for lane in with_fans if lane.fan is not None}
    assert {node: fan.middle for node, fan in fans.items()} == {node: f.median for node, f in found.items()}
    assert len(fans) == 2


def test_dates_and_speakers_stand_beside_the_marks_if_wanted() -> None:
    lanes = [Lane("Luna 25", "landing", [mark("planned")])]
    form = format_named("svg", "timeline")
    assert ">2024 (CNSA, 2023-05)</text>" in write(lanes, form, Options(words_beside=True))
    assert "(CNSA, 2023-05)</text>" not in write(lanes, form, Options())
