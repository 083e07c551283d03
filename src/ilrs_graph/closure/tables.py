"""The facts of one relation for joins: rows of numbers, the rows that rules have not seen yet, and indexes.

>>> pairs = Table([(1, 2), (1, 3)])
>>> sorted(pairs.advance()), pairs.by_column(0), pairs.by_column(1)
([(1, 2), (1, 3)], {1: [2, 3]}, {2: [1], 3: [1]})
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Row: TypeAlias = tuple[int, ...]
"""The numbers of a fact's terms: one of a member of a class, two of a pair, more in a join."""

Index: TypeAlias = dict[int, list[int]]
"""For each value of one column, the values of the other."""


class Table:
    """The `rows` of a relation that rules have seen, and the `new` ones; a column is indexed when a join first uses it.

    >>> members = Table([(7,)])
    >>> members.rows, members.new
    (set(), {(7,)})
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.rows: set[Row] = set()
        self.new = set(rows)
        self._indexes: dict[int, Index] = {}

    def unknown(self, rows: set[Row]) -> set[Row]:
        """Return those of `rows` that the table does not hold.

        >>> Table([(1, 2)]).unknown({(1, 2), (2, 1)})
        {(2, 1)}
        """
        return rows - self.rows - self.new if self.new else rows - self.rows

    def advance(self) -> set[Row]:
        """Return the new rows, which count as seen from now on."""
        delta, self.new = self.new, set()
        if self.rows:
            self.rows |= delta
        else:
            self.rows = delta.copy()
        for column, index in self._indexes.items():
            _enter(delta, column, index)
        return delta

    def by_column(self, column: int) -> Index:
        """Return the other values of the rows seen by the values of one column of a table of pairs."""
        index = self._indexes.get(column)
        if index is None:
            index = self._indexes[column] = {}
            _enter(self.rows, column, index)
        return index

    def matches(self, column: int) -> float:
        """Return how many rows a value of a column has in the mean.

        >>> pairs = Table([(1, 2), (1, 3)])
        >>> pairs.matches(0)
        0.0
        >>> _ = pairs.advance()
        >>> pairs.matches(0), pairs.matches(1)
        (2.0, 1.0)
        """
        return len(self.rows) / max(1, len(self.by_column(column)))


class Forest(Table):
    """The steps of a symmetric and transitive property; steps within one tree add nothing to its closure.

    A thousand things that are all the same need two thousand steps, in either direction, instead of a million.

    >>> sorted(Forest([(1, 2), (2, 1), (2, 3), (3, 3)]).advance())
    [(1, 2), (2, 1), (2, 3), (3, 2), (3, 3)]
    >>> len(Forest([(1, 2), (2, 3), (1, 3)]).advance())
    4
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        super().__init__(rows)
        self._parents: dict[int, int] = {}

    def unknown(self, rows: set[Row]) -> set[Row]:
        """Return those of `rows` that the table does not hold and that do not stay within one tree."""
        root = self._root
        return {row for row in super().unknown(rows) if row[0] == row[1] or root(row[0]) != root(row[1])}

    def advance(self) -> set[Row]:
        """Return the new rows that join two trees, in both directions, and the new loops."""
        needed: set[Row] = set()
        for one, other in sorted(self.new):
            if one == other or self._joins(one, other):
                needed |= {(one, other), (other, one)}
        self.new = needed
        return super().advance()

    def _joins(self, one: int, other: int) -> bool:
        """Make one tree of those of two nodes; return False if it is the same tree."""
        a, b = self._root(one), self._root(other)
        self._parents[a] = b
        return a != b

    def _root(self, node: int) -> int:
        parents = self._parents
        while (parent := parents.setdefault(node, node)) != node:
            parents[node] = node = parents.setdefault(parent, parent)
        return node


def _enter(rows: Iterable[Row], column: int, index: Index) -> None:
    for row in rows:
        values = index.get(row[column])
        if values is None:
            index[row[column]] = [row[1 - column]]
        else:
            values.append(row[1 - column])
