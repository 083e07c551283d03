"""The graph as it was known on a day.

What was not yet published by then is left out: every node whose `ilrs:knownFrom` is later, its triples,
and triples that point at it. A rank whose ground was not yet public counts as normal. Run before the
rules, this makes every rule and every question a view of that day without knowing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from ..namespaces import ID, ONTOLOGY, VOCAB
from ..terms import KNOWN_FROM
from .rules import DirectRule, derive

_RANK = NamedNode(ONTOLOGY + "rank")
_RANK_KNOWN_FROM = NamedNode(ONTOLOGY + "rankKnownFrom")
_RANKED = frozenset({_RANK, _RANK_KNOWN_FROM, NamedNode(ONTOLOGY + "reasonForRank")})
_NORMAL = NamedNode(VOCAB + "rank/normal")


def known_on(
    day: date, ontology: Sequence[Triple], data: Sequence[Triple], rules: Iterable[DirectRule]
) -> list[Triple]:
    """Return the triples of `data` that were known on `day` (UTC), order kept.

    A thing without any dated source is not known on any day.
    """
    derived = derive([*ontology, *data], [rule for rule in rules if rule.before_as_of])
    first: dict[NamedNode, str] = {}
    for t in (*data, *derived):
        if t.predicate == KNOWN_FROM and isinstance(t.object, Literal) and isinstance(t.subject, NamedNode):
            first[t.subject] = max(first.get(t.subject, ""), t.object.value)
    hidden = {
        t.subject
        for t in data
        if isinstance(t.subject, NamedNode) and t.subject.value.startswith(ID) and _later(first.get(t.subject), day)
    }
    early_ranks: set[object] = {
        t.subject
        for t in data
        if t.predicate == _RANK_KNOWN_FROM and isinstance(t.object, Literal) and _later(t.object.value, day)
    }
    kept = (t for t in data if t.subject not in hidden and t.object not in hidden)
    return [fit for t in kept if (fit := _as_ranked(t, early_ranks)) is not None]


def _as_ranked(t: Triple, early: set[object]) -> Triple | None:
    """Return `t` as it reads before the ground of a rank was public: rank normal, no word of the ground."""
    if t.subject not in early or t.predicate not in _RANKED:
        return t
    return Triple(t.subject, _RANK, _NORMAL) if t.predicate == _RANK else None


def _later(known: str | None, day: date) -> bool:
    return known is None or known > day.isoformat()
