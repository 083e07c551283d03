"""The timeline: lanes with slips, and a picture of them."""

from __future__ import annotations

import datetime
from datetime import date
from typing import Any

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.render.timeline.rows import cells
from ilrs_graph.timeline import Lane, Mark
from ilrs_graph.timeline.model import span


def mark(first: str | None, last: str | None, kind: str = "planned", **more: Any) -> Mark:
    days = (date.fromisoformat(d) if d else None for d in (first, last))
    return Mark(*days, kind=kind, stated_on="2020", speaker="CNSA", text=f"{first or ''}/{last or ''}", **more)


FIRST = mark("2023-01-01", "2023-12-31", is_first=True, standing="0 0 2020 8")
FLOWN = mark("2024-05-03", "2024-05-03", "actual", counts=True)
OPEN = mark("2027-01-01", None, counts=True)


@pytest.mark.parametrize(
    ("marks", "slip", "text"),
    [
        ([FLOWN], None, ""),
        ([FIRST, FLOWN], 124, "+4.1 months"),
        ([FIRST, FLOWN], 0, "on time"),
        ([FIRST, mark("2023-07-01", "2023-12-31", counts=True)], 0, "as first planned"),
        ([FIRST, OPEN], 1097, "at least +3.0 years"),
    ],
)
def test_slip_text(marks: list[Mark], slip: int | None, text: str) -> None:
    assert Lane("m", "launch", marks, slip=slip).slip_text == text


def test_what_counts_is_not_the_last_statement() -> None:
    counts = mark("2029-01-01", "2029-12-31", counts=True, standing="0 1 2025-04-24 8")
    rumour = mark("2028-01-01", None, standing="0 0 2026-09 3")
    lane = Lane("m", "launch", [FIRST, counts, rumour], slip=365)
    assert (lane.now, lane.best_plans, lane.actual) == ([counts], [counts], None)
    assert cells(lane)[5] == "2029-01-01/2029-12-31"


def test_of_an_event_that_happened_the_best_plan_is_shown_beside() -> None:
    second = mark("2024-01-01", "2024-12-31", standing="0 0 2023-04-25 8")
    earlier = mark("2025-01-01", "2025-12-31", standing="0 0 2022 8")
    wrong = mark("2026-01-01", "2026-12-31", "wrong", standing="")
    assert Lane("m", "launch", [FIRST, second, earlier, wrong, FLOWN]).best_plans == [second]


def test_a_dropped_plan_leaves_none() -> None:
    dropped = mark("2026-01-01", "2026-12-31", "cancelled", counts=True)
    lane = Lane("m", "launch", [FIRST, dropped])
    assert (lane.now, lane.best_plans, lane.is_dropped) == ([], [], True)
    assert cells(lane)[5:9] == ("", "", "plan dropped", "")


def test_plans_that_tie_stand_side_by_side() -> None:
    ties = [mark("2027-01-01", "2027-12-31", counts=True), mark("2028-01-01", "2028-12-31", counts=True)]
    assert cells(Lane("m", "launch", ties))[5] == "2027-01-01/2027-12-31 or 2028-01-01/2028-12-31"


def test_span_reads_as_people_say_it() -> None:
    assert [span(d) for d in (0, 1, -9, 31, 800)] == ["on time", "+1 day", "-9 days", "+1.0 months", "+2.2 years"]


@pytest.fixture(scope="module")
def lunar() -> LunarGraph:
    return LunarGraph()


def test_the_wrong_date_of_the_article_is_no_plan(lunar: LunarGraph) -> None:
    launch = next(lane for lane in lunar.timeline("change-6") if lane.event == "launch")
    wrong = [m for m in launch.marks if m.kind == "wrong"]
    assert [m.text for m in wrong] == ["2026"]
    assert launch.actual is not None
    assert launch.actual.first == date(2024, 5, 3)
    assert "2026" not in {m.text for m in launch.plans}


def test_a_programme_brings_its_missions(lunar: LunarGraph) -> None:
    things = {lane.thing for lane in lunar.timeline("clep")}
    assert {"Chang'e 4", "Chang'e 6", "Chang'e 7"} <= things
    assert "Blue Ghost Mission 2" not in things


def test_a_cancelled_mission_says_so(lunar: LunarGraph) -> None:
    assert {lane.outcome for lane in lunar.timeline("cp-12")} == {"cancelled"}


def test_as_of_a_day_before_the_launch_there_is_only_the_plan() -> None:
    lanes = LunarGraph(as_of=datetime.date(2023, 10, 31)).timeline("change-6")
    then = {lane.event: lane.actual for lane in lanes}
    assert then["launch"] is None
    assert then["landing"] is None
    assert then["selection"] is not None  # its payloads were chosen the year before


def test_events_of_one_kind_are_told_apart_by_their_labels(lunar: LunarGraph) -> None:
    events = {lane.event for lane in lunar.timeline("luna-27")}
    assert events == {"launch of Luna 27, or of the first of its two landers", "launch of the second lander of Luna 27"}
    assert {lane.event for lane in lunar.timeline("change-6")} >= {"launch", "landing"}


def test_the_preferred_plan_of_change_8_counts(lunar: LunarGraph) -> None:
    (launch,) = [lane for lane in lunar.timeline("change-8") if lane.event == "launch"]
    assert [m.text for m in launch.now] == ["2029~"]
    assert launch.slip == 365


def test_the_lanes_of_things_know_their_names(lunar: LunarGraph) -> None:
    found = lunar.timeline("change-6")
    assert found.names == ("Chang'e 6",)
    assert repr(found) == f"<Lanes: {len(found)} events of Chang'e 6>"
    assert found.as_of is None
