"""The spellings of values: a reasoner joins literals by value, and its results use the spellings of the facts.

>>> from pyoxigraph import Literal, NamedNode, Triple
>>> x, p = NamedNode("urn:x"), NamedNode("urn:p")
>>> facts = Facts([Triple(x, p, Literal("007", datatype=Literal(7).datatype))])
>>> value = facts.ids.value(Literal(7))
>>> [facts.ids.terms[abs(number)].value for number in Spellings(facts).of(facts.ids[x], value)]
['007']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from .facts import Facts


class Spellings:
    """The literals in facts that have a value, by their numbers.

    A value gets the spellings in the facts of its subject; if it is not in them, the spelling in other facts or axioms.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def of(self, subject: int, value: int) -> Iterable[int]:
        """Return the literals by which the facts about `subject` spell a value."""
        if value not in self._others:
            return (value,)
        terms = self._facts.ids.terms
        elsewhere = min(self._others[value], key=lambda number: str(terms[abs(number)]))
        return self._about.get((subject, value)) or (elsewhere,)

    @cached_property
    def _others(self) -> dict[int, list[int]]:
        """The spellings of each value that occurs in another form than the store's."""
        found: dict[int, list[int]] = {}
        for number, value in self._facts.ids.value_of.items():
            found.setdefault(value, []).append(number)
        return found

    @cached_property
    def _about(self) -> dict[tuple[int, int], dict[int, None]]:
        found: dict[tuple[int, int], dict[int, None]] = {}
        values = self._facts.ids.value_of
        for subject, number in self._pairs():
            value = values.get(number, number)
            if value in self._others:
                found.setdefault((subject, value), {})[number] = None
        return found

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Yield subject and object of the facts of each property with such values."""
        wanted = self._facts.ids.value_of.keys() | self._others.keys()
        for relation, table in self._facts.tables.items():
            if relation.of is None and not wanted.isdisjoint(table):
                numbers = iter(table)
                yield from zip(numbers, numbers, strict=True)
