"""Questions in files outside of a graph: a file that is asked directly, and a folder that is added to a catalogue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..files.root import QUERIES
from ..snapshot.questions import cached_questions, compile_questions, question_address
from .catalogue import Question

State = tuple[tuple[str, int, int], ...]
"""Name, time of modification and size of each file of a folder."""


def question_of(path: Path) -> Question:
    """Return the question in a file; the path is its slug.

    Raises:
        InputError: the file is missing, or its header or query is wrong; the message names each place.
    """
    from ..files.question_header import compile_question

    return Question.of(str(path), compile_question(path, any_name=True))


def state_of(folder: Path) -> State:
    """Return the state of the questions in a folder: equal if no file changed.

    Raises:
        InputError: it is no folder, or cannot be read.
    """
    try:
        stats = [(path.name, path.stat()) for path in sorted(folder.iterdir()) if path.suffix == ".rq"]
    except OSError as error:
        what = f"{{queries}}: {error.filename or folder}: {error.strerror or error}"
        raise InputError(what, tip="give a folder with .rq files", about="queries") from None
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def questions_in(folder: Path, builder: str, log: Callable[[str], None]) -> dict[str, Any]:
    """Return the compiled questions of a folder by slug, from the cache if no file changed.

    `log` receives a line for each question that is compiled and cannot be asked.

    Raises:
        InputError: the folder or a file cannot be read.
    """
    from ..files.parsing import read_bytes

    contents = {f"{QUERIES}/{name}": read_bytes(folder / name) for name, *_ in state_of(folder)}
    found = cached_questions(question_address(contents, builder))
    return (found or compile_questions(contents, builder, log)).catalogue
