"""A lane of the timeline: one event with the statements of its date, in the order in which they were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Mark:
    """One statement of a date: UTC days `first` to `last` (None: open), and the kind of statement.

    `kind` is "actual", "planned", "cancelled" or "wrong" (deprecated); `counts` is true for the best statement.
    """

    first: date | None
    last: date | None
    kind: str
    stated_on: str
    speaker: str
    text: str
    counts: bool = False

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


@dataclass(frozen=True)
class Lane:
    """One event of one mission or programme, with its marks in the order in which they were stated."""

    thing: str
    event: str
    marks: Sequence[Mark]
    outcome: str = ""

    @property
    def plans(self) -> list[Mark]:
        """The plans that are not deprecated, in the order in which they were stated."""
        return [m for m in self.marks if m.kind == "planned"]

    @property
    def actual(self) -> Mark | None:
        """The best statement of the actual date, if the event happened."""
        found = [m for m in self.marks if m.kind == "actual"]
        return next((m for m in found if m.counts), found[-1] if found else None)

    @property
    def now(self) -> Mark | None:
        """The current date: the actual one, otherwise the latest plan."""
        return self.actual or (self.plans[-1] if self.plans else None)

    @property
    def slip(self) -> int | None:
        """Days by which the event moved since its first plan; 0 if the dates overlap, None without two dates.

        An actual date is measured from the nearest end of the first planned window, so that only a certain delay is
        counted; a plan outside the first one is measured from first day to first day.

        >>> plan = Mark(date(2017, 7, 1), date(2017, 12, 31), "planned", "2017-07", "CNSA", "2017")
        >>> flown = Mark(date(2020, 11, 23), date(2020, 11, 23), "actual", "2020-11-24", "CNSA", "2020-11-23", True)
        >>> Lane("Chang'e 5", "launch", [plan, flown]).slip
        1058
        """
        if not self.plans or self.now is None or self.now is self.plans[0]:
            return None
        first, now = self.plans[0], self.now
        late = first.last is not None and now.first is not None and now.first > first.last
        early = first.first is not None and now.last is not None and now.last < first.first
        if not late and not early:
            return 0
        if now.kind == "planned":
            return (now.start - first.start).days
        return (now.start - first.end).days if late else (now.end - first.start).days

    @property
    def slip_text(self) -> str:
        """The slip as text; empty without two dates."""
        if self.slip is None:
            return ""
        return "as first planned" if self.slip == 0 and self.actual is None else span(self.slip)


def span(days: int) -> str:
    """Return a number of days as readable text.

    >>> span(1058), span(-40), span(0), span(9)
    ('+2.9 years', '-1.3 months', 'on time', '+9 days')
    """
    if days == 0:
        return "on time"
    size = abs(days)
    sign = "+" if days > 0 else "-"
    if size < 30:
        return f"{sign}{size} day{'s' if size > 1 else ''}"
    return f"{sign}{size / 30.44:.1f} months" if size < 365 else f"{sign}{size / 365.25:.1f} years"
