"""`LunarGraph`, the one object that the command line and a notebook share, and the `Reading`s that it hands out."""

from __future__ import annotations

from ..questions import Answer
from .lunar_graph import LunarGraph
from .reading import Reading

__all__ = ["LunarGraph", "Reading"]


def _answer_html(answer: Answer) -> str:
    """Return an answer as a notebook shows it."""
    from ..render.answer.html import html_table

    return html_table(answer)


setattr(Answer, "_repr_html_", _answer_html)  # noqa: B010 - results know no form of output, the notebook asks for one
