"""The events that a template makes beside the thing of its rows: a launch, a landing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from ..namespaces import slug
from ..terms import LABEL
from .model import Row


def event_of(
    row: Row, of: str, called: str, column: str, links: Mapping[str, NamedNode | Literal]
) -> NamedNode:  # fmt: skip
    """Return the event of class `of` of the mission of a row with these links; a new one gets a label."""
    name = f"{slug(row.node('mission').value)}-{of.lower()}"
    event = row.lookup.node("event", of, name, links)
    if not row.lookup.is_there(event):
        row.state(event, LABEL, Literal(f"{of.lower()} of {called}", language="en"), column)
    return event


def missing_modality(row: Row, column: str) -> Iterator[tuple[str, str, str]]:
    """Yield that the modality of the date in a column is missing, if it is."""
    needed = f"{column}_modality"
    if row.text(column) and not row.text(needed):
        what = f"{column} is a date, but {needed} (whether it is a plan or has happened) is empty."
        yield needed, what, "Fill in planned, actual or another modality."
