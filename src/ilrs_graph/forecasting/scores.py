"""Scores of forecasts against what happened.

- Pinball loss: the mean over levels q of q (t - z) where the event is later than the quantile z, of (1 - q) (z - t)
  where it is earlier (R. Koenker and G. Bassett, Regression quantiles, Econometrica 46 (1978), 33-50), in years.
- Brier score: the square of the difference between a probability and what happened, 1 or 0 (G. W. Brier, Verification
  of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950), 1-3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from math import fsum
from typing import TypeVar

from pyoxigraph import NamedNode

from .incidence import End, Incidence
from .plans import Aim, Plan

LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
"""The levels of the quantiles that are scored: the middle, and the ends of the intervals."""
YEAR = 365.25

T = TypeVar("T")


def interval(dates: Sequence[date], percent: int) -> tuple[date, date]:
    """Return the interval of 50, 80 or 90 % from the quantiles at `LEVELS`."""
    outer = {50: 2, 80: 1, 90: 0}[percent]
    return dates[outer], dates[-1 - outer]


def quantiles(aim: Aim, found: Incidence, now: date) -> list[date]:
    """Return the days of the quantiles at `LEVELS` of an event that has not happened by `now`, if it happens."""
    return [max(aim.day_at(found.quantile(level)), now) for level in LEVELS]


def announced_quantiles(aim: Aim, now: date, later: int = 0) -> list[date]:
    """Return the quantiles of an event that any day of what is left of its announced window is as likely for.

    A window with an open side is the day that the plan aims at. `later` moves the window by so many days.
    """
    first, last = (aim.day, aim.day) if aim.first is None or aim.last is None else (aim.first, aim.last)
    first, last = (max(side + timedelta(days=later), now) for side in (max(first, aim.said), max(last, aim.said)))
    return [first + timedelta(days=round(level * (last - first).days)) for level in LEVELS]


def pinball(dates: Sequence[date], happened: date) -> float:
    """Return the mean pinball loss of the quantiles at `LEVELS`, in years.

    >>> round(pinball([date(2025, 1, 1)] * 7, date(2026, 1, 1)), 2), pinball([date(2025, 1, 1)] * 7, date(2025, 1, 1))
    (0.5, 0.0)
    """
    losses = []
    for level, quantile in zip(LEVELS, dates, strict=True):
        late = (happened - quantile).days
        losses.append(level * late if late >= 0 else (level - 1) * late)
    return fsum(losses) / len(losses) / YEAR


def held(dates: Sequence[date], happened: date, percent: int) -> bool:
    """Return whether the interval of 50, 80 or 90 % holds the day on which the event happened."""
    first, last = interval(dates, percent)
    return first <= happened <= last


def median_slip(plans: Iterable[Plan]) -> int:
    """Return the median slip in days of plans that came true, 0 without any; the plans of one mission weigh as one."""
    of_unit: dict[NamedNode, list[int]] = {}
    for plan in plans:
        if plan.end is End.HAPPENED:
            of_unit.setdefault(plan.event.unit, []).append(plan.slip_days)
    weighted = sorted((slip, 1 / len(slips)) for slips in of_unit.values() for slip in slips)
    below, half = 0.0, fsum(weight for _, weight in weighted) / 2
    for slip, weight in weighted:
        below += weight
        if below >= half - 1e-9:
            return slip
    return 0


def by_unit(rows: Iterable[T], unit: Callable[[T], NamedNode], value: Callable[[T], float]) -> float:
    """Return the mean over missions of the mean over the rows of each: every mission weighs as one.

    Raises:
        ValueError: there are no rows.
    """
    of_unit: dict[NamedNode, list[float]] = {}
    for row in rows:
        of_unit.setdefault(unit(row), []).append(value(row))
    if not of_unit:
        raise ValueError("nothing to score")
    means = sorted(fsum(values) / len(values) for values in of_unit.values())
    return fsum(means) / len(means)
