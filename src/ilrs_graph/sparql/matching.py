"""A triple pattern met with triples: whether it fits one, and how much a look-up by it may give.

The predicate of a pattern may be a path here, which stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pyoxigraph import Variable

from ..terms import TYPE

_Value = TypeVar("_Value")

CONFIRMED = -1
"""The cost of a pattern that only needs to be confirmed."""


def unify(
    pattern: Iterable[Any], values: Iterable[_Value], binding: Mapping[Variable, _Value]
) -> dict[Variable, _Value] | None:
    """Return `binding` with the values that make a pattern the triple, or None where nothing does.

    >>> unify((Variable("x"), TYPE, Variable("x")), (TYPE, TYPE, Variable("y")), {}) is None
    True
    """
    found = dict(binding)
    for term, value in zip(pattern, values, strict=True):
        if isinstance(term, Variable):
            if found.setdefault(term, value) != value:
                return None
        elif term != value:
            return None
    return found


def cost(s: Any, p: Any, o: Any, *, varies: bool) -> int:
    """Rank a pattern by what is known of it: all, then its subject, then its object; members of a class come last.

    None stands for what is not known; `varies` says that the object is a variable, known or not.

    >>> [cost(TYPE, TYPE, o, varies=True) for o in (TYPE, None)], cost(None, TYPE, TYPE, varies=False)
    ([-1, 0], 5)
    """
    if s is not None and p is not None:
        return CONFIRMED if o is not None else 0
    if s is not None:
        return 1
    if p is None:
        return 3 if o is not None else 6
    if o is None:
        return 4
    return 2 if varies and p != TYPE else 5


def leads(s: Any, o: Any, *, varies: bool) -> bool:
    """Return whether an end of a pattern is known that leads to few triples: a class alone leads to all its members."""
    return s is not None or (o is not None and varies)
