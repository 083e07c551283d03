"""An answer as JSON, with the evidence and sources of each row, and the claims of completeness.

{"question": str, "columns": [name, ...], "rows": [{name: value, "evidence": [IRI, ...], "sources": [...],
 "strength": {"independent": n, "originals": n, "pages": n, "best": IRI, "bestLabel": str}}, ...], "complete": [...],
 "note": str, "zh": {"question": str, "description": str, "columns": {name: heading, ...}}}

`zh` is left out if the file of the question has no Chinese.
"""

from __future__ import annotations

from typing import Any

from ...questions.answer import Answer
from ...questions.strength import Strength
from ..json_text import json_text
from ..language import in_language
from ..options import Options
from ..table.json import records


def write(answer: Answer, options: Options) -> str:
    """Return the answer as JSON."""
    answer, options = in_language(answer, options)
    options = options._replace(things=answer.node_columns)
    names = list(answer.columns)
    rows = records(names, [tuple(row.values()) for row in answer.terms()], answer.labels, options)
    for record, row in zip(rows, answer.rows, strict=True):
        record["evidence"] = [node.value for node in row.evidence]
        record["sources"] = [citation.printed() for citation in row.sources]
        record["strength"] = _strength(row.strength)
    return json_text(
        {
            "question": answer.wording.question,
            "columns": names,
            "rows": rows,
            "complete": [claim._asdict() for claim in answer.coverage],
            "note": answer.note,
            **_chinese(answer),
        }
    )


def _strength(strength: Strength) -> dict[str, Any]:
    _, kind, label = strength.cells()
    return {**strength._asdict(), "best": kind, "bestLabel": label}


def _chinese(answer: Answer) -> dict[str, Any]:
    texts = answer.question.zh
    if texts is None:
        return {}
    shown = {name: texts.columns[name] for name in answer.columns}
    return {"zh": {"question": texts.question, "description": texts.description, "columns": shown}}
