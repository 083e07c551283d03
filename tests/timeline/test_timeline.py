"""The timeline: lanes with slips, and a picture of them."""

from __future__ import annotations

import datetime
from datetime import date

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.timeline import Lane, Mark
from ilrs_graph.timeline.model import span


def plan(first: str | None, last: str | None, stated: str = "2020", kind: str = "planned") -> Mark:
    days = (date.fromisoformat(d) if d else None for d in (first, last))
    return Mark(*days, kind=kind, stated_on=stated, speaker="CNSA", text=f"{first}/{last}", counts=kind == "actual")


FLOWN = plan("2024-05-03", "2024-05-03", "2024-05-03", "actual")


@pytest.mark.parametrize(
    ("marks", "slip"),
    [
        ([FLOWN], None),
        ([plan("2024-01-01", "2024-12-31")], None),
        ([plan("2024-01-01", "2024-12-31"), FLOWN], 0),
        ([plan("2023-01-01", "2023-12-31"), FLOWN], 124),
        ([plan("2025-01-01", "2025-12-31"), FLOWN], -243),
        ([plan("2026-01-01", "2026-12-31"), plan("2027-01-01", None)], 365),
        ([plan(None, "2019-12-31"), plan("2018-01-01", "2018-12-31")], 0),
        ([plan("2026-01-01", "2026-12-31", kind="wrong"), plan("2024-01-01", "2024-12-31"), FLOWN], 0),
    ],
)
def test_slip(marks: list[Mark], slip: int | None) -> None:
    assert Lane("m", "launch", marks).slip == slip


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
