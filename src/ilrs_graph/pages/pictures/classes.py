"""Classes as boxes on a grid, joined by lines that carry the names of the properties between them.

A line that would cross another box bends round it, and each name takes the first free place on its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import hypot
from typing import NamedTuple

from ...render.svg import FAINT, INK, PLAN, document, text

_COLUMN, _ROW, _LEFT, _TOP = 290, 150, 105, 60
_WIDTH, _HEIGHT = 168, 40
_SIZE, _LINE, _LETTER = 11, 13, 6.1
_MOST = 3
"""How many names stand on a line."""
_SOFT = "#57606a"


class Joint(NamedTuple):
    """Properties between two classes, by their names with arrows."""

    one: str
    other: str
    properties: Sequence[str]


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    @classmethod
    def round(cls, x: float, y: float, width: float, height: float) -> _Box:
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


class _Curve(NamedTuple):
    """A curve from one point to another, drawn to a third."""

    start: tuple[float, float]
    middle: tuple[float, float]
    end: tuple[float, float]

    def at(self, t: float) -> tuple[float, float]:
        parts = ((1 - t) ** 2, 2 * t * (1 - t), t * t)
        return tuple(sum(w * p[i] for w, p in zip(parts, self, strict=True)) for i in (0, 1))  # type: ignore[return-value]


def draw(places: Mapping[str, tuple[int, int]], labels: Mapping[str, str], joints: Sequence[Joint], title: str) -> str:
    """Return the picture as an SVG document.

    Args:
        places: the column and row of each class.
        labels: what stands in its box.
        joints: the lines.
        title: the title of the picture.

    >>> one = draw({"A": (0, 0), "B": (1, 0)}, {"A": "agent", "B": "state"}, [Joint("A", "B", ["of state →"])], "t")
    >>> one.count("<rect"), ">of state →<" in one
    (3, True)
    """
    centres = {name: (_LEFT + x * _COLUMN, _TOP + y * _ROW) for name, (x, y) in places.items()}
    boxes = {name: _Box.round(x, y, _WIDTH, _HEIGHT) for name, (x, y) in centres.items()}
    curves = [_curve(each, centres, boxes) for each in joints]
    body = [*map(_path, curves), *_boxes(boxes, centres, labels)]
    taken = list(boxes.values())
    for joint, curve in zip(joints, curves, strict=True):
        body += _names(joint.properties, curve, taken)
    columns, rows = (max((place[i] for place in places.values()), default=0) for i in (0, 1))
    return document(2 * _LEFT + columns * _COLUMN, 2 * _TOP + rows * _ROW, title, body)


def _curve(joint: Joint, centres: Mapping[str, tuple[float, float]], boxes: Mapping[str, _Box]) -> _Curve:
    """Return the least bent curve between two boxes that crosses no other."""
    (x, y), (u, v) = centres[joint.one], centres[joint.other]
    others = [box for name, box in boxes.items() if name not in (joint.one, joint.other)]
    length = hypot(u - x, v - y) or 1
    curve = _Curve((x, y), ((x + u) / 2, (y + v) / 2), (u, v))
    for bend in (0, 60, -60, 130, -130, 210, -210):
        middle = ((x + u) / 2 - bend * (v - y) / length, (y + v) / 2 + bend * (u - x) / length)
        curve = _Curve((x, y), middle, (u, v))
        points = (_Box.round(*curve.at(i / 24), 12, 12) for i in range(1, 24))
        if not any(point.meets(box) for point in points for box in others):
            break
    return curve


def _path(curve: _Curve) -> str:
    (x, y), (a, b), (u, v) = curve
    return (
        f'<path d="M{x:.0f} {y:.0f}Q{a:.0f} {b:.0f} {u:.0f} {v:.0f}" fill="none" stroke="{FAINT}" stroke-width="1.5"/>'
    )


def _boxes(
    boxes: Mapping[str, _Box], centres: Mapping[str, tuple[float, float]], labels: Mapping[str, str]
) -> Iterator[str]:
    for name, box in boxes.items():
        yield (
            f'<rect x="{box.left:.0f}" y="{box.top:.0f}" width="{_WIDTH}" height="{_HEIGHT}" rx="8" fill="#ffffff" '
            f'stroke="{PLAN}" stroke-width="1.5"/>'
        )
        x, y = centres[name]
        yield text(x, y + 5, labels[name], 14, 'font-weight="600" text-anchor="middle"', fill=INK)


def _names(properties: Sequence[str], curve: _Curve, taken: list[_Box]) -> Iterator[str]:
    shown = [*properties[:_MOST], *([f"+{len(properties) - _MOST}"] if len(properties) > _MOST else [])]
    width = max(map(_length, shown)) * _LETTER + 6
    height = len(shown) * _LINE + 2
    places = [curve.at(t) for t in (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78)]
    found = (box for x, y in places if not any((box := _Box.round(x, y, width, height)).meets(t) for t in taken))
    box = next(found, _Box.round(*places[0], width, height))
    taken.append(box)
    for number, name in enumerate(shown):
        more = 'text-anchor="middle" paint-order="stroke" stroke="#ffffff" stroke-width="4"'
        yield text((box.left + box.right) / 2, box.top + (number + 0.8) * _LINE, name, _SIZE, more, fill=_SOFT)


def _length(name: str) -> int:
    """Return how many letters wide a text is: a Chinese one counts twice."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in name)
