"""A timeline as rows of text: one for each event."""

from __future__ import annotations

from collections.abc import Sequence

from ...timeline.model import Lane, Mark

HEADINGS = (
    "Of", "Event", "First plan", "Stated on", "Plans", "Best plan", "Happened", "Outcome", "Slip", "Slip in days",
)  # fmt: skip
"""The headings of the cells of a lane."""


def cells(lane: Lane) -> tuple[str, ...]:
    """Return the cells of one lane; plans that tie stand side by side."""
    first = lane.first_plans
    return (
        lane.thing,
        lane.event,
        _dates(first),
        first[0].stated_on if first else "",
        str(len(lane.plans)),
        _dates(lane.best_plans),
        lane.actual.text if lane.actual else "",
        lane.outcome or ("plan dropped" if lane.is_dropped else ""),
        lane.slip_text,
        str(lane.slip) if lane.slip is not None else "",
    )


def _dates(marks: Sequence[Mark]) -> str:
    return " or ".join(dict.fromkeys(m.text for m in marks))
