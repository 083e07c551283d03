"""Commands, queries and code that a document shows, each with what the document shows under it.

A line `…` stands for any lines. A command may end in `; echo $?`, which prints its exit code. A block
`{code-block}` with a `:caption:` is a file of this name, which later commands on the page may read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_FENCE = re.compile(r"^```(\S[^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CAPTION = re.compile(r":caption: (\S+)\n\n?")
ECHO = "; echo $?"


class Block(NamedTuple):
    """A block of code in a document: its language, the name of its file if it is one, its text, and where it ends."""

    language: str
    file: str
    text: str
    end: int


class Session(NamedTuple):
    """A command, whether its exit code is shown, and the lines shown under it."""

    command: str
    echo: bool
    shown: list[str]


def blocks(document: str) -> Iterator[Block]:
    """Yield the blocks of code in order."""
    for found in _FENCE.finditer(document):
        info, text = found[1], found[2]
        caption = _CAPTION.match(text) if info.startswith("{code-block}") else None
        language = info.removeprefix("{code-block}").strip()
        yield Block(language, caption[1] if caption else "", text[caption.end() :] if caption else text, found.end())


def sessions(block: str) -> list[Session]:
    """Return each command of a console block with the lines shown under it."""
    found: list[Session] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            command = line[2:]
            found.append(Session(command.removesuffix(ECHO), command.endswith(ECHO), []))
        else:
            found[-1].shown.append(line)
    return found


def matches(shown: list[str], printed: list[str]) -> bool:
    """Tell whether `printed` is what is shown, `…` standing for any lines; runs of spaces count as one."""
    if not shown:
        return not printed
    if shown[0] == "…":
        return any(matches(shown[1:], printed[i:]) for i in range(len(printed) + 1))
    return bool(printed) and shown[0].split() == printed[0].split() and matches(shown[1:], printed[1:])
