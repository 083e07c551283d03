"""An answer as an HTML table, for notebooks and files."""

from __future__ import annotations

from html import escape

from pyoxigraph import NamedNode

from ...questions.answer import Answer
from ...terms import Term
from ..cells import answer_cells
from ..language import in_language
from ..options import DEFAULTS, Options


def write(answer: Answer, options: Options) -> str:
    """Return the answer as an HTML table with a line end."""
    return html_table(answer, options) + "\n"


def html_table(answer: Answer, options: Options = DEFAULTS) -> str:
    """Return the answer as an HTML table, things linked by their IRIs, dates in words."""
    answer, options = in_language(answer, options)
    head = "".join(f"<th>{escape(h)}</th>" for h in answer.columns.values())
    body = "".join(
        "<tr>" + "".join(_cell(t, text) for t, text in zip(r.values(), texts, strict=True)) + "</tr>"
        for r, texts in zip(answer.terms(), answer_cells(answer, options), strict=True)
    )
    caption = f"<caption>{escape(answer.wording.question)} {escape(answer.note)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(term: Term | None, text: str) -> str:
    if isinstance(term, NamedNode):
        return f'<td><a href="{escape(term.value)}">{escape(text)}</a></td>'
    return f"<td>{escape(text)}</td>"
