"""Plans to compare: what a statement aims at, how long before it was made, and how the slip of a plan is measured.

The slip of a plan is measured relative to its lead time, as plans that reach further ahead slip more. With the day s
on which it was stated, the day m that it aims at and the day t of the event, all in days,

    relative slip = (t - m) / (m - s + OFFSET_DAYS)

so 0 is as planned, and 1 is twice as late as it was ahead. The offset keeps plans of the last days from dividing by
next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pyoxigraph import NamedNode

from .classes import path_of
from .incidence import End, Observation
from .known import Known, middle
from .record import Event, Statement

OFFSET_DAYS = 36.525
"""A tenth of a year. Chosen by leaving each mission out in turn; docs/forecast.md has the figures."""
_YEAR = 4
"""The length of a year: a statement of which no more is known has no lead time to compare."""


@dataclass(frozen=True)
class Aim:
    """What a plan aims at: a window of days, open (None) on a side that the statement leaves open, stated on a day."""

    said: date
    first: date | None
    last: date | None

    @cached_property
    def day(self) -> date:
        """The day that it aims at: the middle of what was ahead of its window when stated; a side if one is open."""
        if self.last is None:
            assert self.first is not None
            return self.first
        return self.last if self.first is None else middle(max(self.first, self.said), max(self.last, self.said))

    @property
    def lead(self) -> int:
        """The days from the statement to the day that it aims at."""
        return (self.day - self.said).days

    @property
    def is_ahead(self) -> bool:
        """Whether it was about the future when it was stated."""
        return self.lead > 0

    def slip_at(self, day: date) -> float:
        """Return the relative slip of an event on a day.

        >>> Aim(date(2024, 1, 1), date(2025, 7, 1), date(2025, 7, 1)).slip_at(date(2025, 7, 1))
        0.0
        """
        return (day - self.day).days / (self.lead + OFFSET_DAYS)

    def day_at(self, slip: float) -> date:
        """Return the day of a relative slip."""
        return self.day + timedelta(days=round(slip * (self.lead + OFFSET_DAYS)))


@dataclass(frozen=True)
class Plan:
    """A plan that others are compared with: what it aimed at, in which classes it is, and how it ended when."""

    statement: Statement
    event: Event
    aim: Aim
    path: tuple[str, ...]
    end: End
    end_day: date

    @cached_property
    def slip(self) -> float:
        """The relative slip at which it ended, or up to which it is open."""
        return self.aim.slip_at(self.end_day)

    @property
    def slip_days(self) -> int:
        """The days from the day that it aimed at to its end."""
        return (self.end_day - self.aim.day).days


def plans(known: Known) -> list[Plan]:
    """Return all plans of a record that others can be compared with, in the order of the record."""
    return list(_plans(known))


def _plans(known: Known) -> Iterator[Plan]:
    for node, event in known.record.events.items():
        for statement in known.plans_of(node):
            aim = aim_of([statement])
            end = known.end_of(event, statement.said)
            is_comparable = len(statement.stated_on) > _YEAR and aim.is_ahead
            if is_comparable and end is not None and _was_open(known, statement, event, end):
                path = path_of(event, statement.said, known)
                yield Plan(statement, event, aim, path, *end)


def _was_open(known: Known, statement: Statement, event: Event, end: tuple[End, date]) -> bool:
    """Return whether a plan was known before its end, so that it was not reported because of it.

    The day of a landing is settled once the mission is under way.
    """
    launch = known.launched(event) if event.kind == "Landing" else None
    if launch is not None and statement.said >= launch:
        return False
    return end[0] is End.OPEN or statement.known < end[1]


def aim_of(statements: Sequence[Statement]) -> Aim:
    """Return what statements aim at: of several, from the first to the last day that one of them leaves possible."""
    firsts, lasts = [s.first for s in statements], [s.last for s in statements]
    return Aim(
        max(s.said for s in statements),
        None if None in firsts else min(day for day in firsts if day is not None),
        None if None in lasts else max(day for day in lasts if day is not None),
    )


def observations(compared: Sequence[Plan]) -> list[Observation]:
    """Return what the ends of plans say of slips; all plans of one mission weigh as one."""
    count: dict[NamedNode, int] = {}
    for plan in compared:
        count[plan.event.unit] = count.get(plan.event.unit, 0) + 1
    return [Observation(plan.slip, plan.end, 1 / count[plan.event.unit]) for plan in compared]
