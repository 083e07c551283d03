"""The CSV of all formats: RFC 4180 with line feeds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows of cells, the headings first, as CSV.

    >>> csv_text([("a", "b"), ("1, 2", "")])
    'a,b\\n"1, 2",\\n'
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
