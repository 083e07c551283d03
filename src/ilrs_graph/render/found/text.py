"""What a search finds as text that fits the terminal: each question and thing above the command that goes on."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import say
from ...printable import blank, printable
from ...search import Found
from ..colours import bold
from ..fitting import columns, fitted
from ..layout import padded
from ..options import Options

_WIDTH = 80
_LEAST = 40
_INDENT = "  "


def write(found: Found, options: Options) -> str:
    """Return the questions and then the things, each with its command.

    >>> from ilrs_graph.search import FoundQuestion
    >>> found = Found([FoundQuestion("launch-dates", "When did a mission launch?", {}, 1.0)], [])
    >>> print(write(found, Options()), end="")
    Questions
      When did a mission launch?
        ilrs-graph ask launch-dates
    """
    width = max(options.width or _WIDTH, _LEAST)
    parts = [list(_questions(found, width, options)), list(_things(found, width, options))]
    lines = [line for part in parts if part for line in ("", *part)][1:]
    return "".join(f"{line.rstrip()}\n" for line in lines or [say("nothing found", found.language)])


def _questions(found: Found, width: int, options: Options) -> Iterator[str]:
    if found.questions:
        yield bold(say("Questions", found.language), options.colours)
    for each in found.questions:
        yield from _wrapped(each.question, width)
        yield f"{_INDENT * 2}{printable(each.command, blank)}"


def _things(found: Found, width: int, options: Options) -> Iterator[str]:
    if found.things:
        yield bold(say("Things", found.language), options.colours)
    rows = [(say("{label}, {kind}", found.language, label=t.label, kind=t.kind), t.command) for t in found.things]
    names = [printable(name, blank) for name, _ in rows]
    longest = max((columns(command) for _, command in rows), default=0)
    room = width - len(_INDENT) * 2 - longest
    beside = all(columns(name) <= room for name in names)
    for name, (_, command) in zip(names, rows, strict=True):
        if beside:
            yield f"{_INDENT}{padded(name, min(room, max(map(columns, names))))}{_INDENT}{command}"
        else:
            yield from _wrapped(name, width)
            yield f"{_INDENT * 2}{command}"


def _wrapped(text: str, width: int) -> Iterator[str]:
    for line in fitted(printable(text, blank), width - len(_INDENT)):
        yield _INDENT + line
