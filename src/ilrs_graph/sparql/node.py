"""How the parts of queries and paths are declared: immutable data classes that are cheap to import.

`dataclass(frozen=True)` writes and compiles six methods a class, which for some thirty classes takes a tenth of the
time of a whole command. Here a type checker sees to it that nothing is assigned, and `repr` is shared.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TypeVar, dataclass_transform

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
    made.__repr__ = _repr  # type: ignore[method-assign]
    return dataclass(repr=False, unsafe_hash=True)(made)


def _repr(self: object) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)  # type: ignore[arg-type]
    return f"{type(self).__name__}({', '.join(shown)})"
