"""The day that counts as today: shapes ask for it with `NOW()`, and are given it before they are checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from pyoxigraph import Literal, RdfFormat, parse

from ..dates.days import as_day
from ..namespaces import SH
from ..sparql.now import with_now
from .model import Shape, Shapes

_QUERIES = (SH + "select", SH + "ask")


def day_of(today: date | str | None) -> date:
    """Return `today`, a date or text as YYYY-MM-DD, by default the current day in UTC.

    Raises:
        UsageError: it is not a day.
    """
    return datetime.now(UTC).date() if today is None else as_day(today, "today")


def on_day(shapes: Shapes, day: date) -> Shapes:
    """Return the shapes with `NOW()` in their queries replaced by the beginning of `day`, for every validator."""
    lines = [_line(line, day) for line in shapes.lines]
    return replace(shapes, shapes=[_shape(shape, day) for shape in shapes.shapes], lines=lines)


def _shape(shape: Shape, day: date) -> Shape:
    selects = [select._replace(query=with_now(select.query, day)) for select in shape.selects]
    targets = [(kind, with_now(term, day) if kind == "select" else term) for kind, term in shape.targets]
    return replace(shape, selects=selects, targets=targets)


def _line(line: str, day: date) -> str:
    """Return a triple of the shapes in N-Triples, with the query that it gives as of `day`."""
    if "NOW" not in line.upper():  # few lines need to be parsed
        return line
    (quad,) = parse(line.encode(), RdfFormat.N_TRIPLES)
    if quad.predicate.value not in _QUERIES or not isinstance(quad.object, Literal):
        return line
    return f"{quad.subject} {quad.predicate} {Literal(with_now(quad.object.value, day))} ."
