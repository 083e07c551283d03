"""Facts without a source: the facts about a thing are supported by the sources of that thing."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ...namespaces import ID, ONTOLOGY
from ...terms import SOURCED_BY, WAS_DERIVED_FROM
from ..context import Context
from .note import Note, note

_ENDS = (NamedNode(ONTOLOGY + "Source"), NamedNode(ONTOLOGY + "Edit"))
"""Classes of things that need no source: sources themselves, and the record of our own edits."""
_WHY = "A reader of a fact must be able to check its source."


def find(context: Context) -> Iterator[Note]:
    """Yield each thing that has facts but no source; sources themselves need none."""
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
    return not context.is_withdrawn(subject)


def _unsourced(t: Triple) -> Note:
    what = "The facts about this thing have no source."
    remedy = "Add prov:wasDerivedFrom with the page that states them, and describe the page as an ilrs:Source."
    return note("unsourced", "unsourced", t, "subject", what, remedy, reason=_WHY)


def _first_fact(context: Context, subject: NamedNode, otherwise: Triple) -> Triple:
    """Return the triple to report: the type of a new thing, otherwise the first triple that needs a source."""
    supported = (t for t in context.new(subject) if _mode(context, t.predicate) in ("subject", "node"))
    return otherwise if context.is_new(subject) else next(supported, otherwise)


def _mode(context: Context, prop: NamedNode) -> str:
    return next((x.value for x in context.objects(prop, SOURCED_BY) if isinstance(x, Literal)), "")
