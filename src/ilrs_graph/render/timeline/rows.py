"""A timeline as rows of text: one for each event."""

from __future__ import annotations

from collections.abc import Sequence

from ...dates.words import date_text
from ...language import say
from ...timeline.model import Lane, Mark

HEADINGS = (
    "Of", "Event", "First plan", "Stated on", "Plans", "Best plan", "Happened", "Outcome", "Slip", "Slip in days",
)  # fmt: skip
"""The headings of the cells of a lane."""


def headings(language: str = "en") -> tuple[str, ...]:
    """Return the headings of the cells of a lane in a language."""
    return tuple(say(heading, language) for heading in HEADINGS)


def cells(lane: Lane, language: str = "") -> tuple[str, ...]:
    """Return the cells of one lane, dates in words of `language` if it is given; plans that tie stand side by side."""
    first, spoken = lane.first_plans, language or "en"
    either = say(" or ", spoken)

    def date(text: str) -> str:
        return date_text(text, language) if language else text

    return (
        lane.thing,
        lane.event,
        either.join(map(date, _dates(first))),
        date(first[0].stated_on) if first else "",
        str(len(lane.plans)),
        either.join(map(date, _dates(lane.best_plans))),
        date(lane.actual.text) if lane.actual else "",
        lane.outcome or (say("plan dropped", spoken) if lane.is_dropped else ""),
        lane.slip_in(spoken),
        str(lane.slip) if lane.slip is not None else "",
    )


def _dates(marks: Sequence[Mark]) -> list[str]:
    return list(dict.fromkeys(m.text for m in marks))
