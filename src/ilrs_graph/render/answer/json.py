"""An answer as JSON, with the evidence and sources of each row, and the claims of completeness.

{"question": str, "columns": [name, ...], "rows": [{name: value, "evidence": [IRI, ...], "sources": [...],
 "strength": {"independent": n, "originals": n, "pages": n, "best": IRI, "bestLabel": str}}, ...], "complete": [...],
 "note": str, "zh": {"question": str, "description": str, "columns": {name: heading, ...}}}

`zh` is left out if the file of the question has no Chinese.
"""

from __future__ import annotations

from textwrap import indent
from typing import Any

from ...questions.answer import Answer, Row
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
    head = {"question": answer.wording.question, "columns": names, "rows": []}
    tail = {"complete": [claim._asdict() for claim in answer.coverage], "note": answer.note, **_chinese(answer)}
    texts = (_row(record, row) for record, row in zip(rows, answer.rows, strict=True))
    listed = ",\n".join(indent(text.rstrip("\n"), "    ") for text in texts)  # row by row: the sources repeat
    return json_text({**head, **tail}).replace('"rows": []', f'"rows": [\n{listed}\n  ]' if listed else '"rows": []', 1)


def _row(record: dict[str, Any], row: Row) -> str:
    evidence, sources = [node.value for node in row.evidence], [citation.printed() for citation in row.sources]
    return json_text({**record, "evidence": evidence, "sources": sources, "strength": _strength(row.strength)})


def _strength(strength: Strength) -> dict[str, Any]:
    _, kind, label = strength.cells()
    return {**strength._asdict(), "best": kind, "bestLabel": label}


def _chinese(answer: Answer) -> dict[str, Any]:
    texts = answer.question.zh
    if texts is None:
        return {}
    shown = {name: texts.columns[name] for name in answer.columns}
    return {"zh": {"question": texts.question, "description": texts.description, "columns": shown}}
