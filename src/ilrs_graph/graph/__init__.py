"""`LunarGraph`, the interface of the command line and of notebooks, and the `Reading`s that it returns."""

from __future__ import annotations

from ..questions import Answer
from .lunar_graph import LunarGraph
from .reading import Reading

__all__ = ["LunarGraph", "Reading"]


def _answer_html(answer: Answer) -> str:
    """Return an answer as HTML for a notebook."""
    from ..render.answer.html import html_table

    return html_table(answer)


setattr(Answer, "_repr_html_", _answer_html)  # noqa: B010 - results do not import formats, so the method is added here
