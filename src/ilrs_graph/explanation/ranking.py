"""Explains why one claim ranks below another.

A rule composes a rank text from parts that it declares; the greater text ranks higher. The first part in which two
texts differ is the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import NamedNode, Variable

from ..construct.rules import Ranking
from ..language import say
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


def why_it_loses(worse: str, better: str, parts: Sequence[str] = (), language: str = "en") -> str:
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
        return say("{worse} against {better}", language, worse=worse, better=better)
    for part, less, more in zip(parts, one, other, strict=True):
        if less != more:
            form = _WORDS.get(part, "{part} {worse} against {better}")
            return say(form, language, part=part.replace("-", " "), worse=less, better=more)
    return say("equal rank", language)


def beaten_words(
    beaten: Mapping[Node, str], best: str, labels: Labels, parts: Sequence[str] = (), *, least: bool = False
) -> str:
    """Return a line on candidates that rank below the best value, the greatest or the least; nearest first."""
    ranked = sorted(beaten.items(), key=lambda entry: (entry[1], str(entry[0])), reverse=not least)
    language = labels.language
    reasons = [(term_text(holder, labels), why_it_loses(value, best, parts, language)) for holder, value in ranked]
    named = [say("{name} ({reason})", language, name=name, reason=reason) for name, reason in reasons[:_MOST]]
    more = [say("and {n} more", language, n=len(ranked) - _MOST)] if len(ranked) > _MOST else []
    return say("ranks above: ", language) + say("; ", language).join([*named, *more])
