"""Givers on the left, by group, and receivers in time on the right, joined by ribbons that are as wide as their number.

The givers stand in the order of the receivers that they are joined with, so that few ribbons cross.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from ...printable import blank, printable
from ...render.svg import INK, document, text

WIDTH = 1060
COLOURS = ("#0969a8", "#117733", "#b3402a", "#8a5a00", "#6b3fa0", "#00798c", "#a03060", "#4d5d6c")
"""Colours of groups, in turn; each is read on white and, by the style sheet, on black."""
_SOFT = "#57606a"
_GROUP, _GIVER, _BAR, _START, _END, _RECEIVER = 190, 470, 204, 480, 800, 822
_STEP, _GAP, _TOP, _LEAST = 17, 9, 44, 26
_LONGEST = 38


class Link(NamedTuple):
    """A ribbon: giver, its group, receiver, and how many gifts it stands for."""

    giver: str
    group: str
    receiver: str
    number: int


class Receiver(NamedTuple):
    """A receiver with what stands beside its name, such as its year; `done` ones are filled."""

    name: str
    beside: str
    done: bool


class Words(NamedTuple):
    """The texts of the picture: its title, and the headings of groups, givers and receivers."""

    title: str
    group: str
    giver: str
    receiver: str


def draw(links: Sequence[Link], receivers: Sequence[Receiver], words: Words) -> str:
    """Return the picture as an SVG document; receivers stand in the order given.

    >>> one = [Link("ESA", "Europe", "Chang'e 6", 2)]
    >>> "2: ESA" in draw(one, [Receiver("Chang'e 6", "2024", True)], Words("a", "b", "c", "d"))
    True
    """
    groups = _ordered(links, [each.name for each in receivers])
    givers, height = _givers(groups)
    height = max(height, _TOP + len(receivers) * _LEAST)
    step = (height - _TOP) / max(len(receivers), 1)
    places = {each.name: _TOP + step * (i + 0.5) for i, each in enumerate(receivers)}
    colours = {group: COLOURS[i % len(COLOURS)] for i, group in enumerate(groups)}
    body = [
        text(_GROUP, 22, words.group, 12, 'text-anchor="end"', fill=_SOFT),
        text(_GIVER, 22, words.giver, 12, 'text-anchor="end"', fill=_SOFT),
        text(_RECEIVER, 22, words.receiver, 12, fill=_SOFT),
        *(_ribbon(each, givers[each.giver, each.group], places[each.receiver], colours[each.group]) for each in links),
        *_left(groups, givers, colours),
        *_right(receivers, places),
    ]
    return document(WIDTH, height + 20, words.title, body)


def _ordered(links: Sequence[Link], receivers: Sequence[str]) -> dict[str, list[str]]:
    """Return the givers of each group, all by the mean place of their receivers."""
    place = {name: i for i, name in enumerate(receivers)}

    def mean(found: Sequence[Link]) -> float:
        return sum(place[each.receiver] for each in found) / len(found)

    groups = sorted({each.group for each in links}, key=lambda g: (mean([x for x in links if x.group == g]), g))
    ordered = {}
    for group in groups:
        own = [each for each in links if each.group == group]
        ordered[group] = sorted(
            {each.giver for each in own}, key=lambda name: (mean([x for x in own if x.giver == name]), name)
        )
    return ordered


def _givers(groups: Mapping[str, Sequence[str]]) -> tuple[dict[tuple[str, str], float], float]:
    """Return the height of each giver of a group, and that of all."""
    found, y = {}, float(_TOP)
    for group, names in groups.items():
        for name in names:
            found[name, group] = y + _STEP / 2
            y += _STEP
        y += _GAP
    return found, y


def _left(
    groups: Mapping[str, Sequence[str]], givers: Mapping[tuple[str, str], float], colours: Mapping[str, str]
) -> Iterator[str]:
    for group, names in groups.items():
        heights = [givers[name, group] for name in names]
        top, bottom, colour = heights[0] - 7, heights[-1] + 7, colours[group]
        yield f'<line x1="{_BAR}" y1="{top:.1f}" x2="{_BAR}" y2="{bottom:.1f}" stroke="{colour}" stroke-width="3"/>'
        more = 'font-weight="600" text-anchor="end"'
        yield text(_GROUP, (top + bottom) / 2 + 4, group, 13, more, fill=colour)
        for name, y in zip(names, heights, strict=True):
            yield text(_GIVER, y + 4, _short(name), 12, 'text-anchor="end"')


def _right(receivers: Sequence[Receiver], places: Mapping[str, float]) -> Iterator[str]:
    for each in receivers:
        y, fill = places[each.name], INK if each.done else "#ffffff"
        yield f'<circle cx="808" cy="{y:.1f}" r="5.5" fill="{fill}" stroke="{INK}" stroke-width="1.5"/>'
        yield text(_RECEIVER, y, _short(each.name), 13, 'font-weight="600"')
        yield text(_RECEIVER, y + 13, each.beside, 11, fill=_SOFT)


def _ribbon(link: Link, start: float, end: float, colour: str) -> str:
    middle = (_START + _END) / 2
    said = escape(printable(f"{link.number}: {link.giver} – {link.receiver}", blank))
    width = 1 + 1.4 * link.number
    return (
        f'<path d="M{_START} {start:.1f}C{middle} {start:.1f} {middle} {end:.1f} {_END} {end:.1f}" fill="none" '
        f'stroke="{colour}" stroke-opacity="0.5" stroke-width="{width:.1f}"><title>{said}</title></path>'
    )


def _short(name: str) -> str:
    """Return a name for a line of the picture: of a long one with an acronym, the acronym.

    >>> _short("CNES, National Centre for Space Studies of France"), _short("University of Bern")
    ('CNES', 'University of Bern')
    """
    if len(name) <= _LONGEST:
        return name
    head, comma, _ = name.partition(", ")
    return head if comma and len(head) <= _LONGEST else name[: _LONGEST - 1] + "…"
