"""The layout of a table on a terminal: how wide its columns are, and which of them say nothing of their own.

A column is never narrower than its longest word while the words of all columns have room beside each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from .fitting import columns, fitted

GAP = 2
"""Columns of the terminal between two columns of a table."""

_ORDINARY = 20
"""Columns that any word of ordinary text fits into."""


def widths(texts: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """Return the width of each column of a table whose columns have these texts; None if their words do not fit.

    Room that is scarce goes first to the columns that need least. Only where there is no room for all words, those
    longer than a quarter of it, such as addresses, may be broken.

    >>> widths([["Mission", "Chang'e 6"], ["Note", "it flew to the far side"]], 40)
    [9, 23]
    >>> widths([["Mission", "Chang'e 6"], ["Note", "it flew to the far side"]], 20)
    [9, 9]
    >>> widths([["Mission"], ["unbreakable"]], 16) is None
    True
    """
    room -= GAP * (len(texts) - 1)
    whole = [max((columns(line) for text in column for line in text.split("\n")), default=0) for column in texts]
    if sum(whole) <= room:
        return whole
    least = [max((_longest_word(text) for text in column), default=0) for column in texts]
    if sum(least) > room:
        least = [min(width, max(room // 4, _ORDINARY)) for width in least]
    if sum(least) > room:
        return None
    return _shared(least, whole, room)


def _shared(least: Sequence[int], whole: Sequence[int], room: int) -> list[int]:
    """Return widths between `least` and `whole`: all columns are cut down to the same width, if they are wider."""
    found = list(least)
    for cap in range(max(whole) + 1):
        wider = [max(a, min(b, cap)) for a, b in zip(least, whole, strict=True)]
        if sum(wider) > room:
            break
        found = wider
    for place, most in enumerate(whole):
        found[place] += min(most - found[place], room - sum(found))
    return found


def _longest_word(text: str) -> int:
    """Return the width of the longest word; Chinese text can be broken anywhere, and counts as one character."""
    return max((columns(word) if word.isascii() else _alphabetic(word) for word in text.split()), default=0)


def _alphabetic(word: str) -> int:
    """Return the width of a word; 2 if it has wide characters."""
    width = columns(word)
    return width if width == len(word) else 2


def constant_columns(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the places of the columns in which all rows have the same text; none for less than two rows.

    The first column stays if all are constant.

    >>> constant_columns([("Chang'e 7", "CNSA", ""), ("Chang'e 7", "IRAP", "")])
    [0, 2]
    """
    if len(rows) < 2:
        return []
    places = [place for place, texts in enumerate(zip(*rows, strict=True)) if len(set(texts)) == 1]
    return places[1:] if len(places) == len(rows[0]) else places


def lines_of(text: str, width: int) -> list[str]:
    """Return a text in lines of at most `width` columns; its own line ends stay.

    >>> lines_of("one two\\nthree", 4)
    ['one', 'two', 'thre', 'e']
    """
    if "\n" not in text and columns(text) <= width:
        return [text]
    return [line for part in text.split("\n") for line in fitted(part, width)]


def padded(text: str, width: int) -> str:
    """Return a text followed by spaces, up to `width` columns.

    >>> padded("嫦娥", 6)
    '嫦娥  '
    """
    return text + " " * (width - columns(text))
