"""The Moon from four sides with points on it: near side and far side as seen from afar, and both poles from above.

The sides are orthographic, the caps azimuthal equidistant down to 60 degrees, the near side up in the south and down in
the north, longitudes east-positive (IAU mean Earth frame). Nothing is drawn but the grid and the points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import cos, radians, sin
from typing import NamedTuple

from ...printable import blank, printable
from ...render.svg import ACTUAL, INK, PLAN, WRONG, document, text

WIDTH, HEIGHT = 1060, 1010
_SIDE, _CAP, _EDGE = 245, 165, 60
_GROUND, _RIM, _GRID = "#eceae5", "#8b8f94", "#fdfdfc"
_SOFT = "#57606a"
_LETTER, _LINE, _REACH = 5.6, 11, 7
_ORDER = ("landed", "planned", "failed", "impact", "place")
COLOURS = {"landed": ACTUAL, "planned": PLAN, "impact": INK, "failed": WRONG, "place": PLAN}
"""What became of a landing, or a place as such, with its colour; each has a shape of its own, too."""


class Point(NamedTuple):
    """A point: its name, latitude and longitude in degrees, what became of it, and what is said of it."""

    name: str
    latitude: float
    longitude: float
    kind: str
    said: str


class Words(NamedTuple):
    """The texts of the picture: its title, the names of the four views, and those of the kinds."""

    title: str
    near: str
    far: str
    south: str
    north: str
    kinds: Sequence[tuple[str, str]]


def draw(points: Sequence[Point], words: Words) -> str:
    """Return the picture as an SVG document.

    >>> apollo = Point("Apollo 11", 0.674, 23.473, "landed", "")
    >>> draw([apollo], Words("", "", "", "", "", [])).count(">Apollo 11<")
    1
    """
    body = [
        *_side(points, 265, 0, words.near),
        *_side(points, 790, 180, words.far),
        *_cap(points, 265, -1, words.south),
        *_cap(points, 790, 1, words.north),
        *_legend(words.kinds),
    ]
    return document(WIDTH, HEIGHT, words.title, body)


def on_side(latitude: float, longitude: float, middle: float) -> tuple[float, float, bool]:
    """Return where a point lies on the disc of a side, from -1 to 1, and whether it can be seen.

    >>> [round(each, 3) for each in on_side(0, 90, 0)[:2]], on_side(0, 120, 0)[2]
    ([1.0, -0.0], False)
    """
    a, b = radians(latitude), radians(longitude - middle)
    return cos(a) * sin(b), -sin(a), cos(a) * cos(b) >= -1e-9


def on_cap(latitude: float, longitude: float, pole: int) -> tuple[float, float]:
    """Return where a point lies on the disc of a polar cap, from -1 to 1; `pole` is 1 or -1.

    >>> [round(each, 3) for each in on_cap(-60, 90, -1)]
    [1.0, -0.0]
    """
    distance, b = (90 - pole * latitude) / (90 - _EDGE), radians(longitude)
    return distance * sin(b), distance * cos(b) * (1 if pole > 0 else -1)


def _side(points: Sequence[Point], x: float, middle: float, name: str) -> Iterator[str]:
    y = 40 + _SIDE
    yield f'<g transform="translate({x} {y})"><circle r="{_SIDE}" fill="{_GROUND}" stroke="{_RIM}"/>'
    for latitude in range(-60, 90, 30):
        yield _line([on_side(latitude, middle - 90 + 5 * i, middle)[:2] for i in range(37)], _SIDE)
    for longitude in range(-60, 90, 30):
        yield _line([on_side(-90 + 5 * i, middle + longitude, middle)[:2] for i in range(37)], _SIDE)
    seen = []
    for point in points:
        px, py, visible = on_side(point.latitude, point.longitude, middle)
        if visible and abs(point.latitude) < _EDGE + 15:
            seen.append((px * _SIDE, py * _SIDE, point))
    yield from _marks(seen, _SIDE)
    yield text(0, _SIDE + 26, name, 14, 'font-weight="600" text-anchor="middle"') + "</g>"


def _cap(points: Sequence[Point], x: float, pole: int, name: str) -> Iterator[str]:
    y = HEIGHT - 95 - _CAP
    yield f'<g transform="translate({x} {y})"><circle r="{_CAP}" fill="{_GROUND}" stroke="{_RIM}"/>'
    for latitude in (70, 80):
        radius = (90 - latitude) / (90 - _EDGE) * _CAP
        yield f'<circle r="{radius:.1f}" fill="none" stroke="{_GRID}"/>'
        yield text(4, radius - 3, f"{latitude}° {'N' if pole > 0 else 'S'}", 10, fill=_SOFT)
    for longitude in range(0, 360, 30):
        yield _line([(0, 0), on_cap(pole * _EDGE, longitude, pole)], _CAP)
    near = [p for p in points if pole * p.latitude >= _EDGE]
    placed = [(on_cap(p.latitude, p.longitude, pole), p) for p in near]
    yield from _marks([(px * _CAP, py * _CAP, p) for (px, py), p in placed], _CAP + 40)
    yield text(0, _CAP + 26, name, 14, 'font-weight="600" text-anchor="middle"') + "</g>"


def _line(places: Sequence[tuple[float, float]], radius: float) -> str:
    path = "L".join(f"{x * radius:.1f} {y * radius:.1f}" for x, y in places)
    return f'<path d="M{path}" fill="none" stroke="{_GRID}"/>'


class _Box(NamedTuple):
    """A rectangle that a name or a mark takes."""

    left: float
    top: float
    right: float
    bottom: float

    def is_within(self, room: float) -> bool:
        return -room < self.left and self.right < room

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def _marks(places: Sequence[tuple[float, float, Point]], room: float) -> Iterator[str]:
    """Yield the marks and their names, each beside, above or below its mark; a name without room is left out.

    The title of every mark has its name. What landed is named first, a name stands once, and none goes more than a
    little beyond `room` on either side of the middle.
    """
    for x, y, point in places:
        yield f"<g><title>{escape(printable(point.said, blank))}</title>{mark(x, y, point.kind)}</g>"
    taken = [_Box(x - _REACH + 1, y - _REACH + 1, x + _REACH - 1, y + _REACH - 1) for x, y, _ in places]
    named: set[str] = set()
    for x, y, point in sorted(places, key=lambda each: (_ORDER.index(each[2].kind), each[1])):
        fitting = (each for each in _positions(x, y, point.name) if each[0].is_within(room + 16))
        free = (each for each in fitting if not any(each[0].meets(other) for other in taken))
        box, at, anchor = next(free, (None, (0.0, 0.0), ""))
        if box is None or point.name in named:
            continue
        taken.append(box)
        named.add(point.name)
        more = f'text-anchor="{anchor}" stroke="{_GROUND}" stroke-width="3" paint-order="stroke"'
        yield text(*at, point.name, 11, more)


def _positions(x: float, y: float, name: str) -> Iterator[tuple[_Box, tuple[float, float], str]]:
    """Yield where the name of a mark may stand, towards the middle first: box, place of the text, anchor."""
    width = _LETTER * len(name)
    right = (_Box(x + 8, y - 6, x + 8 + width, y + 6), (x + 9, y + 4), "start")
    left = (_Box(x - 8 - width, y - 6, x - 8, y + 6), (x - 9, y + 4), "end")
    yield from (right, left) if x <= 0 else (left, right)
    for dy in (-_LINE - 2, _LINE + 2):
        yield _Box(x - width / 2, y + dy - 6, x + width / 2, y + dy + 6), (x, y + dy + 4), "middle"


def mark(x: float, y: float, kind: str) -> str:
    """Return the mark of a kind of point: filled, hollow, crossed, crossed in a circle, or a dot."""
    colour = COLOURS[kind]
    cross = f'<path d="M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8" fill="none" stroke="{colour}" stroke-width="2"/>'
    if kind == "impact":
        return cross
    if kind == "place":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'
    fill = colour if kind == "landed" else "#ffffff"
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{fill}" stroke="{colour}" stroke-width="2"/>'
    inner = f'<path d="M{x - 3:.1f} {y:.1f}h6" stroke="{colour}" stroke-width="2"/>'
    return circle + (inner if kind == "failed" else "")


def _legend(kinds: Sequence[tuple[str, str]]) -> Iterator[str]:
    x = 30.0
    for kind, word in kinds:
        yield mark(x, HEIGHT - 20, kind)
        yield text(x + 12, HEIGHT - 16, word, 12)
        x += 60 + 8 * max(len(word), 6)
