"""The common parts of the pictures: document, colours and text.

Each picture is one SVG 1.1 document without scripts, links to elsewhere or fonts of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ..printable import blank, printable

INK, FAINT, PLAN, ACTUAL, WRONG = "#1b1f24", "#d0d7de", "#0969a8", "#117733", "#b3402a"
"""Colours that colour-blind readers can tell apart: text, lines, plans, actual events, wrong statements."""
FONT = "font-family=\"'Noto Sans','Noto Sans CJK SC','Helvetica Neue',Arial,sans-serif\""


def document(width: float, height: float, title: str, body: Iterable[str]) -> str:
    """Return an SVG document of that size in pixels, on white.

    >>> document(10, 20, "A & B", []).splitlines()[0].partition("<title>")[2]
    'A &amp; B</title><rect width="100%" height="100%" fill="#ffffff"/>'
    """
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" {FONT}><title>{escape(printable(title, blank))}</title>'
        f'<rect width="100%" height="100%" fill="#ffffff"/>'
    )
    return "\n".join([head, *body, "</svg>"]) + "\n"


def text(x: float, y: float, words: str, size: int = 12, more: str = "", *, fill: str = INK) -> str:
    """Return a line of text whose baseline begins at x, y; `more` is further attributes.

    >>> text(1, 2, "a < b", fill="red")
    '<text x="1.0" y="2.0" font-size="12" fill="red" >a &lt; b</text>'
    """
    shown = escape(printable(words, blank))
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" {more}>{shown}</text>'
