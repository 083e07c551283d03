"""An answer as a table in Markdown, with numbered references if sources are requested."""

from __future__ import annotations

from ...language import say
from ...questions.answer import Answer
from ..grid import row_count
from ..language import in_language
from ..markdown_text import markdown_table, markdown_text
from ..options import Options
from .cited import with_references


def write(answer: Answer, options: Options) -> str:
    """Return the answer as a table with dates in words, followed by the note on its completeness."""
    answer, options = in_language(answer, options)
    headings, rows, references = with_references(answer, options)
    parts = [f"**{markdown_text(answer.wording.question)}**\n", markdown_table(headings, rows)]
    if references:
        parts.append("".join(f"{number}. {markdown_text(text)}\n" for number, text in enumerate(references, 1)))
    count = row_count(len(rows), options.total, language=options.language)
    if answer.hint:
        parts.append(f"{markdown_text(answer.hint)}\n")
    parts.append(count + say(". ", options.language) + f"{markdown_text(answer.note)}\n")
    return "\n".join(parts)
