"""An answer as a drawn table, with numbered references if sources are requested."""

from __future__ import annotations

from ...questions.answer import Answer
from ..cells import answer_cells
from ..grid import draw
from ..options import Options


def write(answer: Answer, options: Options) -> str:
    """Return the answer as a table with dates in words, followed by the note on its completeness."""
    headings, rows = list(answer.columns.values()), answer_cells(answer, options)
    if options.sources:
        number = {citation: i for i, citation in enumerate(answer.references, 1)}
        headings.append("References")
        for row, texts in zip(answer.rows, rows, strict=True):
            texts.append(" ".join(f"[{number[c]}]" for c in row.sources))
    out = draw(headings, rows, options, answer.question.question)
    if options.sources:
        out += "\n" + "".join(f"[{i}] {c}\n" for i, c in enumerate(answer.references, 1))
    return f"{out}\n{answer.note}\n"
