"""A timeline as rows of text: one for each event."""

from __future__ import annotations

from ...timeline.model import Lane

HEADINGS = ("Of", "Event", "First plan", "Stated on", "Plans", "Latest plan", "Happened", "Outcome", "Slip")
"""The headings of the cells of a lane."""


def cells(lane: Lane) -> tuple[str, ...]:
    """Return the cells of one lane."""
    plans = lane.plans
    first, latest = (plans[0], plans[-1]) if plans else (None, None)
    return (
        lane.thing,
        lane.event,
        first.text if first else "",
        first.stated_on if first else "",
        str(len(plans)),
        latest.text if latest else "",
        lane.actual.text if lane.actual else "",
        lane.outcome,
        lane.slip_text,
    )
