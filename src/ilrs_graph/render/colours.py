"""Bold and coloured text for a terminal (ECMA-48, SGR); plain text if colours are off."""

from __future__ import annotations

_COLOURS = {"red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_BY_MARK = {"+": "green", "-": "red", "~": "yellow"}


def bold(text: str, on: bool) -> str:
    """Return a text in bold, if colours are on.

    >>> bold("a", True), bold("a", False)
    ('\\x1b[1ma\\x1b[0m', 'a')
    """
    return f"\x1b[1m{text}\x1b[0m" if on and text else text


def coloured(text: str, colour: str, on: bool) -> str:
    """Return a text in red, green, yellow or cyan, if colours are on.

    >>> coloured("violation", "red", True), coloured("violation", "red", False)
    ('\\x1b[31mviolation\\x1b[0m', 'violation')
    """
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if on and text else text


def by_mark(line: str, mark: str, on: bool) -> str:
    """Return a line in the colour of what its mark says: `+` is added, `-` removed, `~` changed.

    >>> by_mark("+ a", "+", True), by_mark("a", "a", True)
    ('\\x1b[32m+ a\\x1b[0m', 'a')
    """
    return coloured(line, _BY_MARK[mark], on) if mark in _BY_MARK else line
