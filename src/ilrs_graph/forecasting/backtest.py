"""The forecasts of past days, made from what was then known, and how they did beside two simple baselines.

On the first day of each quarter, each event of which a plan was then in force is forecast, without its own mission,
from the record as it was known that day. What happened is read from the record of the last day. The baselines are the
announcement (any day of the announced window is as likely) and a constant slip (the announced window, moved by the
median slip of the plans that had come true by then).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import NamedTuple

from pyoxigraph import NamedNode

from .classes import ALL, CLASSES, path_of
from .estimate import LATE, estimate
from .incidence import End
from .known import Known
from .model import BETTER, INTERVALS, Reason
from .plans import Aim, Plan, aim_of, plans
from .record import Event, Record
from .scores import LEVELS, announced_quantiles, by_unit, held, median_slip, pinball, quantiles

FIRST = date(2010, 1, 1)
"""The first quarter that is forecast."""
METHODS = ("forecast", "announcement", "constant slip")
"""What is scored: the forecast and the two baselines."""
LEADS = ((0.5, "under half a year ahead"), (1.0, "half a year to a year"), (2.0, "one to two years"),
         (4.0, "two to four years"), (float("inf"), "over four years"))  # fmt: skip
"""The bands of the time that a plan reaches ahead of the day of the forecast: years below which, and their names."""


class Row(NamedTuple):
    """A forecast of a past day, with its scores: None where what happened is not known, or nothing can be scored.

    `loss` and `brier` have a value for each of `METHODS`: the pinball loss in years if the event happened, and the
    Brier score of whether it happened within its window. `held` has one for each interval, and `level` is the share of
    the forecast's plans that had come true by the day of the event.
    """

    day: date
    event: Event
    of_class: str
    used: str
    ahead: float
    end: End
    loss: tuple[float, ...] | None = None
    held: tuple[bool, ...] | None = None
    level: float | None = None
    brier: tuple[float, ...] | None = None

    @property
    def unit(self) -> NamedNode:
        """What weighs as one."""
        return self.event.unit


@dataclass(frozen=True)
class Group:
    """The scores of the forecasts of a class, or of those that reach equally far ahead; missions weigh as one.

    `loss` and `brier` have a value for each of `METHODS`, `held` the shares of outcomes in the intervals of 50, 80 and
    90 %; None without an outcome.
    """

    name: str
    forecasts: int
    outcomes: int
    missions: int
    loss: tuple[float, ...] | None
    held: tuple[float, ...] | None
    brier: tuple[float, ...] | None

    @property
    def is_better(self) -> bool:
        """Whether the forecasts lost at least a fifth less than the announcement."""
        return self.loss is not None and self.loss[0] <= BETTER * self.loss[1]


@dataclass(frozen=True)
class Backtest:
    """The scores of all forecasts of past days, by class and by how far ahead they reach.

    `first` and `last` are the first and last quarter of which a forecast could be made (None if there is none), `day`
    the last day of the record. `skipped` has the number of plans of which nothing could be said: too few outcomes were
    known, or too few after so great a slip. `reliability` has, for each level of `scores.LEVELS`, the share of outcomes
    that came by the quantile of that level: on the diagonal if the forecasts are calibrated.
    """

    day: date
    first: date | None
    last: date | None
    rows: Sequence[Row]
    skipped: Counter[str]
    whole: Group
    by_class: Sequence[Group]
    by_lead: Sequence[Group]
    reliability: Sequence[tuple[float, float]]

    @property
    def groups(self) -> list[Group]:
        """All groups, the whole first."""
        return [self.whole, *self.by_class, *self.by_lead]


def backtest(record: Record, first: date = FIRST, last: date | None = None) -> Backtest:
    """Return the scores of the forecasts of each quarter from `first` to `last` (the last day of the record).

    The record must have been read with the sources of the statements.

    Raises:
        ValueError: the record is empty.
    """
    today = record.last_day
    if today is None:
        raise ValueError("the graph states no date of a launch, landing, milestone or test")
    end = min(last or today, today)
    truth = Known(record, today)
    rows, skipped = [], Counter[str]()
    for day in quarters(first, end):
        for found in _on(Known(record, day), truth):
            if isinstance(found, Row):
                rows.append(found)
            else:
                skipped["late" if found.text == LATE else "few"] += 1
    days = [row.day for row in rows]
    return Backtest(
        today,
        min(days, default=None),
        max(days, default=None),
        rows,
        skipped,
        _group(ALL, rows),
        _groups(rows, CLASSES, lambda row: row.of_class),
        _groups(rows, [name for _, name in LEADS], lambda row: _band(row.ahead)),
        _reliability(rows),
    )


def quarters(first: date, last: date) -> Iterator[date]:
    """Yield the first days of the quarters from one day to another.

    >>> [str(day) for day in quarters(date(2025, 9, 30), date(2026, 4, 1))]
    ['2025-10-01', '2026-01-01', '2026-04-01']
    """
    days = (date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10))
    return (day for day in days if first <= day <= last)


def _on(known: Known, truth: Known) -> Iterator[Row | Reason]:
    """Yield the scored forecasts of a day, or why a plan that was then in force has no forecast."""
    compared = plans(known)
    slip = median_slip(compared)
    for node, event in known.record.events.items():
        announced = known.in_force(node)
        if not announced or known.happened(node) is not None:
            continue
        end = known.end_of(event, announced[0].said)
        aim = aim_of(announced)
        under_way = event.kind == "Landing" and known.launched(event) is not None
        if end is not None and end[0] is End.OPEN and aim.is_ahead and not under_way:
            yield _row(known, event, aim, compared, slip, truth)


def _row(known: Known, event: Event, aim: Aim, compared: list[Plan], slip: int, truth: Known) -> Row | Reason:
    day = known.day
    path = path_of(event, aim.said, known)
    found = estimate(path, aim.slip_at(day), compared, {event.unit})
    if isinstance(found, Reason):
        return found
    actual = truth.record.events[event.node]
    end, end_day = truth.end_of(actual, aim.said) or (End.OPEN, day)
    row = Row(day, event, path[0], found.basis.used, (aim.day - day).days / 365.25, end)
    windows = (announced_quantiles(aim, day), announced_quantiles(aim, day, slip))
    if end is End.HAPPENED:
        dates = quantiles(aim, found.incidence, day)
        row = row._replace(
            loss=tuple(pinball(each, end_day) for each in (dates, *windows)),
            held=tuple(held(dates, end_day, percent) for percent in INTERVALS),
            level=found.incidence.happened_by(aim.slip_at(end_day)) / found.incidence.happened,
        )
    if aim.last is not None and aim.last >= day and (end is not End.OPEN or aim.last < truth.day):
        came = end is End.HAPPENED and end_day <= aim.last
        chances = (found.incidence.happened_by(aim.slip_at(aim.last)), 1.0, _share_by(aim, day, slip))
        row = row._replace(brier=tuple((chance - came) ** 2 for chance in chances))
    return row


def _share_by(aim: Aim, now: date, later: int) -> float:
    """Return the share of the announced window, moved by some days, that is within the announced window."""
    assert aim.last is not None
    dates = announced_quantiles(aim, now, later)
    first, last = dates[0], dates[-1]
    if last <= aim.last:
        return 1.0
    return max(0.0, ((aim.last - first).days + 1) / ((last - first).days + 1))


def _band(ahead: float) -> str:
    return next(name for below, name in LEADS if ahead < below)


def _groups(rows: Sequence[Row], names: Iterable[str], name_of: Callable[[Row], str]) -> list[Group]:
    found = ((name, [row for row in rows if name_of(row) == name]) for name in names)
    return [_group(name, of_name) for name, of_name in found if of_name]


def _group(name: str, rows: Sequence[Row]) -> Group:
    scored = [row for row in rows if row.loss is not None]
    decided = [row for row in rows if row.brier is not None]

    def loss(place: int) -> float:
        return by_unit(scored, lambda row: row.unit, lambda row: (row.loss or ())[place])

    def share(place: int) -> float:
        return by_unit(scored, lambda row: row.unit, lambda row: (row.held or ())[place])

    def brier(place: int) -> float:
        return by_unit(decided, lambda row: row.unit, lambda row: (row.brier or ())[place])

    places = range(len(METHODS))
    return Group(
        name,
        len(rows),
        len(scored),
        len({row.unit for row in scored}),
        tuple(map(loss, places)) if scored else None,
        tuple(map(share, range(len(INTERVALS)))) if scored else None,
        tuple(map(brier, places)) if decided else None,
    )


def _reliability(rows: Sequence[Row]) -> list[tuple[float, float]]:
    levels = [(row.unit, row.level) for row in rows if row.level is not None]
    count = Counter(unit for unit, _ in levels)
    whole = fsum(1 / count[unit] for unit, _ in levels)
    return [
        (level, fsum(1 / count[unit] for unit, found in levels if found <= level + 1e-9) / whole)
        for level in LEVELS
        if whole
    ]
