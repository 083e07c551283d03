"""An answer as an HTML table, for notebooks and files."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ..terms import Term

if TYPE_CHECKING:
    from ..questions.answer import Answer


def to_html(answer: Answer) -> str:
    """Return the answer as an HTML table, things linked by their IRIs."""
    head = "".join(f"<th>{escape(h)}</th>" for h in answer.columns.values())
    body = "".join(
        "<tr>" + "".join(_html_cell(t, text) for t, text in zip(r.values(), texts, strict=True)) + "</tr>"
        for r, texts in zip(answer.terms(), answer.texts, strict=True)
    )
    caption = f"<caption>{escape(answer.question.question)} {escape(answer.note)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _html_cell(term: Term | None, text: str) -> str:
    if isinstance(term, NamedNode):
        return f'<td><a href="{escape(term.value)}">{escape(text)}</a></td>'
    return f"<td>{escape(text)}</td>"
