"""What a forecast says of one planned event, and on what it rests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..things.citation import Citation
from .incidence import Incidence
from .plans import Aim, Plan
from .record import Event, Statement

BETTER = 0.8
"""Forecasts of which the loss is at most this share of that of the announcement count as better."""
INTERVALS = (50, 80, 90)
"""The intervals that a forecast gives, in per cent: those in the middle of the plans that came true."""


class Basis(NamedTuple):
    """The plans that a forecast rests on: those of `missions` of the class `used`, of which `outcomes` came true.

    `wanted` is the narrowest class of the plan, and `tried` has the missions that came true in each class up to `used`.
    `later` is the number of missions that came true with a greater relative slip than the plan has already.
    """

    wanted: str
    used: str
    tried: tuple[tuple[str, int], ...]
    missions: int
    outcomes: int
    later: int
    plans: tuple[Plan, ...] = ()

    @property
    def is_widened(self) -> bool:
        """Whether the class of the plan had too few outcomes, so that a wider one was used."""
        return self.wanted != self.used


class Estimate(NamedTuple):
    """What comes of a plan like those it rests on, by relative slip, given that it is still open."""

    basis: Basis
    incidence: Incidence


class Check(NamedTuple):
    """How forecasts of the plans of a class did that were made without the missions of these plans.

    Losses are pinball losses in years, of the forecasts and of the announced windows; `held` has the shares of outcomes
    within the intervals of 50, 80 and 90 %.
    """

    of_class: str
    missions: int
    loss: float
    announced: float
    held: tuple[float, float, float]

    @property
    def is_better(self) -> bool:
        """Whether the forecasts lost at least a fifth less than the announcements."""
        return self.loss <= BETTER * self.announced


class Reason(NamedTuple):
    """Why no forecast can be made: an English text for `language.say`, and its values."""

    text: str
    values: Mapping[str, object] = {}


@dataclass(frozen=True)
class Forecast:
    """What becomes of one planned event, as known on a day; with a `reason`, nothing can be said.

    It is a calculation, never a claim of the graph. `announced` are the plans in force and `aim` what they aim at.
    `by_window` is the probability that the event takes place by the last announced day (None if that is open or over),
    `by_year` that by the end of years. `ended` is the probability that it is cancelled or fails before, and `beyond`
    that it slips more, for its lead time, than any plan before it whose end is known. `intervals` are given that it
    takes place, and not beyond.
    """

    event: Event
    of: str
    label: str
    day: date
    announced: tuple[Statement, ...] = ()
    speakers: tuple[str, ...] = ()
    aim: Aim | None = None
    reason: Reason | None = None
    basis: Basis | None = None
    by_window: float | None = None
    by_year: tuple[tuple[int, float], ...] = ()
    ended: float = 0.0
    beyond: float = 0.0
    median: date | None = None
    intervals: Mapping[int, tuple[date, date]] = field(default_factory=dict)
    check: Check | None = None

    @property
    def node(self) -> NamedNode:
        """The event."""
        return self.event.node

    @property
    def window(self) -> str:
        """The announced windows in EDTF, those that tie side by side."""
        return " / ".join(dict.fromkeys(s.edtf for s in self.announced if s.edtf))

    @property
    def stated_on(self) -> str:
        """When the plan in force was stated, as exactly as that is known."""
        return self.announced[0].stated_on if self.announced else ""

    @property
    def happens(self) -> float:
        """The probability that it takes place, as far as the compared plans tell."""
        return 1.0 - self.ended - self.beyond if self.reason is None else 0.0


class Cited(NamedTuple):
    """A plan that a forecast rests on, in words: the label of its event, its speaker and its sources."""

    label: str
    speaker: str
    sources: tuple[Citation, ...]


class Forecasts(list[Forecast]):
    """Forecasts of things by their labels `names` (none: of all events to come), the earliest first, as known on `day`.

    `left_out` is the label of the operator whose missions the forecasts do without, "" if none is left out. `cited` has
    the plans that they rest on by the claim that states them, if these are wanted.
    """

    def __init__(
        self,
        forecasts: Iterable[Forecast] = (),
        names: Sequence[str] = (),
        day: date | None = None,
        left_out: str = "",
        cited: Mapping[NamedNode, Cited] | None = None,
    ) -> None:
        super().__init__(forecasts)
        self.names, self.day, self.left_out, self.cited = tuple(names), day, left_out, dict(cited or {})

    def __repr__(self) -> str:
        return f"<Forecasts: {len(self)} event{'' if len(self) == 1 else 's'}, as known on {self.day}>"
