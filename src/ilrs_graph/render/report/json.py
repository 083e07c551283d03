"""Findings as JSON, for programs.

An object with two lists. `read` has an object for each file that was read: `file` ("" for triples in no file),
`triples`, `rows` (of a template, otherwise 0) and `removed` (whether they are to be removed). `findings` has an object
for each finding, in the order of the report: `severity`, `kind`, `code`, `focus`, `path` and `value` (terms as in
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

    >>> import json
    >>> from ilrs_graph.findings import FileRead
    >>> json.loads(write(Report([], [FileRead("new.ttl", 6)]), Options()))
    {'read': [{'file': 'new.ttl', 'triples': 6, 'rows': 0, 'removed': False}], 'findings': []}
    """
    read = [{"file": f.name, "triples": f.triples, "rows": f.rows, "removed": f.removed} for f in report.read]
    return json_text({"read": read, "findings": [asdict(f) for f in report]})
