"""The dates in the rows of an answer on an axis of time: a lane for each row, a mark for each column of dates.

A date that is one day is a sign, a longer one a bar, open where it has no end. Each column has a colour and a sign of
its own, so that no reader needs the colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape
from typing import NamedTuple

from ...language import say
from ...printable import blank, printable
from ...render.svg import FAINT, INK, document, text
from ...render.timeline.axis import Axis

WIDTH = 1060
COLOURS = ("#117733", "#0969a8", "#8a5a00", "#6b3fa0")
"""Colours of the columns of dates, in turn; there are at most as many."""
_LEFT, _RIGHT, _TOP, _STEP, _LONGEST = 330, 24, 58, 18, 52
_SOFT = "#57606a"
_OPEN = timedelta(days=365)
"""How long the bar of a date without an end is."""
_SHORT = 5.0
"""A bar that is shorter than this is a sign."""


class Mark(NamedTuple):
    """A date: the place of its column, first and last day (None: open), and what is said of it."""

    column: int
    first: date | None
    last: date | None
    said: str

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day to draw."""
        first = self.first or (self.last - _OPEN if self.last else date(2000, 1, 1))
        return first, self.last or first + _OPEN


class Lane(NamedTuple):
    """A row: its name, and its dates."""

    name: str
    marks: Sequence[Mark]


def draw(lanes: Sequence[Lane], columns: Sequence[str], title: str, language: str) -> str:
    """Return the picture as an SVG document.

    Args:
        lanes: the rows, from the top down.
        columns: the headings of the columns of dates.
        title: what the picture shows.
        language: that of the words between.

    >>> row = Lane("Chang'e 6", [Mark(0, date(2024, 5, 3), date(2024, 5, 3), "3 May 2024")])
    >>> draw([row], ["Launch"], "Launches", "en").count("<title>")
    2
    """
    axis = Axis((day for lane in lanes for mark in lane.marks for day in mark.days), _LEFT, WIDTH - _RIGHT)
    bottom = _TOP + _STEP * len(lanes)
    body = [*_legend(columns), *_grid(axis, bottom, language)]
    for place, lane in enumerate(lanes):
        y = _TOP + _STEP * (place + 0.5)
        body.append(text(_LEFT - 12, y + 4, _short(lane.name), 12, 'text-anchor="end"'))
        body += [_mark(mark, axis, y) for mark in lane.marks]
    return document(WIDTH, bottom + 22, title, body)


def _legend(columns: Sequence[str]) -> Iterator[str]:
    x = float(_LEFT)
    for place, name in enumerate(columns):
        yield _sign(place, x + 5, 16)
        yield text(x + 16, 20, name, 12)
        x += 44 + 7.5 * len(name)


def _grid(axis: Axis, bottom: float, language: str) -> Iterator[str]:
    last = -100.0
    for year, x in axis.ticks():
        yield f'<line x1="{x:.1f}" y1="{_TOP - 6}" x2="{x:.1f}" y2="{bottom:.1f}" stroke="{FAINT}" stroke-width="0.6"/>'
        if x - last >= 34:
            yield from (text(x + 2, at, str(year), 10, fill=_SOFT) for at in (_TOP - 9, bottom + 14))
            last = x
    for first, final, x in axis.folds:
        words = say("{first}-{last}: nothing", language, first=first, last=final)
        zigzag = f'<path d="M{x + 4:.1f} {_TOP - 12} l3 8 l3 -8 l3 8" fill="none" stroke="{INK}"/>'
        yield f"<g><title>{escape(words)}</title>{zigzag}</g>"


def _mark(mark: Mark, axis: Axis, y: float) -> str:
    first, last = mark.days
    x1, x2 = axis.x(first), axis.x(last + timedelta(days=1))
    shape = _sign(mark.column, (x1 + x2) / 2, y)
    if x2 - x1 >= _SHORT:
        shape = _bar(mark, x1, x2, y)
    return f"<g><title>{escape(printable(mark.said, blank))}</title>{shape}</g>"


def _bar(mark: Mark, x1: float, x2: float, y: float) -> str:
    """Return a bar without a line at an end that is open, with the sign of its column in the middle."""
    colour, top, bottom = COLOURS[mark.column], y - 3, y + 3
    right = f"V{bottom}" if mark.last is not None else f"M{x2:.1f} {bottom}"
    left = "Z" if mark.first is not None and mark.last is not None else f"V{top}" if mark.first is not None else ""
    path = f"M{x1:.1f} {top}H{x2:.1f}{right}H{x1:.1f}{left}"
    line = f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.4"/>'
    return line + (_sign(mark.column, (x1 + x2) / 2, y, 2.6) if x2 - x1 > 4 * _SHORT else "")


def _sign(column: int, x: float, y: float, size: float = 4.2) -> str:
    """Return the sign of a column: circle, square, diamond, triangle."""
    colour, r = COLOURS[column], size
    if column == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{colour}"/>'
    paths = {
        1: f"M{x - r:.1f} {y - r:.1f}h{2 * r}v{2 * r}h{-2 * r}z",
        2: f"M{x:.1f} {y - 1.3 * r:.1f}l{1.3 * r} {1.3 * r}l{-1.3 * r} {1.3 * r}l{-1.3 * r} {-1.3 * r}z",
        3: f"M{x:.1f} {y - 1.2 * r:.1f}l{1.2 * r} {2.2 * r}h{-2.4 * r}z",
    }
    return f'<path d="{paths[column]}" fill="{colour}"/>'


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
