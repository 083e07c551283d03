"""How the parts of queries and paths are declared: immutable data classes that are cheap to import.

`dataclass(frozen=True)` writes and compiles six methods a class, which for some thirty classes takes a tenth of the
time of a whole command. Here a type checker sees to it that nothing is assigned, and all but `__init__` is shared.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, TypeVar, dataclass_transform

_Made = TypeVar("_Made")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def node(made: type[_Made]) -> type[_Made]:
    """Make a class a data class whose instances are compared and hashed by their fields.

    >>> @node
    ... class Pair:
    ...     one: int
    ...     other: int = 2
    >>> Pair(1), Pair(1) == Pair(1, 2), Pair(1) in {Pair(1)}
    (Pair(one=1, other=2), True, True)
    """
    for name, shared in (("__repr__", _repr), ("__eq__", _equal), ("__hash__", _hash)):
        setattr(made, name, shared)
    return dataclass(repr=False, eq=False)(made)


@cache
def names_of(kind: type) -> tuple[str, ...]:
    """Return the names of the fields by which the instances of a class are compared."""
    return tuple(each.name for each in fields(kind) if each.compare)


def _equal(self: Any, other: Any) -> Any:
    return _values(self) == _values(other) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    return hash((type(self), *_values(self)))


def _repr(self: Any) -> str:
    shown = (f"{name}={value!r}" for name, value in zip(names_of(self.__class__), _values(self), strict=True))
    return f"{type(self).__name__}({', '.join(shown)})"


def _values(self: Any) -> list[Any]:
    return [getattr(self, name) for name in names_of(self.__class__)]
