"""A table as JSON: `{"columns": [...], "rows": [{"x": ..., "xLabel": ...}]}`; numbers and booleans as such.

A decimal with more digits than a double holds, and a number that JSON does not have, such as INF, is text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from pyoxigraph import Literal

from ...engine import Table
from ...names.labels import Labels
from ...namespaces import XSD
from ...terms import Term
from ..json_text import json_text
from ..options import Options
from .labelled import Rows, labelled, labels_of


def _number(text: str) -> int | float | str:
    number = float(text)
    if not math.isfinite(number) or Decimal(text) != Decimal(str(number)):
        return text
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


_EXACT = 2**53
"""Whole numbers below it are the same in all readers of JSON."""
_VALUES: dict[str, Callable[[str], int | float | str]] = {
    XSD + "integer": int,
    **dict.fromkeys((XSD + "decimal", XSD + "double", XSD + "float"), _number),
    XSD + "boolean": lambda text: text in ("true", "1"),
}


def write(table: Table, options: Options) -> str:
    """Return the result of a SELECT as JSON."""
    rows = records(table.variables, table.rows, labels_of(options), options)
    return json_text({"columns": list(table.variables), "rows": rows})


def records(names: Sequence[str], rows: Rows, labels: Labels, options: Options) -> list[dict[str, Any]]:
    """Return rows as plain values by name; a name `x` of things is followed by `xLabel`."""
    with_label = labelled(names, rows, labels, options)
    found = []
    for row in rows:
        record: dict[str, Any] = {}
        for name, cell in zip(names, row, strict=True):
            record[name] = None if cell is None else plain_value(cell)
            if name in with_label:
                record[f"{name}Label"] = None if cell is None else labels.of(cell)
        found.append(record)
    return found


def plain_value(term: Term) -> Any:
    """Return a term as a value of JSON: numbers and truth values as such, other terms as text."""
    convert = _VALUES.get(term.datatype.value) if isinstance(term, Literal) else None
    try:
        return convert(term.value) if convert else term.value
    except (ValueError, InvalidOperation):
        return term.value
