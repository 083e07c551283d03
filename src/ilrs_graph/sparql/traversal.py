"""Going through the parts of a query: what stands anywhere in them, and the same query with something changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from operator import is_
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, Variable

from .algebra import (
    Call,
    Exists,
    Expression,
    Filter,
    Group,
    Minus,
    Pattern,
    Prefix,
    SubSelect,
    Values,
    exists_in,
    expressions_of,
    groups_of,
    operands,
)
from .node import names_of
from .paths import properties

_Part = TypeVar("_Part")


def rewritten(part: _Part, change: Callable[[Any], Any], *, leaves: tuple[type, ...] = ()) -> _Part:
    """Return a part, group, expression or query with `change` made to each of the things it is made of, inner first.

    What is of one of the types in `leaves` is left as it is.

    >>> where = Group((Pattern(Variable("x"), NamedNode("urn:p"), Variable("y")),))
    >>> print(rewritten(where, lambda part: NamedNode("urn:a") if part == Variable("x") else part))
    { <urn:a> <urn:p> ?y . }
    """
    whole: Any = part
    if isinstance(whole, tuple):
        inner = tuple([rewritten(each, change, leaves=leaves) for each in whole])
        return whole if all(map(is_, inner, whole)) else inner  # type: ignore[return-value]
    if isinstance(whole, leaves):
        return part
    kind: type = type(whole)
    names, changed = _inner_names(kind), {}
    for name in names:
        each = getattr(whole, name)
        made = rewritten(each, change, leaves=leaves)
        if made is not each:
            changed[name] = made
    if changed:
        whole = replace(whole, **changed)
    return change(whole) if names or isinstance(whole, _TERMS) else whole  # type: ignore[no-any-return]


_TERMS = (Variable, NamedNode, Literal)


@cache
def _inner_names(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a part of a query that say what it is made of; none for anything else."""
    return names_of(kind) if kind.__module__ == Group.__module__ else ()


def iris(part: object) -> frozenset[NamedNode]:
    """Return the IRIs that stand anywhere in a part, group or query.

    >>> sorted(map(str, iris(Pattern(Variable("x"), NamedNode("urn:p"), NamedNode("urn:a")))))
    ['<urn:a>', '<urn:p>']
    """
    found: set[NamedNode] = set()

    def note(inner: Any) -> Any:
        if isinstance(inner, Pattern) and not isinstance(inner.predicate, Variable):
            found.update(properties(inner.predicate))
        elif isinstance(inner, NamedNode):
            found.add(inner)
        return inner

    rewritten(part, note)
    return frozenset(found)


def values_in(group: Group) -> Iterator[Values]:
    """Yield the `VALUES` blocks that stand anywhere in a group, those of sub-selects and of EXISTS with them."""
    for part in group.parts:
        if isinstance(part, Values):
            yield part
        inner = [part.select.where] if isinstance(part, SubSelect) else list(groups_of(part))
        inner += [each.group for expression in expressions_of(part) for each in exists_in(expression)]
        for each in inner:
            yield from values_in(each)


def asked_bound(expression: Expression) -> Iterator[tuple[str, bool]]:
    """Yield each variable that BOUND is asked of, and whether it must be bound; with `!` before it, it must not.

    >>> from .parser import read_query
    >>> (condition,) = read_query("ASK { FILTER(BOUND(?home) || !BOUND(?home)) }").where.filters
    >>> list(asked_bound(condition.expression))
    [('home', True), ('home', False)]
    """
    if isinstance(expression, Prefix) and expression.operators == ("!",):
        yield from ((name, not wanted) for name, wanted in asked_bound(expression.operand))
    elif isinstance(expression, Call) and expression.name == "BOUND" and isinstance(expression.arguments[0], Variable):
        yield expression.arguments[0].value, True
    else:
        for inner in operands(expression):
            yield from asked_bound(inner)


def excluded(part: object) -> Group | None:
    """Return the group of a MINUS, or of a filter that is NOT EXISTS alone; None for anything else."""
    if isinstance(part, Minus):
        return part.group
    alone = part.expression if isinstance(part, Filter) else None
    return alone.group if isinstance(alone, Exists) and alone.negated else None


def required(part: object) -> Group | None:
    """Return the group of a filter that is EXISTS alone; None for anything else."""
    alone = part.expression if isinstance(part, Filter) else None
    return alone.group if isinstance(alone, Exists) and not alone.negated else None
