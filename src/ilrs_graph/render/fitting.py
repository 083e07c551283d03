"""Text wrapped to a width in columns of a terminal; a Chinese character takes two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width


def columns(words: str) -> int:
    """Return how many columns of a terminal the text takes: a Chinese character takes two.

    >>> columns("嫦娥6号")
    7
    """
    return len(words) if words.isascii() else sum(2 if east_asian_width(c) in "WF" else 1 for c in words)


def fitted(words: str, width: int, rest: int | None = None) -> list[str]:
    """Return the text in lines of at most `width` columns, broken at spaces, or anywhere in a longer word.

    If `rest` is given, lines after the first have `rest` columns.

    >>> fitted("far-side mission", 10), fitted("中国国家航天局", 6)
    (['far-side', 'mission'], ['中国国', '家航天', '局'])
    """
    lines, used, room = [""], 0, width
    for piece in _pieces(words, max(min(width, rest or width), 2)):
        if used + columns(piece.rstrip()) > room and lines[-1].strip():
            lines.append("")
            used, room = 0, rest or width
        lines[-1] += piece
        used += columns(piece)
    return [line.rstrip() for line in lines]


def _pieces(words: str, most: int) -> Iterator[str]:
    """Yield the words, each with the spaces behind it; one that is longer than `most` columns in parts."""
    for piece in re.findall(r" *[^ ]+ *| +", words) or [""]:
        part, used = "", 0
        if columns(piece.rstrip(" ")) <= most:
            yield piece
            continue
        for character in piece:
            if used + columns(character) > most and character != " ":
                yield part
                part, used = "", 0
            part += character
            used += columns(character)
        yield part
