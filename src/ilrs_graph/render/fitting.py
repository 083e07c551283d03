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

    Chinese is broken between characters too, but not within a date, before a closing mark or after an opening one.

    If `rest` is given, lines after the first have `rest` columns.

    >>> fitted("far-side mission", 10), fitted("中国国家航天局", 6)
    (['far-side', 'mission'], ['中国国', '家航天', '局'])
    >>> fitted("嫦娥六号，2024年5月3日发射。", 12), fitted("首次（月背）采样", 6)
    (['嫦娥六号，', '2024年5月3日', '发射。'], ['首次', '（月', '背）采', '样'])
    """
    lines, used, room = [""], 0, width
    for piece in _pieces(words, max(min(width, rest or width), 2)):
        if used + columns(piece.rstrip()) > room and lines[-1].strip():
            lines.append("")
            used, room = 0, rest or width
        lines[-1] += piece
        used += columns(piece)
    return [line.rstrip() for line in lines]


_OPENING, _CLOSING = "(（《〈「『【", ")，。、；：？！）》〉」』】”"
_CHINESE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_WORDS = re.compile(r" *[^ ]+ *| +")
_CHARACTER = rf"(?:\d+[年月日])+|(?![{_OPENING}{_CLOSING}])[{_CHINESE}]|[^ {_CHINESE}]+"
_CHARACTERS = re.compile(rf" *[{_OPENING}]*(?:{_CHARACTER})[{_CLOSING}]* *| *[^ ]+ *| +")
"""The pieces of a text that stay on one line: words, or in Chinese characters with the marks that belong to them."""


def _pieces(words: str, most: int) -> Iterator[str]:
    """Yield the words, each with the spaces behind it; one that is longer than `most` columns in parts."""
    for piece in (_WORDS if words.isascii() else _CHARACTERS).findall(words) or [""]:
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
