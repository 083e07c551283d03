"""A timeline as CSV."""

from __future__ import annotations

from collections.abc import Sequence

from ...timeline.model import Lane
from ..csv_text import csv_text
from ..options import Options
from .rows import HEADINGS, cells


def write(lanes: Sequence[Lane], _: Options) -> str:
    """Return a row for each lane."""
    return csv_text([HEADINGS, *map(cells, lanes)])
