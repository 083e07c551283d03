"""A table as JSON: `{"columns": [...], "rows": [{"x": ..., "xLabel": ...}]}`; integers and booleans as such."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pyoxigraph import Literal

from ...engine import Table
from ...names.labels import Labels
from ...namespaces import XSD
from ...terms import Term
from ..json_text import json_text
from ..options import Options
from .labelled import Rows, labelled, labels_of

_VALUES: dict[str, Callable[[str], int | bool]] = {
    XSD + "integer": int,
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
            record[name] = None if cell is None else _plain(cell)
            if name in with_label:
                record[f"{name}Label"] = None if cell is None else labels.of(cell)
        found.append(record)
    return found


def _plain(term: Term) -> Any:
    convert = _VALUES.get(term.datatype.value) if isinstance(term, Literal) else None
    try:
        return convert(term.value) if convert else term.value
    except ValueError:
        return term.value
