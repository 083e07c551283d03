"""A table in Markdown: labels in the cells, dates in words."""

from __future__ import annotations

from ...engine import Table
from ..cells import table_cells
from ..markdown_text import markdown_table
from ..options import Options


def write(table: Table, options: Options) -> str:
    """Return the result of a SELECT as a table in Markdown."""
    return markdown_table(table.variables, table_cells(table, options))
