"""A table as drawn on a terminal: labels in the cells, dates in words."""

from __future__ import annotations

from ...engine import Table
from ..cells import table_cells
from ..grid import draw
from ..options import Options


def write(table: Table, options: Options) -> str:
    """Return the result of a SELECT as a drawn table."""
    return draw(table.variables, table_cells(table, options), options)
