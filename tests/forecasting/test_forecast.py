"""Forecasts: what they say, what they rest on, and where they cannot be made."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from pyoxigraph import Store

from ilrs_graph import LunarGraph
from ilrs_graph.engine import StoreEngine
from ilrs_graph.forecasting import Forecast, Outlook, Record, forecasts, read_record
from ilrs_graph.forecasting.classes import LEAST_OF_ALL, LEAST_OF_CLASS
from ilrs_graph.names.labels import Labels
from plan_records import cancelled, late_missions, launch, record, statement

DAY = date(2026, 1, 1)
LABELS = Labels(StoreEngine(Store()))


def outlook(whole: Record, day: date = DAY) -> Outlook:
    return Outlook(whole, day, LABELS)


def numbers(found: Iterable[Forecast]) -> list[object]:
    """All that forecasts say, without their labels."""
    return [
        (f.node, f.reason, f.median, f.by_window, f.by_year, f.ended, f.beyond, f.intervals, f.check) for f in found
    ]


def with_plan(past: int, said: str = "2025-01-01", edtf: str = "2027-01-01") -> tuple[Record, Forecast]:
    """A plan two years ahead beside missions that were up to a year late for plans two years ahead."""
    statements, events = late_missions(past)
    event = launch("next")
    whole = record([*statements, statement(event, said, edtf)], [*events, event])
    return whole, outlook(whole).forecast(event)


def test_a_plan_slips_like_those_before_it() -> None:
    _, found = with_plan(21)
    assert found.reason is None
    # outcomes are 18.25 days apart, and the quantile q is q * 21 - 1 of these distances after the first one
    assert found.median == date(2027, 6, 23)
    assert found.intervals[50] == (date(2027, 3, 19), date(2027, 9, 26))
    assert found.intervals[80] == (date(2027, 1, 21), date(2027, 11, 23))
    assert found.by_window == pytest.approx(1 / 22)
    assert dict(found.by_year) == pytest.approx({2026: 0, 2027: 20 / 22, 2028: 21 / 22}, abs=0.05)
    assert found.happens == pytest.approx(21 / 22), "it may be later than all of them"
    assert (found.basis and found.basis.outcomes, found.basis and found.basis.missions) == (21, 21)


def test_a_plan_that_is_twice_as_far_ahead_slips_about_twice_as_much() -> None:
    _, near = with_plan(21)
    _, far = with_plan(21, "2025-01-01", "2029-01-01")
    assert near.median is not None
    assert far.median is not None
    slips = [(near.median - date(2027, 1, 1)).days, (far.median - date(2029, 1, 1)).days]
    assert 1.8 < slips[1] / slips[0] < 2


def test_open_plans_count_as_open_and_cancelled_ones_as_ended() -> None:
    statements, events = late_missions(20)
    event, dropped, waiting = launch("next"), launch("dropped"), launch("waiting")
    plan = statement(event, "2025-01-01", "2027-01-01")
    more = [statement(dropped, "2010-01-01", "2012-01-01"), statement(waiting, "2010-01-01", "2012-01-01")]
    whole = record([*statements, plan, *more], [*events, event, dropped, waiting], (cancelled(dropped, "2011-01-01"),))
    found = outlook(whole).forecast(event)
    assert found.ended == 0, "it was cancelled before the plan at hand would have been"
    late = record([*statements, plan, *more], [*events, event, dropped, waiting], (cancelled(dropped, "2012-02-01"),))
    found = outlook(late).forecast(event)
    assert 0.04 < found.ended < 0.06
    assert found.beyond == pytest.approx(2 / 23), "the one that is open is later than any that came true, or this one"
    assert found.happens + found.ended + found.beyond == pytest.approx(1)


def test_a_plan_that_is_late_already_is_not_forecast_for_days_that_are_over() -> None:
    statements, events = late_missions(30, 1500)
    event = launch("next")
    whole = record([*statements, statement(event, "2022-01-01", "2024-01-01")], [*events, event])
    found = outlook(whole, date(2025, 1, 1)).forecast(event)
    assert found.reason is None
    assert found.by_window is None, "its window is over"
    assert min(first for first, _ in found.intervals.values()) >= date(2025, 1, 1)
    assert found.basis is not None
    assert LEAST_OF_ALL <= found.basis.later < 30


def test_a_class_with_few_outcomes_is_widened_and_says_so() -> None:
    statements, events = late_missions(LEAST_OF_CLASS + 5)
    event = launch("next")
    plan = statement(event, "2025-01-01", "2027-01-01")
    names = [each.of.value.rpartition("/")[2] for each in events if each.of is not None]
    for count, used in ((LEAST_OF_CLASS, "commercial"), (LEAST_OF_CLASS - 1, "all")):
        whole = record([*statements, plan], [*events, event], companies=(*names[:count], "next"))
        basis = outlook(whole).forecast(event).basis
        assert basis is not None
        assert (basis.used, basis.is_widened) == (used, used == "all")
        assert basis.tried[0] == ("commercial", count)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda event: ([], ()), "no statement in the graph says when it is planned"),
        (lambda event: ([statement(event, "2025-01-01", "2025-03-01", "actual")], ()), "it happened on 2025-03-01"),
        (lambda event: ([statement(event, "2024-01-01", "2023")], ()), "its window was over"),
        (
            lambda event: ([statement(event, "2024-01-01", "2027")], (cancelled(event, "2025-02-03"),)),
            "it was cancelled or failed: 2025-02-03",
        ),
        (
            lambda event: ([replace(statement(event, "2024-01-01", "2027"), withdrawn=("2025-01-01",))], ()),
            "the plan was dropped",
        ),
        (
            lambda event: ([statement(event, "2001-01-01", "2002-01-01")], ()),
            "so late for their lead time: 0, fewer than 9",
        ),
    ],
)
def test_where_nothing_can_be_said_it_says_why(make: object, words: str) -> None:
    statements, events = late_missions(20)
    event = launch("next")
    more, endings = make(event)  # type: ignore[operator]
    found = outlook(record([*statements, *more], [*events, event], endings)).forecast(event)
    assert found.reason is not None
    assert words in found.reason.text.format(**found.reason.values)
    assert (found.median, found.intervals, found.by_year) == (None, {}, ())


def test_with_too_few_outcomes_in_all_nothing_is_said() -> None:
    _, found = with_plan(LEAST_OF_ALL - 1)
    assert found.reason is not None
    assert found.reason.values == {"n": LEAST_OF_ALL - 1, "least": LEAST_OF_ALL}
    assert with_plan(LEAST_OF_ALL)[1].reason is None


def test_a_landing_of_a_mission_under_way_is_not_forecast() -> None:
    statements, events = late_missions(20)
    start, landing = launch("next"), launch("next", "Landing")
    more = [statement(start, "2025-12-01", "2025-12-01", "actual"), statement(landing, "2025-01-01", "2026-05")]
    found = outlook(record([*statements, *more], [*events, start, landing])).forecast(landing)
    assert found.reason is not None
    assert "under way" in found.reason.text


@pytest.fixture(scope="module")
def shipped(graph: LunarGraph) -> Record:
    return read_record(graph.engine, with_sources=True)


def test_nothing_known_later_changes_a_forecast(shipped: Record) -> None:
    """Everything that became known after a day is deleted, by other code than that which leaves it out."""
    day = date(2025, 7, 1)
    text = day.isoformat()
    events = {node: event for node, event in shipped.events.items() if event.known <= text}
    without = Record(
        events,
        tuple(
            replace(
                s,
                sources=tuple(x for x in s.sources if x.known <= text),
                order=min((x.order for x in s.sources if x.known <= text), default=s.order),
                withdrawn=tuple(x for x in s.withdrawn if x <= text),
                rank="normal" if s.ranked > text else s.rank,
            )
            for s in shipped.statements
            if s.known <= day and s.event in events
        ),
        tuple(e for e in shipped.endings if e.known <= text),
        shipped.kinds,
        {of: tuple(x for x in found if x.known <= text) for of, found in shipped.operators.items()},
    )
    assert len(without.statements) < len(shipped.statements)
    then = numbers(forecasts(outlook(shipped, day)))
    assert then == numbers(forecasts(outlook(without, day)))
    assert len([f for f in forecasts(outlook(without, day)) if f.reason is None]) > 20


def test_the_order_of_the_record_does_not_matter(shipped: Record) -> None:
    day = date(2026, 6, 1)
    shuffled = random.Random(3)
    nodes = shuffled.sample(list(shipped.events), len(shipped.events))
    other = replace(
        shipped,
        events={node: shipped.events[node] for node in nodes},
        statements=tuple(shuffled.sample(shipped.statements, len(shipped.statements))),
        endings=tuple(shuffled.sample(shipped.endings, len(shipped.endings))),
    )
    assert numbers(forecasts(outlook(shipped, day))) == numbers(forecasts(outlook(other, day)))


def test_every_forecast_of_the_graph_is_made_of_shares(graph: LunarGraph, shipped: Record) -> None:
    assert shipped.last_day is not None
    found = forecasts(Outlook(shipped, shipped.last_day, graph.labels))
    told = [f for f in found if f.reason is None]
    assert len(told) > 30
    for each in told:
        assert each.happens + each.ended + each.beyond == pytest.approx(1)
        shares = [share for _, share in each.by_year]
        assert shares == sorted(shares)
        assert shares[-1] <= each.happens + 1e-9
        assert each.basis is not None
        assert each.node not in {plan.event.node for plan in each.basis.plans}, "its own plans are left out"
        narrow, middle, wide = (each.intervals[percent] for percent in (50, 80, 90))
        assert wide[0] <= middle[0] <= narrow[0] <= narrow[1] <= middle[1] <= wide[1]
