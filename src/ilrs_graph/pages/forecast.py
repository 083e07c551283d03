"""The page of forecasts: the events of the coming ten years, with the chances that their plans are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..forecasting import Forecast
from ..language import say
from ..render.forecast.rows import HEADINGS, cells, note
from ..render.forecast.words import reason_text
from .context import Context

YEARS = 10
"""The years ahead of which the events are listed."""


class Row(NamedTuple):
    """An event with the cells of its row behind its name."""

    node: NamedNode
    cells: Sequence[str]


class Outlook(NamedTuple):
    """What the page shows: the rows, and the events of which nothing can be said, each with the reason."""

    headings: Sequence[str]
    rows: Sequence[Row]
    untold: Sequence[tuple[NamedNode, str]]
    note: str


def outlook(context: Context) -> Outlook:
    """Return the page of forecasts."""
    language, found = context.language, context.forecasts
    last = found.day.year + YEARS if found.day is not None else 0
    return Outlook(
        [say(heading, language) for heading in HEADINGS],
        [Row(each.node, cells(each, language)[1:]) for each in found if _is_within(each, last)],
        [(each.node, reason_text(each.reason, language)) for each in found if each.reason is not None],
        note(found, language),
    )


def _is_within(forecast: Forecast, last: int) -> bool:
    return forecast.median is not None and forecast.median.year <= last
