"""Facts that reach no source: whatever starts at a thing is supported by the sources of that thing."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ...namespaces import ID, ONTOLOGY
from ...terms import SOURCED_BY, WAS_DERIVED_FROM
from ..context import Context
from .note import Note, note

_ENDS = (NamedNode(ONTOLOGY + "Source"), NamedNode(ONTOLOGY + "Edit"))
"""What needs no source: pages themselves, and the record of our own edits."""
_WHY = "Whoever reads a fact must be able to read where it comes from."


def find(context: Context) -> Iterator[Note]:
    """Yield each thing that says something of its own and has no source; sources are where the chain ends."""
    for subject, t in context.subjects.items():
        if isinstance(subject, NamedNode) and subject.value.startswith(ID) and _is_unsourced(context, subject):
            yield _unsourced(_first_fact(context, subject, t))
    for t in context.removed:
        thing = t.subject
        if t.predicate == WAS_DERIVED_FROM and isinstance(thing, NamedNode) and context.holds(thing, None, None):
            yield from [_unsourced(t)] if _is_unsourced(context, thing) else []


def _is_unsourced(context: Context, subject: NamedNode) -> bool:
    if context.holds(subject, WAS_DERIVED_FROM, None) or any(kind in _ENDS for kind in context.types(subject)):
        return False
    return not context.gone(subject)


def _unsourced(t: Triple) -> Note:
    what = "The facts of the thing have no source."
    remedy = "Add prov:wasDerivedFrom with the page that says so, and describe the page as an ilrs:Source."
    return note("unsourced", "unsourced", t, "subject", what, remedy, reason=_WHY)


def _first_fact(context: Context, subject: NamedNode, otherwise: Triple) -> Triple:
    """Return the triple by which the thing is told of: its type, else the first that needs the thing's sources."""
    supported = (t for t in context.new(subject) if _mode(context, t.predicate) in ("subject", "node"))
    return otherwise if context.is_new(subject) else next(supported, otherwise)


def _mode(context: Context, prop: NamedNode) -> str:
    return next((x.value for x in context.objects(prop, SOURCED_BY) if isinstance(x, Literal)), "")
