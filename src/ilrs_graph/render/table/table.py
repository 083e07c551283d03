"""A table as drawn on a terminal: labels in the cells."""

from __future__ import annotations

from ...engine import Table
from ..grid import draw
from ..options import Options
from .labelled import labels_of


def write(table: Table, options: Options) -> str:
    """Return the result of a SELECT as a drawn table."""
    labels = labels_of(options)
    labels.load(cell for row in table for cell in row)
    rows = [["" if cell is None else labels.of(cell) for cell in row] for row in table]
    return draw(table.variables, rows, options)
