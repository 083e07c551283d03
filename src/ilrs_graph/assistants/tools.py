"""All tools, in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Iterable

from ..questions import Question
from .asking import ASK, LIST_QUESTIONS, typed
from .checking import CHECK
from .looking import EXPLAIN, FIND, SHOW
from .querying import QUERY
from .tool import Tool

TOOLS = (LIST_QUESTIONS, ASK, FIND, SHOW, EXPLAIN, QUERY, CHECK)
"""The tools of every server."""


def tools(questions: Iterable[Question] = ()) -> dict[str, Tool]:
    """Return the tools by name, with one for each of `questions`.

    >>> list(tools())
    ['list_questions', 'ask', 'find', 'show', 'explain', 'query', 'check']
    """
    return {tool.name: tool for tool in (*TOOLS, *typed(questions))}
