"""An answer as JSON, with the evidence and sources of each row, and the claims of completeness.

{"question": str, "columns": [name, ...], "rows": [{name: value, "evidence": [IRI, ...], "sources": [...]}, ...],
 "complete": [...], "note": str}
"""

from __future__ import annotations

from ...questions.answer import Answer
from ..json_text import json_text
from ..options import Options
from ..table.json import records


def write(answer: Answer, _: Options) -> str:
    """Return the answer as JSON."""
    names = list(answer.columns)
    rows = records(names, [tuple(row.values()) for row in answer.terms()], answer.labels)
    for record, row in zip(rows, answer.rows, strict=True):
        record["evidence"] = [node.value for node in row.evidence]
        record["sources"] = [citation._asdict() for citation in row.sources]
    return json_text(
        {
            "question": answer.question.question,
            "columns": names,
            "rows": rows,
            "complete": [claim._asdict() for claim in answer.coverage],
            "note": answer.note,
        }
    )
