"""Likely duplicates: a new thing with the name or identifier of another thing of the same type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ...kinds import KINDS
from ...names.folding import folded
from ...names.index import NAMING
from ...namespaces import compact
from ...terms import IDENTIFIER, SAME_THING, SUB_PROPERTY_OF, Node
from ..context import Context, segment
from .note import Note, note

_IDENTIFYING = (SAME_THING, IDENTIFIER)
_WHY = "If one thing has two IRIs, each question finds only a part of its facts."
_NAMED = 3
"""Maximum number of things named in one finding; further ones are counted."""
_UNNAMED = frozenset(segment for segment, kind in KINDS.items() if kind.labels_repeat)


def find(context: Context) -> Iterator[Note]:
    """Yield each new thing that seems to exist already, at the triple with the shared name or identifier."""
    fresh = {s for s in context.subjects if isinstance(s, NamedNode) and segment(s.value) and context.is_new(s)}
    if fresh:
        twins = _Twins(context, fresh)
        yield from _same_identifier(context, twins)
        yield from _same_name(context, twins)


class _Twins:
    """Pairs of likely duplicates, each reported once; of two new things, only the later one gets a note."""

    def __init__(self, context: Context, fresh: set[NamedNode]) -> None:
        self.fresh = fresh
        self._order = {subject: number for number, subject in enumerate(context.subjects)}
        self._reported: set[tuple[Node, Node]] = set()

    def of(self, t: Triple, others: Iterable[Node]) -> list[NamedNode]:
        """Return the things of `others` that have the type of the triple's subject and are not yet reported with it."""
        return [other for other in others if isinstance(other, NamedNode) and self._is_unreported(t.subject, other)]

    def _is_unreported(self, subject: Node, other: NamedNode) -> bool:
        if other == subject or segment(other.value) != segment(subject.value):  # type: ignore[union-attr]
            return False
        pair = (subject, other)
        if pair in self._reported or (other in self.fresh and self._order[subject] < self._order[other]):
            return False
        self._reported.add(pair)
        return True


def _same_name(context: Context, twins: _Twins) -> Iterator[Note]:
    named: dict[tuple[str, str], list[Triple]] = {}
    for t in (t for p in NAMING for t in context.new(None, p)):
        if isinstance(t.subject, NamedNode) and isinstance(t.object, Literal):
            named.setdefault((segment(t.subject.value), folded(t.object.value)), []).append(t)
    for (kind, name), alike in named.items():
        if kind not in _UNNAMED and name:
            for t in (t for t in alike if t.subject in twins.fresh):
                others = [*context.called(kind, name), *(other.subject for other in alike)]
                yield from _duplicate(t, "same-name", twins.of(t, others), f"same name, {t.object.value!r}")  # type: ignore[union-attr]


def _same_identifier(context: Context, twins: _Twins) -> Iterator[Note]:
    identifying: dict[NamedNode, bool] = {}
    for t in context.added:
        if t.predicate not in identifying:
            identifying[t.predicate] = _identifies(context, t.predicate)
        if identifying[t.predicate] and t.subject in twins.fresh:
            others = sorted((s for s, _, _ in context.match(None, t.predicate, t.object)), key=str)
            yield from _duplicate(t, "same-identifier", twins.of(t, others), f"same {compact(t.predicate.value)}")


def _identifies(context: Context, prop: NamedNode) -> bool:
    return prop in _IDENTIFYING or any(x in _IDENTIFYING for x in context.objects(prop, SUB_PROPERTY_OF))


def _duplicate(t: Triple, code: str, others: list[NamedNode], what: str) -> Iterator[Note]:
    """Yield one note that names the likely duplicates of the subject of a triple."""
    if others:
        names = sorted(compact(other.value) for other in dict.fromkeys(others))
        first, more = names[:_NAMED], len(names) - _NAMED
        listed = ", ".join(first) + (f" and {more} more" if more > 0 else "")
        message = f"{listed} {'has' if len(names) == 1 else 'have'} the {what}."
        remedy = "If it is the same thing, use the existing IRI; if not, make the label distinguish the two."
        yield note("duplicate", code, t, "value", message, remedy, reason=_WHY, severity="warning")
