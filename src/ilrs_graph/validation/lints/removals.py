"""Removals: what is not there to be removed, and what is still referred to when its description is gone."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from ...namespaces import ID, compact
from ..context import Context
from .note import Note, note

_WHY_ABSENT = "A removal that removes nothing is a misspelt one, or was done before."
_WHY_DANGLING = "The IRI is not defined in the graph: it has no class, label or source, so no question will find it."


def find(context: Context) -> Iterator[Note]:
    """Yield the triples that cannot be removed, and the things that would be left without a description."""
    for t in context.absent:
        what, remedy = "The graph does not hold this triple.", "Copy it from the file that states it."
        yield note("removal", "absent", t, "value", what, remedy, reason=_WHY_ABSENT, severity="warning")
    seen: set[NamedNode] = set()
    for t in context.removed:
        thing = t.subject
        if not isinstance(thing, NamedNode) or thing in seen or not thing.value.startswith(ID):
            continue
        seen.add(thing)
        users = [] if context.holds(thing, None, None) else sorted({str(s) for s, _, _ in context.match(o=thing)})
        if users:
            names = ", ".join(compact(user[1:-1]) for user in users[:3]) + (" and others" if len(users) > 3 else "")
            what = f"Nothing would describe {compact(thing.value)}, and {names} name it."
            remedy = "Remove what names it too, or keep it with owl:deprecated true and dcterms:isReplacedBy."
            yield note("undescribed", "undescribed", t, "subject", what, remedy, reason=_WHY_DANGLING)
