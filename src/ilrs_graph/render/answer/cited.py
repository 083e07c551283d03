"""The rows of an answer for people; if sources are requested, with their strength and the numbers of references."""

from __future__ import annotations

from ...language import say
from ...questions.answer import Answer
from ..cells import answer_cells
from ..options import Options


def with_references(answer: Answer, options: Options) -> tuple[list[str], list[list[str]], list[str]]:
    """Return headings, rows and references; a reference is cited by its place in the list, counted from 1."""
    headings, rows = list(answer.columns.values()), answer_cells(answer, options)
    if not options.sources:
        return headings, rows, []
    number = {citation: i for i, citation in enumerate(answer.references, 1)}
    for row, texts in zip(answer.rows, rows, strict=True):
        texts += [row.strength.text(options.language), " ".join(f"[{number[c]}]" for c in row.sources)]
    references = [citation.text(options.language) for citation in answer.references]
    added = [say(heading, options.language) for heading in ("Independent sources", "References")]
    return [*headings, *added], rows, references
