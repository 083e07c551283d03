"""The order of the sources of a row: those that together prove each of its statements before all others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode


def covering(by_statement: Iterable[Sequence[NamedNode]]) -> tuple[list[NamedNode], int]:
    """Return the sources of all statements, and how many of the first ones have one of each statement.

    Each statement adds its best source, unless one that it shares with a statement before is there already. The best
    ones of the remaining sources follow by turns.

    Args:
        by_statement: the sources of each statement, the best first.

    >>> a, b, c = (NamedNode(f"urn:{name}") for name in "abc")
    >>> found, proof = covering([[a, b], [c]])
    >>> [node.value for node in found], proof
    (['urn:a', 'urn:c', 'urn:b'], 2)
    >>> covering([[a, b], [b]])[1], covering([[b], [a, b]])[1]
    (2, 1)
    """
    groups = [list(group) for group in by_statement]
    first: dict[NamedNode, None] = {}
    for group in groups:
        if first.keys().isdisjoint(group):
            first[group[0]] = None
    turns = (group[at] for at in range(max(map(len, groups), default=0)) for group in groups if at < len(group))
    return list(dict.fromkeys([*first, *turns])), len(first)
