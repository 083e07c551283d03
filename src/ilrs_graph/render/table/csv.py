"""A table as CSV."""

from __future__ import annotations

from collections.abc import Sequence

from ...engine import Table
from ...names.labels import Labels
from ...terms import Term
from ..csv_text import csv_text
from ..options import Options
from .labelled import Rows, labelled, labels_of


def write(table: Table, options: Options) -> str:
    """Return the result of a SELECT as CSV."""
    return csv_text(cells(table.variables, table.rows, labels_of(options), options))


def cells(names: Sequence[str], rows: Rows, labels: Labels, options: Options) -> list[list[str]]:
    """Return the cells of a table, headings first; a column `x` of things is followed by `xLabel`."""
    with_label = labelled(names, rows, labels, options)
    headings = [h for n in names for h in ((n, f"{n}Label") if n in with_label else (n,))]
    return [
        headings,
        *([c for n, t in zip(names, row, strict=True) for c in _cells(t, n in with_label, labels)] for row in rows),
    ]


def _cells(term: Term | None, with_label: bool, labels: Labels) -> tuple[str, ...]:
    if term is None:
        return ("", "") if with_label else ("",)
    return (term.value, labels.of(term)) if with_label else (term.value,)
