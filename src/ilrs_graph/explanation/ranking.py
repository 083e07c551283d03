"""Explains why one claim ranks below another.

A rule composes a rank text from parts that it declares; the greater text ranks higher. The first part in which two
texts differ is the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import NamedNode, Variable

from ..construct.rules import Ranking
from ..names.labels import Labels
from ..names.text import term_text
from ..sparql.algebra import Pattern
from ..terms import Node

_WORDS = {
    "actual": "a plan, not what happened",
    "preferred": "not the preferred one",
    "stated": "stated earlier, on {worse}, not on {better}",
    "source-kind": "from a lesser kind of source",
}
"""The reason for each known part; for other parts, both values are shown."""
_MOST = 3
"""Maximum number of lower-ranked candidates that are named."""


def parts_of(variable: str, patterns: Iterable[Pattern], rankings: Iterable[Ranking]) -> tuple[str, ...]:
    """Return the parts of the rank text that a variable has in `patterns`, empty if no rule ranks by it.

    >>> standing = Pattern(Variable("claim"), NamedNode("urn:standing"), Variable("text"))
    >>> parts_of("text", [standing], [Ranking("urn:standing", ("preferred", "stated"))])
    ('preferred', 'stated')
    """
    known = {ranking.prop: ranking.parts for ranking in rankings}
    props = (p.predicate for p in patterns if p.object == Variable(variable))
    return next((known[p.value] for p in props if isinstance(p, NamedNode) and p.value in known), ())


def why_it_loses(worse: str, better: str, parts: Sequence[str] = ()) -> str:
    """Return why the rank text `worse` is below `better`; if the number of parts differs, both texts are shown.

    >>> parts = ("actual", "preferred", "stated", "source-kind")
    >>> why_it_loses("0 0 2019-04-18 5", "1 0 2024-05-03 8", parts)
    'a plan, not what happened'
    >>> why_it_loses("1 0 2024-05-03 8", "1 0 2024-12-20 2", parts)
    'stated earlier, on 2024-05-03, not on 2024-12-20'
    >>> why_it_loses("1 0 2024-05-03 2", "1 0 2024-05-03 8", parts), why_it_loses("2024-05", "2024-06")
    ('from a lesser kind of source', '2024-05 against 2024-06')
    """
    one, other = worse.split(" "), better.split(" ")
    if not len(one) == len(other) == len(parts):
        return f"{worse} against {better}"
    for part, less, more in zip(parts, one, other, strict=True):
        if less != more:
            other_words = f"{part.replace('-', ' ')} {{worse}} against {{better}}"
            return _WORDS.get(part, other_words).format(worse=less, better=more)
    return "equal rank"


def beaten_words(
    beaten: Mapping[Node, str], best: str, labels: Labels, parts: Sequence[str] = (), *, least: bool = False
) -> str:
    """Return a line on candidates that rank below the best value, the greatest or the least; nearest first."""
    ranked = sorted(beaten.items(), key=lambda entry: (entry[1], str(entry[0])), reverse=not least)
    named = [f"{term_text(holder, labels)} ({why_it_loses(value, best, parts)})" for holder, value in ranked[:_MOST]]
    more = [f"and {len(ranked) - _MOST} more"] if len(ranked) > _MOST else []
    return "ranks above: " + "; ".join([*named, *more])
