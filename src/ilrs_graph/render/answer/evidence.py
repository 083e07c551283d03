"""The evidence of an answer as Turtle: the triples of the nodes that make its rows true, and of their sources."""

from __future__ import annotations

from ...questions.answer import Answer
from ..options import Options
from ..triples import turtle


def write(answer: Answer, options: Options) -> str:
    """Return the evidence as Turtle.

    >>> from ilrs_graph import LunarGraph
    >>> answer = LunarGraph().ask("far-side-partners", mission="change-6", state="italy")
    >>> "source:scio-2024-07-09-change-6 a " in write(answer, Options())
    True
    """
    return turtle(answer.evidence(), options)
