"""A timeline as CSV."""

from __future__ import annotations

from collections.abc import Sequence

from ...timeline.model import Lane
from ..csv_text import csv_text
from ..options import Options
from .rows import cells, headings


def write(lanes: Sequence[Lane], options: Options) -> str:
    """Return a row for each lane."""
    return csv_text([headings(options.language), *(_cells(lane, options.language) for lane in lanes)])


def _cells(lane: Lane, language: str) -> tuple[str, ...]:
    """Return the cells of a lane; in English dates are in EDTF."""
    return cells(lane, "" if language == "en" else language)
