"""A timeline as rows of text: one for each event."""

from __future__ import annotations

from collections.abc import Sequence

from ...dates.words import date_text
from ...timeline.model import Lane, Mark

HEADINGS = (
    "Of", "Event", "First plan", "Stated on", "Plans", "Best plan", "Happened", "Outcome", "Slip", "Slip in days",
)  # fmt: skip
"""The headings of the cells of a lane."""


def cells(lane: Lane, language: str = "") -> tuple[str, ...]:
    """Return the cells of one lane, dates in words of `language` if it is given; plans that tie stand side by side."""
    first = lane.first_plans

    def date(text: str) -> str:
        return date_text(text, language) if language else text

    return (
        lane.thing,
        lane.event,
        " or ".join(map(date, _dates(first))),
        date(first[0].stated_on) if first else "",
        str(len(lane.plans)),
        " or ".join(map(date, _dates(lane.best_plans))),
        date(lane.actual.text) if lane.actual else "",
        lane.outcome or ("plan dropped" if lane.is_dropped else ""),
        lane.slip_text,
        str(lane.slip) if lane.slip is not None else "",
    )


def _dates(marks: Sequence[Mark]) -> list[str]:
    return list(dict.fromkeys(m.text for m in marks))
