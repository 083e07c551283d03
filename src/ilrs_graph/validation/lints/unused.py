"""Unused things: agents, items and places that no other node refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from ...namespaces import ID, compact
from ...terms import IS_REPLACED_BY, Node
from ..context import Context, segment
from .note import Note, note

_SEGMENTS = frozenset({"agent", "feature", "item", "place", "region", "site"})
"""The things that have no facts of their own to tell: they are in the graph for the facts of others."""
_RECORDS = ID + "edit/"
"""The records of our edits name everything that they added, so a thing that only they name is unused."""
_WHY = "No question finds a person, organisation, item or place that no fact uses; a fact about it may be missing."
_REMEDY = "Record the fact for which it was added, such as a contribution or a claim; if there is none, remove it."


def find(context: Context) -> Iterator[Note]:
    """Yield the things that a removed triple refers to, if nothing refers to them after the change."""
    removed: dict[NamedNode, Triple] = {}
    for t in context.removed:
        if isinstance(t.object, NamedNode) and t.subject != t.object:
            removed.setdefault(t.object, t)
    for thing in _unused(context, removed):
        what = f"Nothing would refer to {compact(thing.value)} any more."
        yield note("unused", "unused", removed[thing], "value", what, _REMEDY, reason=_WHY, severity="warning")


def find_all(context: Context) -> Iterator[Note]:
    """Yield the added things that nothing refers to; only for a whole graph, since facts are added after things."""
    added = {s: t for s, t in context.subjects.items() if isinstance(s, NamedNode)}
    for thing in _unused(context, added):
        what = f"Nothing refers to {compact(thing.value)}."
        yield note("unused", "unused", added[thing], "subject", what, _REMEDY, reason=_WHY, severity="warning")


def _unused(context: Context, things: Iterable[NamedNode]) -> Iterator[NamedNode]:
    for thing in things:
        if segment(thing.value) in _SEGMENTS and context.types(thing) and not _is_used(context, thing):
            yield thing


def _is_used(context: Context, thing: NamedNode) -> bool:
    return any(s != thing and p != IS_REPLACED_BY and not _is_record(s) for s, p, _ in context.match(o=thing))


def _is_record(node: Node) -> bool:
    return isinstance(node, NamedNode) and node.value.startswith(_RECORDS)
