"""Which plans are compared, what they aim at, and how their slip is measured."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ilrs_graph.forecasting.classes import path_of
from ilrs_graph.forecasting.incidence import End
from ilrs_graph.forecasting.known import Known
from ilrs_graph.forecasting.plans import OFFSET_DAYS, aim_of, observations, plans
from ilrs_graph.forecasting.record import Operator
from plan_records import launch, node, record, statement

DAY = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("said", "edtf", "aimed"),
    [
        ("2020-01-01", "2022", date(2022, 7, 2)),
        ("2022-07-01", "2022", date(2022, 9, 30)),
        ("2020-01-01", "../2022", date(2022, 12, 31)),
        ("2020-01-01", "2022/..", date(2022, 1, 1)),
    ],
)
def test_a_plan_aims_at_the_middle_of_what_is_ahead_of_its_window(said: str, edtf: str, aimed: date) -> None:
    assert aim_of([statement(launch("a"), said, edtf)]).day == aimed


def test_plans_that_tie_aim_at_the_window_of_all() -> None:
    event = launch("a")
    aim = aim_of([statement(event, "2020-01-01", "2022"), statement(event, "2020-01-01", "2023-03")])
    assert (aim.first, aim.last) == (date(2022, 1, 1), date(2023, 3, 31))
    assert aim_of([statement(event, "2020-01-01", "2022/.."), statement(event, "2020-01-01", "2023")]).last is None


def test_the_slip_is_relative_to_the_lead_time() -> None:
    aim = aim_of([statement(launch("a"), "2020-01-01", "2022-01-01")])
    assert aim.lead == 731
    assert aim.slip_at(date(2023, 1, 1)) == pytest.approx(365 / (731 + OFFSET_DAYS))
    assert aim.day_at(aim.slip_at(date(2023, 1, 1))) == date(2023, 1, 1)


def test_only_plans_that_were_open_when_known_and_ahead_when_stated_are_compared() -> None:
    event = launch("a")
    good = statement(event, "2020-01-01", "2022")
    statements = [
        good,
        statement(event, "2023", "2026"),  # stated some day of that year
        statement(event, "2020-06-01", "2019"),  # over when stated
        statement(event, "2020-07-01", "2022", known="2024-05-01"),  # told only after the launch
        statement(event, "2024-03-01", "2024-03-01", "actual"),
    ]
    found = plans(Known(record(statements, [event]), DAY))
    assert [(plan.statement, plan.end, plan.end_day) for plan in found] == [(good, End.HAPPENED, date(2024, 3, 1))]


def test_the_day_of_a_landing_is_no_plan_to_compare_once_the_mission_is_under_way() -> None:
    start, landing = launch("a"), launch("a", "Landing")
    before, after = statement(landing, "2023-01-01", "2024-04"), statement(landing, "2024-03-10", "2024-04-01")
    statements = [
        statement(start, "2024-03-01", "2024-03-01", "actual"),
        before,
        after,
        statement(landing, "2024-04-02", "2024-04-02", "actual"),
    ]
    assert [p.statement for p in plans(Known(record(statements, [start, landing]), DAY))] == [before]


def test_the_plans_of_one_mission_weigh_as_one() -> None:
    a, b, landing = launch("a"), launch("b"), launch("a", "Landing")
    statements = [statement(event, said, "2030") for event in (a, landing) for said in ("2020-01-01", "2021-01-01")]
    found = observations(plans(Known(record([*statements, statement(b, "2020-01-01", "2030")], [a, b, landing]), DAY)))
    assert sorted(each.weight for each in found) == [0.25, 0.25, 0.25, 0.25, 1]


def test_classes_from_narrow_to_wide() -> None:
    old, new = launch("old"), launch("new")
    maker = Operator(node("agent", "maker"), "2000-01-01", True)
    flown = statement(old, "2015-01-01", "2015-01-01", "actual")
    missions = {old.of: frozenset({"lander"}), new.of: frozenset({"lander", "rover"})}
    whole = replace(
        record([flown, statement(new, "2020-01-01", "2030")], [old, new]),
        kinds={mission: kinds for mission, kinds in missions.items() if mission is not None},
        operators={mission: (maker,) for mission in missions if mission is not None},
    )
    known = Known(whole, DAY)
    assert path_of(old, date(2020, 1, 1), known) == ("commercial", "all")
    assert path_of(old, date(2014, 1, 1), known) == ("commercial-new", "commercial", "all")
    assert path_of(new, date(2020, 1, 1), known) == ("commercial-new", "commercial", "all")
    assert path_of(launch("unknown"), date(2020, 1, 1), known) == ("all",)
    assert path_of(replace(old, milestone_kind="crewed-landing"), date(2020, 1, 1), known) == ("crewed", "all")
