"""A lane of the timeline: one event with the statements of its date, in the order in which they were made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..language import say


@dataclass(frozen=True)
class Mark:
    """One statement of a date: UTC days `first` to `last` (None: open), and the kind of statement.

    `kind` is "actual", "planned", "cancelled" or "wrong" (deprecated). `counts` is true for the best statements,
    `is_first` for the first plans. Of two statements, the one with the greater `standing` is better.
    """

    first: date | None
    last: date | None
    kind: str
    stated_on: str
    speaker: str
    text: str
    counts: bool = False
    is_first: bool = False
    standing: str = ""

    @property
    def start(self) -> date:
        """The first day to draw; for an open start, a year before the last day."""
        if self.first is not None:
            return self.first
        assert self.last is not None
        return self.last - timedelta(days=365)

    @property
    def end(self) -> date:
        """The last day to draw; for an open end, a year after the first day."""
        return self.last if self.last is not None else self.start + timedelta(days=365)


class Fan(NamedTuple):
    """What a forecast gives for an event: the middle, and the first and last day of its intervals of 50 and 80 %."""

    middle: date
    half: tuple[date, date]
    most: tuple[date, date]


@dataclass(frozen=True)
class Lane:
    """One event of one mission or programme, with its marks in the order in which they were stated.

    `of` is the mission, programme or milestone, `kind` the class of the event.
    `slip` is the slip of the event in days, `ilrs:slipDays`; None if no rule derives one. `failed` is true if what
    happened failed. `node` is the event, and `fan` its forecast, if that is wanted and can be made.
    """

    thing: str
    event: str
    marks: Sequence[Mark]
    outcome: str = ""
    slip: int | None = None
    failed: bool = False
    node: NamedNode | None = None
    fan: Fan | None = None
    of: NamedNode | None = None
    kind: NamedNode | None = None

    @property
    def plans(self) -> list[Mark]:
        """The plans that are not deprecated, in the order in which they were stated."""
        return [m for m in self.marks if m.kind == "planned"]

    @property
    def first_plans(self) -> list[Mark]:
        """The first plan; several if they tie."""
        return [m for m in self.marks if m.is_first]

    @property
    def now(self) -> list[Mark]:
        """The statements that count: what happened, otherwise the best plans; empty if the plan was dropped."""
        return [m for m in self.marks if m.counts and m.kind != "cancelled"]

    @property
    def actual(self) -> Mark | None:
        """The best statement of the actual date, if the event happened."""
        return next((m for m in self.now if m.kind == "actual"), None)

    @property
    def best_plans(self) -> list[Mark]:
        """The plans that count or, once the event happened, the best of all; empty if the plan was dropped."""
        if self.actual is None:
            return self.now
        best = max((m.standing for m in self.plans), default="")
        return [m for m in self.plans if m.standing == best]

    @property
    def is_dropped(self) -> bool:
        """Whether what counts is that the plan was dropped."""
        return not self.now and any(m.counts for m in self.marks)

    @property
    def slip_text(self) -> str:
        """The slip as text in English; empty without one.

        >>> plan = Mark(date(2026, 1, 1), date(2026, 12, 31), "planned", "2023", "NASA", "2026", is_first=True)
        >>> later = Mark(date(2027, 2, 1), None, "planned", "2026", "NASA", "2027-02/..", counts=True)
        >>> Lane("Blue Ghost 2", "launch", [plan, later], slip=32).slip_text
        'at least +1.1 months'
        """
        return self.slip_in()

    def slip_in(self, language: str = "en") -> str:
        """Return the slip as text in a language; "" without one."""
        if self.slip is None:
            return ""
        if self.slip == 0 and self.actual is None:
            return say("as first planned", language)
        size = span(self.slip, language)
        return say("at least {span}", language, span=size) if any(m.last is None for m in self.now) else size


class Lanes(list[Lane]):
    """Lanes by date; `names` are the labels of the things that they were asked for, `as_of` the day of knowledge."""

    def __init__(self, lanes: Iterable[Lane] = (), names: Sequence[str] = (), as_of: date | None = None) -> None:
        super().__init__(lanes)
        self.names = tuple(names)
        self.as_of = as_of

    def __repr__(self) -> str:
        of = f" of {', '.join(self.names)}" if self.names else ""
        return f"<Lanes: {len(self):,} event{'' if len(self) == 1 else 's'}{of}>"


def span(days: int, language: str = "en") -> str:
    """Return a number of days as readable text.

    >>> span(1058), span(-40), span(0), span(9)
    ('+2.9 years', '-1.3 months', 'on time', '+9 days')
    """
    if days == 0:
        return say("on time", language)
    size = abs(days)
    sign = "+" if days > 0 else "-"
    if size < 30:
        return say("{n} days" if size > 1 else "{n} day", language, n=f"{sign}{size}")
    if size < 365:
        return say("{n} months", language, n=f"{sign}{size / 30.44:.1f}")
    return say("{n} years", language, n=f"{sign}{size / 365.25:.1f}")
