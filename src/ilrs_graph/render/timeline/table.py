"""A timeline as a drawn table."""

from __future__ import annotations

from collections.abc import Sequence

from ...timeline.model import Lane
from ..grid import draw
from ..options import Options
from .rows import cells, headings


def write(lanes: Sequence[Lane], options: Options) -> str:
    """Return a row for each lane."""
    return draw(headings(options.language), (cells(lane, options.language) for lane in lanes), options, noun="event")
