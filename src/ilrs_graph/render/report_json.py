"""Findings as JSON, for programs.

A list of objects, in the order of the report: `severity`, `kind`, `code`, `focus`, `path` and `value` (terms as in
N-Triples, "" for none), `label`, `message`, `reason`, `remedy`, `details`, `file`, `line` and `column` (from 1, 0 for
unknown). Keys are never left out.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from ..findings import Report


def as_json(report: Report) -> str:
    """Return the findings as a JSON document.

    >>> as_json(Report([]))
    '[]\\n'
    """
    return json.dumps([asdict(f) for f in report], ensure_ascii=False, indent=2) + "\n"
