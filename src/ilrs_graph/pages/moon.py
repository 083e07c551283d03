"""The page of the Moon: where missions landed, struck or will land, as far as somebody gave a position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..dates.words import date_text
from ..language import say
from ..names.made import brief, degrees
from ..namespaces import slug
from ..terms import Term
from .answers import Rows
from .context import Context
from .pictures.moon import Point, Words, draw
from .tables import References, Table, table

QUESTION = "landing-sites"
"""The saved question whose rows the picture draws: those with a position."""


class Moon(NamedTuple):
    """What the page shows, and how many landings have no position."""

    picture: str
    table: Table
    without: int
    references: References


def moon(context: Context) -> Moon:
    """Return the page of the Moon."""
    answer = context.reading.ask(QUESTION)
    found = [row for row in answer.solutions if row.get("latitude") is not None]
    context.reading.labels.load(term for row in found for term in row.values())
    references = References()
    made = table(Rows.of(answer.replaced(answer.question.columns, found)), references)
    language = context.language
    names = ("Places of landings and impacts", "near side", "far side", "south pole to 60° S", "north pole to 60° N")
    kinds = [(kind, say(word, language)) for kind, word in _KINDS.items()]
    head, near, far, south, north = (say(name, language) for name in names)
    words = Words(head, near, far, south, north, kinds)
    return Moon(draw(list(_points(found, context)), words), made, len(answer) - len(found), references)


_KINDS = {"landed": "landed", "failed": "landing that failed", "impact": "impact", "planned": "planned"}


def _points(rows: list[Mapping[str, Term]], context: Context) -> Iterator[Point]:
    """Yield a point for each site and position, of several statements of one position the first."""
    seen = set()
    for row in rows:
        latitude, longitude = row["latitude"].value, row["longitude"].value
        place = (row["mission"], latitude, longitude)
        if place in seen:
            continue
        seen.add(place)
        name = brief(context.label(row["mission"]))
        date = date_text(row["date"].value, context.language) if row.get("date") is not None else ""
        said = [name, context.label(row["kind"]), date, degrees(latitude, longitude, context.language)]
        yield Point(
            name, float(latitude), float(longitude), _kind(row), say(", ", context.language).join(filter(None, said))
        )


def _kind(row: Mapping[str, Term]) -> str:
    """Return what became of a landing."""
    modality, found = (row.get(name) for name in ("modality", "found"))
    if found is None and (modality is None or slug(modality.value) != "actual"):
        return "planned"
    if slug(row["kind"].value) == "Impact":
        return "impact"
    return "failed" if found is not None and slug(found.value) == "failure" else "landed"
