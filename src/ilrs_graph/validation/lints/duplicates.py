"""Likely duplicates: a new thing that has the name or the identifier of one of the same type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ...namespaces import DCTERMS, RDFS, SKOS, compact
from ..context import LABEL, Context, segment
from ..views import Term
from .note import Note, note

_SUB = NamedNode(RDFS + "subPropertyOf")
_IDENTIFYING = (NamedNode(SKOS + "exactMatch"), NamedNode(DCTERMS + "identifier"))
_NAMES = (LABEL, NamedNode(SKOS + "altLabel"))
_WHY = "Facts about one thing under two names are found by half of the questions."
_UNNAMED = frozenset({"source", "phase"})
"""Types in which one label is used many times: two pages have one title, two roadmaps name the same phase."""


def folded(name: str) -> str:
    """Return a name without case, accents, punctuation or spaces, in which two spellings are one.

    >>> folded("Chang’e 6") == folded("CHANG'E-6"), folded("嫦娥六号")
    (True, '嫦娥六号')
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[\W_]+", "", "".join(c for c in plain if not unicodedata.combining(c)))


def find(context: Context) -> Iterator[Note]:
    """Yield each new thing that seems to be there already, at what tells so."""
    fresh = {s for s in context.subjects if isinstance(s, NamedNode) and segment(s.value) and context.is_new(s)}
    if fresh:
        yield from _same_identifier(context, fresh)
        yield from _same_name(context, fresh)


def _same_name(context: Context, fresh: set[NamedNode]) -> Iterator[Note]:
    wanted: dict[tuple[str, str], list[Triple]] = {}
    for t in (t for p in _NAMES for t in context.new(None, p)):
        if t.subject in fresh and isinstance(t.object, Literal) and segment(t.subject.value) not in _UNNAMED:  # type: ignore[union-attr]
            wanted.setdefault((segment(t.subject.value), folded(t.object.value)), []).append(t)  # type: ignore[union-attr]
    if not wanted:
        return
    told: set[tuple[Term, Term]] = set()
    for other, name in (pair for p in _NAMES for pair in context.everywhere(p)):
        if not isinstance(other, NamedNode) or not isinstance(name, Literal):
            continue
        for t in wanted.get((segment(other.value), folded(name.value)), ()):
            if _to_tell(context, t, other, told):
                what = f"{compact(other.value)} has the same name, {name.value!r}."
                yield _duplicate(t, "same-name", what)


def _same_identifier(context: Context, fresh: set[NamedNode]) -> Iterator[Note]:
    told: set[tuple[Term, Term]] = set()
    for t in context.added:
        if t.subject in fresh and _identifies(context, t.predicate):
            for other in context.match(None, t.predicate, t.object):
                if _to_tell(context, t, other.subject, told):
                    what = f"{compact(other.subject.value)} has the same {compact(t.predicate.value)}."  # type: ignore[union-attr]
                    yield _duplicate(t, "same-identifier", what)


def _identifies(context: Context, prop: NamedNode) -> bool:
    return prop in _IDENTIFYING or any(x in _IDENTIFYING for x in context.objects(prop, _SUB))


def _to_tell(context: Context, t: Triple, other: Term, told: set[tuple[Term, Term]]) -> bool:
    """Tell whether a pair is to be told: of two new things, at the later one only."""
    subject = t.subject
    if other == subject or not isinstance(other, NamedNode) or segment(other.value) != segment(subject.value):  # type: ignore[union-attr]
        return False
    pair = (subject, other)
    if pair in told or (other, subject) in told or (other in context.subjects and _earlier(context, subject, other)):
        return False
    told.add(pair)
    return True


def _earlier(context: Context, one: Term, other: Term) -> bool:
    if not context.is_new(other):
        return False
    order = list(context.subjects)
    return order.index(one) < order.index(other)


def _duplicate(t: Triple, code: str, what: str) -> Note:
    remedy = "If it is the same thing, use that name; if not, say in the label what sets it apart."
    return note("duplicate", code, t, "value", what, remedy, reason=_WHY, severity="warning")
