"""How the data differs from an earlier state of its files: the things that were added, removed and changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..comparing import Difference, FactChange, ThingChange
from ..errors import UnknownName
from ..render.difference.text import value_texts
from ..terms import Term
from .context import Context

MOST = 300
"""How many things the page has."""


class Fact(NamedTuple):
    """The values of a property that went and came."""

    name: str
    removed: Sequence[str]
    added: Sequence[str]


class Thing(NamedTuple):
    """A thing that differs; `how` is "added", "removed" or "changed"."""

    node: NamedNode | None
    name: str
    how: str
    facts: Sequence[Fact]


class Against(NamedTuple):
    """What the page shows: how many things differ in which way, and the first of them."""

    counts: Sequence[tuple[str, int]]
    things: Sequence[Thing]
    total: int


def against(context: Context) -> Against:
    """Return how the data differs from the state before, claims below the things that they are about.

    Raises:
        UnknownName: no earlier state is known.
    """
    if context.previous is None:
        raise UnknownName("earlier state", "previous", (), tip="start the server with an earlier root to compare with")
    found = context.difference
    shown = found.comparison.things[:MOST]
    context.reading.labels.load(
        term for change in shown for term in (change.thing, *(fact.property for fact in change.facts))
    )
    counts = Counter(change.how for change in found.comparison.things)
    return Against(
        [(how, counts[how]) for how in ("added", "changed", "removed") if counts[how]],
        [_thing(change, found, context) for change in shown],
        len(found.comparison.things),
    )


def _thing(change: ThingChange, difference: Difference, context: Context) -> Thing:
    node = change.thing if isinstance(change.thing, NamedNode) else None
    return Thing(
        node,
        _name(change.thing, difference, context),
        change.how,
        [_fact(f, difference, context) for f in change.facts],
    )


def _fact(change: FactChange, difference: Difference, context: Context) -> Fact:
    return Fact(context.label(change.property), *value_texts(change, difference.names))


def _name(term: Term, difference: Difference, context: Context) -> str:
    """Return the name of a thing in the language of the reader, of one that is gone as it was."""
    return context.label(term) if term in context.described else difference.names.of(term)
