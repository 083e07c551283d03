"""Findings as JSON, for programs.

A list of objects, in the order of the report: `severity`, `kind`, `code`, `focus`, `path` and `value` (terms as in
N-Triples, "" for none), `label`, `message`, `reason`, `remedy`, `details`, `file`, `line` and `column` (from 1, 0 for
unknown). Keys are never omitted.
"""

from __future__ import annotations

from dataclasses import asdict

from ...findings import Report
from ..json_text import json_text
from ..options import Options


def write(report: Report, _: Options) -> str:
    """Return the findings as a JSON document.

    >>> write(Report([]), Options())
    '[]\\n'
    """
    return json_text([asdict(f) for f in report])
