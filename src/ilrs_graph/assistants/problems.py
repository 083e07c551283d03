"""What a tool answers when it cannot do what is asked: the whole message, and what to do."""

from __future__ import annotations

from ..errors import IlrsGraphError, UnknownName
from .plain import plain
from .tool import Result


def problem(error: IlrsGraphError) -> Result:
    """Return an error as the result of a tool.

    >>> print(problem(UnknownName("question", "far-side", ["far-side-partners"])).text)
    no question is called 'far-side'
    tip: did you mean far-side-partners?
    """
    message, tip = error.message, error.tip
    if tip is None and isinstance(error, UnknownName):
        tip = "find gives the names of things by words"
    text = plain(message) + (f"\ntip: {plain(tip)}" if tip else "")
    return Result(text, {"error": message, **({"tip": tip} if tip else {})})
