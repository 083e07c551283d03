"""The problems of a saved question that cannot be asked, and the error that reports all of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import InputError

_FORM = "the form of a question is described in queries/README.md"


class QuestionProblem(NamedTuple):
    """A problem of a question: line and column in its file, what is wrong, and what to do ("" for the usual tip)."""

    line: int
    column: int
    what: str
    tip: str = ""


def question_problems(path: Path, problems: Iterable[Iterable[Any]]) -> InputError:
    """Return the error for a question with the `problems` that `compile_catalogue` returns, one on each line.

    >>> print(question_problems(Path("a.rq"), [[1, 1, "the header has no columns", ""]]))
    a.rq:1:1: the header has no columns
    """
    found = [QuestionProblem(*each) for each in problems]
    message = "\n".join(f"{path}:{each.line}:{each.column}: {each.what}" for each in found)
    return InputError(message, tip=found[0].tip or _FORM)
