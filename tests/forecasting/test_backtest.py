"""The forecasts of past days and their scores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.forecasting import Record, backtest, read_record
from ilrs_graph.forecasting.plans import aim_of
from ilrs_graph.forecasting.scores import announced_quantiles, by_unit, held, median_slip, pinball
from plan_records import late_missions, launch, node, record, statement


def one_more(happened: str = "2023-01-01") -> Record:
    """Twenty missions up to a year late, and one that was planned two years ahead and flown on a day."""
    statements, events = late_missions(20)
    event = launch("next")
    more = [statement(event, "2021-01-01", "2023-01-01"), statement(event, happened, happened, "actual")]
    return record([*statements, *more, statement(events[0], "2024-01-01", "2024-01-01", "actual")], [*events, event])


def test_each_quarter_in_which_the_plan_was_open_is_forecast() -> None:
    found = backtest(one_more("2023-05-01"), date(2020, 1, 1))
    rows = [row for row in found.rows if row.event.node == node("event", "next-launch")]
    assert [row.day for row in rows][:2] == [date(2021, 1, 1), date(2021, 4, 1)]
    assert rows[-1].day == date(2023, 4, 1)
    assert all(row.used == "all" and row.loss is not None for row in rows)
    assert (found.whole.missions, found.whole.outcomes) == (1, len(rows))


def test_an_event_that_came_as_the_others_did_is_told_better_than_by_its_announcement() -> None:
    late = backtest(one_more("2023-07-02"), date(2020, 1, 1)).whole
    assert late.loss is not None
    assert late.loss[0] < late.loss[1]
    assert late.is_better
    assert late.held is not None
    assert late.held[1] > 0.5
    on_time = backtest(one_more("2023-01-01"), date(2020, 1, 1)).whole
    assert on_time.loss is not None
    assert on_time.loss[1] == 0, "nothing is better than an announcement that is kept"
    assert not on_time.is_better


def test_whether_it_came_within_its_window_is_scored_by_brier() -> None:
    found = backtest(one_more("2023-07-02"), date(2022, 1, 1), date(2022, 1, 1))
    (row,) = [row for row in found.rows if row.event.node == node("event", "next-launch")]
    assert row.brier is not None
    assert row.brier[1] == 1, "the announcement said so, and it did not"
    assert row.brier[0] == pytest.approx(0.05**2, abs=0.01)


def test_what_happened_since_does_not_change_an_earlier_forecast() -> None:
    """The same quarter with another end: levels and losses differ, what was told does not."""
    early, late = (backtest(one_more(day), date(2022, 1, 1), date(2022, 1, 1)) for day in ("2023-01-01", "2023-12-01"))
    (a,), (b,) = ([r for r in found.rows if r.event.node.value.endswith("next-launch")] for found in (early, late))
    assert a.level is not None
    assert b.level is not None
    assert a.level < b.level
    assert (a.day, a.used, a.ahead) == (b.day, b.used, b.ahead)


def test_without_enough_outcomes_the_quarters_are_skipped_and_counted() -> None:
    statements, events = late_missions(3)
    event = launch("next")
    whole = record([*statements, statement(event, "2021-01-01", "2023-01-01")], [*events, event])
    found = backtest(replace(whole), date(2021, 1, 1))
    assert (found.rows, found.first, found.whole.loss, list(found.reliability)) == ([], None, None, [])
    assert found.skipped["few"] > 0


def test_an_empty_record_is_refused() -> None:
    with pytest.raises(ValueError, match="states no date"):
        backtest(record([], []))


def test_the_backtest_of_the_graph_gives_the_same_numbers_and_says_how_few_outcomes_it_has(graph: LunarGraph) -> None:
    whole = read_record(graph.engine, with_sources=True)
    found = backtest(whole, date(2025, 1, 1), date(2025, 4, 1))
    again = backtest(whole, date(2025, 1, 1), date(2025, 4, 1))
    assert found.groups == again.groups
    assert len(found.rows) > 40
    assert {row.day for row in found.rows} == {date(2025, 1, 1), date(2025, 4, 1)}
    assert found.whole.outcomes == sum(row.loss is not None for row in found.rows)


def test_scores_by_hand() -> None:
    dates = [date(2025, 1, 1) + timedelta(days=100 * n) for n in range(7)]
    assert held(dates, date(2025, 1, 1) + timedelta(days=250), 50)
    assert not held(dates, date(2025, 1, 1), 80)
    assert held(dates, date(2025, 1, 1), 90)
    # 0.05, 0.1, 0.25 and half of 600, 500, 400 and 300 days, then 0.75, 0.9 and 0.95 of 200, 100 and none
    assert pinball(dates, dates[-1]) == pytest.approx((30 + 50 + 100 + 150 + 150 + 90) / 7 / 365.25)
    aim = aim_of([statement(launch("a"), "2024-01-01", "2025")])
    assert announced_quantiles(aim, date(2024, 1, 1))[3] == date(2025, 7, 2)
    assert announced_quantiles(aim, date(2025, 7, 2))[0] > date(2025, 7, 1)
    assert set(announced_quantiles(aim, date(2026, 5, 5))) == {date(2026, 5, 5)}
    assert by_unit([("a", 1), ("a", 3), ("b", 5)], lambda row: node("mission", row[0]), lambda row: row[1]) == 3.5


def test_the_constant_slip_is_the_median_over_missions() -> None:
    statements, events = late_missions(21)
    from ilrs_graph.forecasting.known import Known
    from ilrs_graph.forecasting.plans import plans

    assert median_slip(plans(Known(record(statements, events), date(2020, 1, 1)))) == 182
    assert median_slip([]) == 0
