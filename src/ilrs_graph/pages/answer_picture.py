"""The picture of an answer, by the `view` in the header of its question; what it shows is in the table, too.

`timeline` is an axis with the dates of each row, `map` the Moon with the positions of the rows, and `network` two
columns of things that are joined by the rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from ..dates import read_edtf
from ..dates.ranges import Range
from ..dates.words import date_text
from ..language import say
from ..names.made import brief, degrees
from ..namespaces import ID, XSD
from ..terms import DATE_TYPES, Term
from .answers import Rows
from .pictures import dates, moon, ribbons

ROWS = 150
"""A picture has at most so many rows; of more, nothing could be read."""
_TEXT = XSD + "string"


def picture(rows: Rows, language: str) -> str:
    """Return the picture of an answer as SVG; "" if its question has none, or it has no or too many rows."""
    draw = _VIEWS.get(rows.question.view)
    return draw(rows, language) if draw is not None and 0 < rows.total <= ROWS else ""


def is_pictured(view: str) -> bool:
    """Return whether answers with a view have a picture.

    >>> is_pictured("timeline"), is_pictured("table")
    (True, False)
    """
    return view in _VIEWS


def _timeline(rows: Rows, language: str) -> str:
    found = list(map(list, zip(*rows.terms, strict=True)))
    ranges = {place: read for place, column in enumerate(found) if (read := _ranges(column)) is not None}
    shown = list(ranges)[: len(dates.COLOURS)]
    headings = list(rows.columns.values())
    lanes = []
    for number, texts in enumerate(rows.texts):
        marks = [
            dates.Mark(column, each.first, each.last, f"{headings[place]}: {date_text(each.edtf, language)}")
            for column, place in enumerate(shown)
            if (each := ranges[place][number]) is not None and (each.first or each.last)
        ]
        if marks:
            lanes.append(dates.Lane(_name(rows, number, texts, ranges, language), marks))
    return dates.draw(lanes, [headings[place] for place in shown], rows.wording.question, language) if lanes else ""


def _ranges(column: Sequence[Term | None]) -> list[Range | None] | None:
    """Return the dates of a column; None if it has something else, or nothing."""
    if not any(column):
        return None
    found = []
    for term in column:
        try:
            found.append(None if term is None else _range(term))
        except ValueError:
            return None
    return found


def _range(term: Term) -> Range:
    """Return the range of a date.

    Raises:
        ValueError: it is no date.
    """
    if not isinstance(term, Literal) or term.datatype.value not in (*DATE_TYPES, _TEXT):
        raise ValueError(f"not a date: {term}")
    return read_edtf(term.value)


def _name(rows: Rows, number: int, texts: Sequence[str], dated: Mapping[int, object], language: str) -> str:
    """Return the name of a row: its first things, two at most, or its first text."""
    terms = rows.terms[number]
    things = [i for i, term in enumerate(terms) if isinstance(term, NamedNode) and term.value.startswith(ID)]
    if len(things) > 1 and brief(texts[things[0]]) in texts[things[1]]:
        things = things[1:2]  # "launch of Chang'e 6" needs no "Chang'e 6" before it
    chosen = things[:2] or [i for i in range(len(terms)) if i not in dated][:1]
    return say(", ", language).join(brief(texts[i]) for i in chosen)


def _map(rows: Rows, language: str) -> str:
    names = list(rows.columns)
    if not {"latitude", "longitude"} <= set(names):
        return ""
    places = (names.index("latitude"), names.index("longitude"))
    points: dict[moon.Point, None] = {}
    for terms, texts in zip(rows.terms, rows.texts, strict=True):
        latitude, longitude = (terms[place] for place in places)
        if isinstance(latitude, Literal) and isinstance(longitude, Literal):
            name, position = brief(texts[0]), degrees(latitude.value, longitude.value, language)
            said = say(", ", language).join((name, position))
            points[moon.Point(name, float(latitude.value), float(longitude.value), "place", said)] = None
    sides = ("near side", "far side", "south pole to 60° S", "north pole to 60° N")
    near, far, south, north = (say(side, language) for side in sides)
    words = moon.Words(rows.wording.question, near, far, south, north, [])
    return moon.draw(list(points), words) if points else ""


def _network(rows: Rows, _: str) -> str:
    columns = list(map(list, zip(*rows.terms, strict=True)))
    ends = [i for i, column in enumerate(columns) if all(_is_thing(term) for term in column if term) and any(column)]
    if len(ends) < 2:
        return ""
    left, right = ends[:2]
    pairs = Counter((texts[left], texts[right]) for texts in rows.texts if texts[left] and texts[right])
    links = [ribbons.Link(brief(a), "", brief(b), number) for (a, b), number in pairs.items()]
    receivers = [ribbons.Receiver(name, "", True) for name in dict.fromkeys(link.receiver for link in links)]
    headings = list(rows.columns.values())
    words = ribbons.Words(rows.wording.question, "", headings[left], headings[right])
    return ribbons.draw(links, receivers, words) if links else ""


def _is_thing(term: Term) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(ID)


_VIEWS: Mapping[str, Callable[[Rows, str], str]] = {"timeline": _timeline, "map": _map, "network": _network}
