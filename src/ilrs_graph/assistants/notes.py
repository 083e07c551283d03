"""Warnings of the package as notes in the result of the tool whose call caused them.

A tool runs in a task, and its work in threads that get a copy of the context of the task: so a list in a context
variable collects what belongs to one call, whatever others run at the same time.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TextIO

from ..errors import QueryWarning, ReadAs

_NOTES: ContextVar[list[str] | None] = ContextVar("notes", default=None)


@contextmanager
def noted() -> Iterator[list[str]]:
    """Collect the warnings of the calls in the body of the `with` statement.

    >>> with collecting(), noted() as notes:
    ...     warnings.warn("'CNSA' is read as agent:cnsa", ReadAs)
    >>> notes
    ["'CNSA' is read as agent:cnsa"]
    """
    found: list[str] = []
    token = _NOTES.set(found)
    try:
        yield found
    finally:
        _NOTES.reset(token)


@contextmanager
def collecting() -> Iterator[None]:
    """Let warnings be collected while a server runs; one that belongs to no call goes where it went before."""
    with warnings.catch_warnings():
        before = warnings.showwarning
        for kind in (ReadAs, QueryWarning):
            warnings.simplefilter("always", kind)

        def show(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            notes = _NOTES.get()
            if notes is None or not issubclass(category, (ReadAs, QueryWarning)):
                before(message, category, filename, lineno, file, line)
            elif str(message) not in notes:
                notes.append(str(message))

        warnings.showwarning = show
        yield
