"""The numbers of a graph as CSV: group, name, value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..csv_text import csv_text
from ..options import Options


def write(info: Mapping[str, Any], _: Options) -> str:
    """Return a row for each number; one without a group is in the group `graph`.

    >>> write({"version": "1", "as of": None, "triples": {"asserted": 2}}, Options())
    'group,name,value\\ngraph,version,1\\ntriples,asserted,2\\n'
    """
    rows = [("group", "name", "value")]
    for name, value in info.items():
        if isinstance(value, Mapping):
            rows += [(name, each, str(number)) for each, number in value.items()]
        elif value is not None:
            rows.append(("graph", name, str(value)))
    return csv_text(rows)
