"""Patterns of a rule in words: labels for what is known, letters for what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from string import ascii_uppercase

from pyoxigraph import BlankNode, Literal, NamedNode, Variable

from ..language import say
from ..names.labels import Labels
from ..names.text import term_text
from ..sparql.algebra import Expression, Filter, Group, In, Infix, Pattern, within
from ..sparql.paths import properties
from ..sparql.traversal import excluded
from ..terms import TYPE
from .solving import Values, valued

ANYTHING = "anything"
"""Stands for what is not known and spoken of once."""


def unknown_names(patterns: Iterable[Pattern], solution: Values) -> dict[str, str]:
    """Return a letter for each variable without a value that is spoken of more than once.

    >>> x, y, p = Variable("x"), Variable("y"), NamedNode("urn:p")
    >>> unknown_names([Pattern(x, p, y), Pattern(y, p, p)], {})
    {'y': 'X'}
    """
    spoken = Counter(name for pattern in patterns for name in sorted(pattern.variables) if name not in solution)
    letters = iter("XYZ" + ascii_uppercase)
    return {name: next(letters, name) for name, times in spoken.items() if times > 1}


def group_words(group: Group, solution: Values, labels: Labels, names: Mapping[str, str] | None = None) -> str:
    """Return a group in words: its patterns by labels, with the values that its filters allow.

    `names` are those of variables without a value; default: letters.
    """
    known = unknown_names(_all_patterns(group), solution) if names is None else names
    allowed = {**known, **dict(choice for part in group.filters for choice in _choices(part, solution, labels))}
    language = labels.language
    said = say("; ", language).join(_pattern_words(pattern, solution, allowed, labels) for pattern in group.patterns)
    lacking = [group_words(inner, solution, labels, known) for p in group.parts if (inner := excluded(p)) is not None]
    if not lacking:
        return said
    return say("{said}, where nothing says: {words}", language, said=said, words=say(", or: ", language).join(lacking))


def _all_patterns(group: Group) -> Iterator[Pattern]:
    yield from group.patterns
    for part in group.parts:
        inner = excluded(part)
        if inner is not None:
            yield from _all_patterns(inner)


def _pattern_words(pattern: Pattern, solution: Values, allowed: Mapping[str, str], labels: Labels) -> str:
    language = labels.language
    anything = say(ANYTHING, language)

    def word(term: object) -> str:
        value = valued(term, solution)
        if value is not None:
            return term_text(value, labels)
        return allowed.get(term.value, anything) if isinstance(term, Variable) else anything

    verb = pattern.predicate
    named = [valued(verb, solution)] if isinstance(verb, Variable) else list(properties(verb))
    said = " / ".join(
        say("is a", language) if p == TYPE else anything if p is None else term_text(p, labels) for p in named
    )
    return f"{word(pattern.subject)}  {said}  {word(pattern.object)}"


def _choices(part: Filter, solution: Values, labels: Labels) -> Iterator[tuple[str, str]]:
    """Yield each variable that a filter compares with terms, and these terms in words."""
    for each in within(part.expression):
        options: tuple[Expression, ...] = ()
        compared: object = None
        if isinstance(each, Infix) and each.operators == ("=",):
            compared, *options = each.operands  # type: ignore[assignment]
        elif isinstance(each, In) and not each.negated:
            compared, options = each.operand, each.options
        if isinstance(compared, Variable) and options:
            yield (
                compared.value,
                say(" or ", labels.language).join(_term_words(term, solution, labels) for term in options),
            )


def _term_words(term: Expression, solution: Values, labels: Labels) -> str:
    value = valued(term, solution)
    return term_text(value, labels) if isinstance(value, NamedNode | Literal | BlankNode) else str(term)
