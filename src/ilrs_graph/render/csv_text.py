"""The CSV of all formats: RFC 4180 with line feeds."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.])")


def as_text(cell: str) -> str:
    """Return a cell that a spreadsheet does not take for a formula: one that begins like one gets an apostrophe.

    >>> as_text("=1+1"), as_text("-1.5"), as_text("Chang'e 6")
    ("'=1+1", '-1.5', "Chang'e 6")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows of cells, the headings first, as CSV.

    >>> csv_text([("a", "b"), ("1, 2", "")])
    'a,b\\n"1, 2",\\n'
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
