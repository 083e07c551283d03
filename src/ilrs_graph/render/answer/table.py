"""An answer as a drawn table, with numbered references if sources are requested."""

from __future__ import annotations

from ...questions.answer import Answer
from ..grid import draw
from ..language import in_language
from ..options import Options
from .cited import with_references


def write(answer: Answer, options: Options) -> str:
    """Return the answer as a table with dates in words, followed by the note on its completeness."""
    answer, options = in_language(answer, options)
    headings, rows, references = with_references(answer, options)
    parts = [draw(headings, rows, options, answer.wording.question)]
    if references:
        parts.append("".join(f"[{number}] {text}\n" for number, text in enumerate(references, 1)))
    return "\n".join([*parts, *([answer.hint] if answer.hint else []), f"{answer.note}\n"])
