"""The graph as it was known on a day.

Everything published later is removed: every node whose `ilrs:knownFrom` is later, its triples, and the triples that
refer to it. A rank whose reason was published later counts as normal. This runs before the rules, so that rules and
questions need not consider the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from ..namespaces import ID, ONTOLOGY, VOCAB
from ..terms import KNOWN_FROM
from .rules import ConstructRule, derive

_RANK = NamedNode(ONTOLOGY + "rank")
_RANK_KNOWN_FROM = NamedNode(ONTOLOGY + "rankKnownFrom")
_RANKED = frozenset({_RANK, _RANK_KNOWN_FROM, NamedNode(ONTOLOGY + "reasonForRank")})
_NORMAL = NamedNode(VOCAB + "rank/normal")


def known_on(
    day: date, ontology: Sequence[Triple], data: Sequence[Triple], rules: Iterable[ConstructRule]
) -> list[Triple]:
    """Return the triples of `data` that were known on `day` (UTC), in their order.

    A thing without a dated source is not known on any day.
    """
    derived = derive([*ontology, *data], [rule for rule in rules if rule.before_as_of])
    first: dict[NamedNode, str] = {}
    for t in (*data, *derived):
        if t.predicate == KNOWN_FROM and isinstance(t.object, Literal) and isinstance(t.subject, NamedNode):
            first[t.subject] = max(first.get(t.subject, ""), t.object.value)
    unknown = {
        t.subject
        for t in data
        if isinstance(t.subject, NamedNode) and t.subject.value.startswith(ID) and _later(first.get(t.subject), day)
    }
    early_ranks: set[object] = {
        t.subject
        for t in data
        if t.predicate == _RANK_KNOWN_FROM and isinstance(t.object, Literal) and _later(t.object.value, day)
    }
    known = (t for t in data if t.subject not in unknown and t.object not in unknown)
    return [fit for t in known if (fit := _as_ranked(t, early_ranks)) is not None]


def _as_ranked(t: Triple, early: set[object]) -> Triple | None:
    """Return `t` as of before the reason of a rank was published: rank normal, no reason (None)."""
    if t.subject not in early or t.predicate not in _RANKED:
        return t
    return Triple(t.subject, _RANK, _NORMAL) if t.predicate == _RANK else None


def _later(known: str | None, day: date) -> bool:
    return known is None or known > day.isoformat()
