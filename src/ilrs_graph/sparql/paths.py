"""Property paths (SPARQL 1.1 Query Language, section 9), those of SHACL among them.

A property alone is a path of one step. Two kinds are made by analysis only: `AnyProperty`, where a variable stands for
the property, and `Cheapest`, several ways of which each leads to all that is wanted, so that a walk may take the one
that goes over few triples.

>>> p, q = NamedNode("urn:p"), NamedNode("urn:q")
>>> print(sequence(p, Repeat(Inverse(q), least=0)))
<urn:p>/(^<urn:q>)*
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

from pyoxigraph import NamedNode

from .node import node


class _Printed:
    """A path that prints as SPARQL has it."""

    def __str__(self) -> str:
        return _text(self)  # type: ignore[arg-type]


@node
class Inverse(_Printed):
    """A path walked from its end to its start."""

    path: Path


@node
class Sequence(_Printed):
    """Paths one after the other; without any, the path of no steps."""

    parts: tuple[Path, ...]


@node
class Alternative(_Printed):
    """Any one of several paths."""

    parts: tuple[Path, ...]


@node
class Repeat(_Printed):
    """A path taken `least` times or more often; at most once where not `more`.

    >>> print(Repeat(NamedNode("urn:p"), least=0, more=False))
    <urn:p>?
    """

    path: Path
    least: int
    more: bool = True


@node
class Negated(_Printed):
    """A step by any property but those of `forward`, or, where there are any, back by any but those of `backward`.

    `!(:p|^:q)` steps forward by any property but `:p` and back by any but `:q`; `!:p` only steps forward.
    """

    forward: tuple[NamedNode, ...]
    backward: tuple[NamedNode, ...] = ()

    @property
    def directions(self) -> list[tuple[bool, tuple[NamedNode, ...]]]:
        """For each direction that it steps in, whether that is back, and the properties that are left out."""
        back = [(True, self.backward)] if self.backward else []
        return [(False, self.forward), *back] if self.forward or not back else back


@node
class AnyProperty(_Printed):
    """A step by any property."""


@node
class Cheapest(_Printed):
    """Several paths of which each leads to all that is wanted, and perhaps to more."""

    ways: tuple[Path, ...]


Path: TypeAlias = NamedNode | Inverse | Sequence | Alternative | Repeat | Negated | AnyProperty | Cheapest
"""A property, or a path that is more than that."""
EMPTY = Sequence(())
"""The path of no steps."""
ANY = AnyProperty()
"""A step by any property."""


def sequence(*paths: Path) -> Path:
    """Return the paths one after the other.

    >>> print(sequence(EMPTY, NamedNode("urn:a")))
    <urn:a>
    """
    parts = tuple(part for path in paths for part in (path.parts if isinstance(path, Sequence) else (path,)))
    return parts[0] if len(parts) == 1 else Sequence(parts)


def inverse(path: Path) -> Path:
    """Return the path that is walked the other way.

    >>> print(inverse(Inverse(NamedNode("urn:a"))))
    <urn:a>
    """
    return path.path if isinstance(path, Inverse) else Inverse(path)


def either(left: Path, right: Path) -> Path:
    """Return the path that goes one way or the other."""
    return left if left == right else Alternative((left, right))


def cheapest(ways: Iterable[Path]) -> Path:
    """Return a path for several that each lead to all that is wanted: the empty one if it is among them."""
    single = [each for way in ways for each in (way.ways if isinstance(way, Cheapest) else (way,))]
    if len(single) == 1:
        return single[0]
    several = tuple(dict.fromkeys(sorted(single, key=lambda way: (length(way), str(way)))))
    return several[0] if len(several) == 1 or length(several[0]) == 0 else Cheapest(several)


def length(path: Path) -> int:
    """Return how many steps a path has, repeated ones counted as ten: for ordering ways.

    >>> length(sequence(NamedNode("urn:a"), Repeat(NamedNode("urn:b"), least=0)))
    11
    """
    match path:
        case Sequence(parts) | Alternative(parts):
            return sum(map(length, parts))
        case Cheapest(ways):
            return min(map(length, ways))
        case Inverse(inner):
            return length(inner)
        case Repeat(inner, least, more):
            return length(inner) * ((10 if more else 1) + (least if more else 0))
    return 1


def may_be_empty(path: Path) -> bool:
    """Return whether a path, or a part of it, may have no steps; `p+` is `p` and then `p*`.

    >>> may_be_empty(sequence(NamedNode("urn:a"), Repeat(NamedNode("urn:b"), least=0)))
    True
    """
    match path:
        case Sequence(parts) | Alternative(parts):
            return path == EMPTY or any(map(may_be_empty, parts))
        case Cheapest(ways):
            return any(map(may_be_empty, ways))
        case Inverse(inner):
            return may_be_empty(inner)
        case Repeat():
            return True
    return False


def may_be_skipped(path: Path) -> bool:
    """Return whether a path may have no steps at all, from its start to its end.

    >>> may_be_skipped(sequence(NamedNode("urn:a"), Repeat(NamedNode("urn:b"), least=0)))
    False
    """
    match path:
        case Sequence(parts):
            return all(map(may_be_skipped, parts))
        case Alternative(parts) | Cheapest(parts):
            return any(map(may_be_skipped, parts))
        case Inverse(inner):
            return may_be_skipped(inner)
        case Repeat(inner, least):
            return least == 0 or may_be_skipped(inner)
    return False


def properties(path: Path) -> Iterator[NamedNode]:
    """Yield the properties that a path names, in the order in which it names them."""
    if isinstance(path, NamedNode):
        yield path
    elif isinstance(path, Inverse | Repeat):
        yield from properties(path.path)
    elif isinstance(path, Sequence | Alternative):
        for part in path.parts:
            yield from properties(part)
    elif isinstance(path, Negated):
        yield from (*path.forward, *path.backward)


class Unanchored(NamedTuple):
    """A pattern that is not connected with the node; None stands for any term."""

    subject: NamedNode | None
    predicate: NamedNode | None
    object: NamedNode | None


class Touch(NamedTuple):
    """A place where a triple matters to a node: as a step of a walk that begins there.

    `path` leads from the node to the near end of the triple, its object where `back`, else its subject; `predicate` is
    its property, None where any matters. Where `far` is given, the triple matters only if `after` leads to that from
    its other end.
    """

    path: Path
    predicate: NamedNode | None
    back: bool
    after: Path = EMPTY
    far: NamedNode | None = None


def touches(path: Path, before: Path = EMPTY, far: NamedNode | None = None) -> Iterator[Touch]:
    """Yield where a walk along `path`, to which `before` leads from a node, goes over a triple; `far` is its one end.

    >>> for touch in touches(Sequence((NamedNode("urn:a"), Inverse(NamedNode("urn:b"))))):
    ...     print(f"{touch.path} {touch.predicate.value} {touch.back}".strip())
    urn:a False
    <urn:a> urn:b True
    """
    for touch in _touches(path, before, EMPTY, back=False):
        yield touch._replace(far=far) if far is not None else touch._replace(after=EMPTY)


def _touches(path: Path, before: Path, after: Path, *, back: bool) -> Iterator[Touch]:
    if isinstance(path, NamedNode):
        yield Touch(before, path, back, after)
    elif isinstance(path, AnyProperty):
        yield Touch(before, None, back, after)
    elif isinstance(path, Negated):
        yield from (Touch(before, None, back != way, after) for way, _ in path.directions)
    elif isinstance(path, Inverse):
        yield from _touches(path.path, before, after, back=not back)
    elif isinstance(path, Sequence):
        parts = path.parts[::-1] if back else path.parts
        turned = [inverse(part) if back else part for part in parts]
        for number, part in enumerate(parts):
            rest = sequence(*turned[number + 1 :], after)
            yield from _touches(part, sequence(before, *turned[:number]), rest, back=back)
    elif isinstance(path, Repeat):
        again: Path = Repeat(path.path, least=0) if path.more else EMPTY
        again = inverse(again) if back and path.more else again
        yield from _touches(path.path, sequence(before, again), sequence(again, after), back=back)
    else:
        parts = path.parts if isinstance(path, Alternative) else path.ways[:1]
        for part in parts:
            yield from _touches(part, before, after, back=back)


def to_json(path: Path) -> list[Any]:
    """Return a path as JSON has it: its kind and what it is made of.

    >>> to_json(sequence(NamedNode("urn:a"), Inverse(NamedNode("urn:b"))))
    ['Sequence', [['NamedNode', 'urn:a'], ['Inverse', ['NamedNode', 'urn:b']]]]
    """
    match path:
        case NamedNode():
            return ["NamedNode", path.value]
        case Sequence(parts) | Alternative(parts) | Cheapest(parts):
            return [type(path).__name__, [to_json(part) for part in parts]]
        case Inverse(inner):
            return ["Inverse", to_json(inner)]
        case Repeat(inner, least, more):
            return ["Repeat", to_json(inner), least, more]
        case Negated(forward, backward):
            return ["Negated", [node.value for node in forward], [node.value for node in backward]]
    return ["AnyProperty"]


def from_json(kept: list[Any]) -> Path:
    """Return the path that `to_json` gave.

    Raises:
        KeyError, TypeError: it is something else.
    """
    kind, *rest = kept
    if kind == "NamedNode":
        return NamedNode(rest[0])
    if kind in _SEVERAL:
        made: Path = _SEVERAL[kind](tuple(from_json(part) for part in rest[0]))
        return made
    if kind == "Inverse":
        return Inverse(from_json(rest[0]))
    if kind == "Repeat":
        return Repeat(from_json(rest[0]), rest[1], rest[2])
    return Negated(*(tuple(map(NamedNode, part)) for part in rest)) if kind == "Negated" else {"AnyProperty": ANY}[kind]


_SEVERAL: dict[str, Any] = {"Sequence": Sequence, "Alternative": Alternative, "Cheapest": Cheapest}


def _text(path: Path) -> str:
    match path:
        case Sequence(parts):
            return _joined("/", parts)
        case Alternative(parts):
            return _joined("|", parts)
        case Cheapest(ways):
            return " or ".join(map(str, ways))
        case Inverse(inner):
            return "^" + _inner(inner)
        case Repeat(inner, least, more):
            return _inner(inner) + ("?" if not more else "+" if least else "*")
        case Negated(forward, backward):
            return f"!({'|'.join([*map(str, forward), *(f'^{node}' for node in backward)])})"
    return str(path) if isinstance(path, NamedNode) else "any"


def _joined(sign: str, parts: Iterable[Path]) -> str:
    return sign.join(str(part) if isinstance(part, NamedNode | Repeat) else _inner(part) for part in parts)


def _inner(path: Path) -> str:
    return str(path) if isinstance(path, NamedNode | Negated) else f"({path})"
