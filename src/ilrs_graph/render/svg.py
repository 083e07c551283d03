"""What the pictures of this house share: paper, ink, type, and text that fits a width.

Each picture is one SVG 1.1 document without scripts, links to elsewhere or fonts of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from unicodedata import east_asian_width

INK, FAINT, PLAN, ACTUAL, WRONG = "#1b1f24", "#d0d7de", "#0969a8", "#117733", "#b3402a"
"""Colours that colour-blind readers can tell apart: text, lines, plans, what happened, what is wrong."""
FONT = "font-family=\"'Noto Sans','Noto Sans CJK SC','Helvetica Neue',Arial,sans-serif\""


def document(width: float, height: float, title: str, body: Iterable[str]) -> str:
    """Return an SVG document of that size in pixels, on white.

    >>> document(10, 20, "A & B", []).splitlines()[0].partition("<title>")[2]
    'A &amp; B</title><rect width="100%" height="100%" fill="#ffffff"/>'
    """
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" {FONT}><title>{escape(title)}</title>'
        f'<rect width="100%" height="100%" fill="#ffffff"/>'
    )
    return "\n".join([head, *body, "</svg>"]) + "\n"


def text(x: float, y: float, words: str, size: int = 12, more: str = "", *, fill: str = INK) -> str:
    """Return a line of text whose baseline begins at x, y; `more` is further attributes.

    >>> text(1, 2, "a < b", fill="red")
    '<text x="1.0" y="2.0" font-size="12" fill="red" >a &lt; b</text>'
    """
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" {more}>{escape(printable(words))}</text>'


def printable(words: str) -> str:
    """Return text without control characters, which XML forbids and terminals obey.

    >>> printable("a\\x07b\\nc")
    'a b c'
    """
    return "".join(c if c.isprintable() else " " for c in words)


def columns(words: str) -> int:
    """Return how many columns of a terminal the text takes: a Chinese character takes two.

    >>> columns("嫦娥6号")
    7
    """
    return len(words) if words.isascii() else sum(2 if east_asian_width(c) in "WF" else 1 for c in words)


def fitted(words: str, width: int, rest: int | None = None) -> list[str]:
    """Return the text in lines of at most `width` columns, broken at spaces, or anywhere in a longer word.

    Lines after the first have `rest` columns where that is given.

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
