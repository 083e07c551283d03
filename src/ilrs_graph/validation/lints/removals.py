"""Removals: triples that the graph does not hold, and things that are still referenced after their removal."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from ...namespaces import ID, compact
from ..context import Context
from .note import Note, note

_WHY_ABSENT = "A removal without effect is misspelt, or was made before."
_WHY_DANGLING = "The IRI is not defined in the graph: it has no class, label or source, so no question will find it."


def find(context: Context) -> Iterator[Note]:
    """Yield the triples that cannot be removed, and the things that would be referenced but not defined."""
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
            refer = "refer" if len(users) > 1 else "refers"
            what = f"{compact(thing.value)} would no longer be defined, but {names} {refer} to it."
            remedy = "Remove the references too, or keep the thing with owl:deprecated true and dcterms:isReplacedBy."
            yield note("undescribed", "undescribed", t, "subject", what, remedy, reason=_WHY_DANGLING)
