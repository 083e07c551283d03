"""The record of a day holds what was known by then, and no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.forecasting.incidence import End
from ilrs_graph.forecasting.known import Known, known_on
from ilrs_graph.forecasting.record import read_record
from plan_records import cancelled, launch, node, record, statement

OTHER_DAY = pytest.param(date(2026, 8, 24), marks=pytest.mark.soak)


@pytest.mark.parametrize("day", [date(2023, 10, 31), OTHER_DAY], ids=str)
def test_the_record_of_a_day_is_that_of_the_graph_as_of_the_day(
    day: date, built: Callable[[date | None], LunarGraph]
) -> None:
    """The graph as of a day is made from files from which all that was known later is left out."""
    whole = read_record(built(None).engine, with_sources=True)
    then = read_record(built(day).engine, with_sources=True)
    assert known_on(whole, day) == then
    assert 100 < len(then.statements) < len(whole.statements)


def test_what_is_known_later_is_not_there() -> None:
    event = launch("a")
    plan = statement(event, "2020-01-01", "2022")
    told_later = statement(event, "2020-06-01", "2023", known="2024-05-01")
    whole = record([plan, told_later], [event], (cancelled(event, "2024-06-01"),))
    assert Known(whole, date(2024, 4, 30)).in_force(event.node) == [plan]
    assert Known(whole, date(2024, 5, 1)).in_force(event.node) == [told_later]
    assert known_on(whole, date(2024, 5, 31)).endings == ()
    assert known_on(whole, date(2019, 12, 31)).statements == ()


def test_a_rank_counts_from_the_day_on_which_its_reason_is_known() -> None:
    event = launch("a")
    wrong = replace(statement(event, "2020-01-01", "2022"), rank="deprecated", ranked="2021-01-01")
    whole = record([wrong], [event])
    assert [s.rank for s in Known(whole, date(2020, 12, 31)).in_force(event.node)] == ["normal"]
    assert Known(whole, date(2021, 1, 1)).in_force(event.node) == []


def test_the_later_the_preferred_and_the_better_sourced_plan_is_in_force() -> None:
    event = launch("a")
    early, late = statement(event, "2020-01-01", "2022"), statement(event, "2021-01-01", "2023")
    worse = replace(late, claim=node("claim", "worse"), order=5, sources=())
    preferred = replace(early, claim=node("claim", "preferred"), rank="preferred")
    day = date(2021, 1, 1)
    assert Known(record([early, late, worse], [event]), day).in_force(event.node) == [late]
    assert Known(record([early, late, preferred], [event]), day).in_force(event.node) == [preferred]
    withdrawn = replace(late, withdrawn=("2021-03-01",))
    assert Known(record([early, withdrawn], [event]), date(2021, 3, 1)).in_force(event.node) == [early]


def test_how_a_plan_ends() -> None:
    event = launch("a")
    plan = statement(event, "2020-01-01", "2022")
    ending = cancelled(event, "2021-05-01")
    day = date(2025, 1, 1)
    assert Known(record([plan], [event]), day).end_of(event, plan.said) == (End.OPEN, day)
    assert Known(record([plan], [event], (ending,)), day).end_of(event, plan.said) == (End.ENDED, date(2021, 5, 1))
    revived = statement(event, "2022-01-01", "2026")
    assert Known(record([plan, revived], [event], (ending,)), day).end_of(event, plan.said) == (End.OPEN, day)
    flown = statement(event, "2024-02-02", "2024-02-01", "actual")
    found = Known(record([plan, flown], [event], (ending,)), day).end_of(event, plan.said)
    assert found == (End.HAPPENED, date(2024, 2, 1))


def test_a_landing_that_failed_ends_its_plans_and_one_on_an_unknown_day_is_left_out() -> None:
    event = launch("a", "Landing")
    plan = statement(event, "2020-01-01", "2022")
    ending = cancelled(event, "2022-05-01")._replace(of=event.node, outcome="failure")
    day = date(2025, 1, 1)
    assert Known(record([plan], [event], (ending,)), day).end_of(event, plan.said) == (End.ENDED, date(2022, 5, 1))
    landed = ending._replace(outcome="success")
    assert Known(record([plan], [event], (landed,)), day).end_of(event, plan.said) is None
