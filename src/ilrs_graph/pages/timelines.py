"""The pages of timelines: of a programme, or of all events from the year before the last edit on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..forecasting import with_fans
from ..language import say
from ..namespaces import ID
from ..timeline.model import Lane, Lanes
from .context import Context
from .thing import Timeline, drawn


class Timelines(NamedTuple):
    """What the page shows: the timeline, of a programme or from a year on, and all programmes."""

    programme: NamedNode | None
    since: int
    timeline: Timeline | None
    programmes: Sequence[tuple[str, str]]


def timelines(programme: NamedNode | None, context: Context) -> Timelines:
    """Return the page of a programme, or of all events of late and to come."""
    nodes = context.things.get("programme", [])
    context.reading.labels.load(nodes)
    lanes = context.reading.timeline(*([programme.value] if programme is not None else []))
    since = int((context.last_edit or "1958")[:4]) - 1 if programme is None else 0
    shown = Lanes((lane for lane in lanes if _year(lane) >= since), lanes.names, lanes.as_of)
    shown = with_fans(shown, context.forecasts)
    words = say("Events from {year} on", context.language, year=since) if since else ""
    listed = sorted((context.label(node), node.value.removeprefix(f"{ID}programme/")) for node in nodes)
    return Timelines(programme, since, drawn(shown, context, words), listed)


def _year(lane: Lane) -> int:
    return next(iter(lane.now or lane.plans or lane.marks)).end.year
