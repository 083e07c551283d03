"""Facts in memory, indexed by each of their terms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import NamedNode

from ..terms import Fact, Node


class TripleIndex:
    """A set of facts in the order in which they were added, found by subject, predicate or object.

    >>> a, p, b = (NamedNode("urn:" + name) for name in "apb")
    >>> facts = TripleIndex([(a, p, b)])
    >>> len(list(facts.match(o=b))), len(list(facts.match(b)))
    (1, 0)
    """

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        # facts have numbers, since the hash of a number costs less than that of three terms
        self._all: dict[Fact, int] = {}
        self._next = 0
        self._by: tuple[dict[Node, dict[int, Fact]], ...] = ({}, {}, {})
        for fact in facts:
            self.add(fact)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._all)

    def __contains__(self, fact: Fact) -> bool:
        return fact in self._all

    def add(self, fact: Fact) -> None:
        """Add a fact if it is not in the index yet."""
        number = self._next
        if self._all.setdefault(fact, number) != number:
            return
        self._next = number + 1
        subjects, predicates, values = self._by
        s, p, o = fact
        subjects.setdefault(s, {})[number] = fact
        predicates.setdefault(p, {})[number] = fact
        values.setdefault(o, {})[number] = fact

    def discard(self, fact: Fact) -> None:
        """Remove a fact if it is in the index.

        >>> a = NamedNode("urn:a")
        >>> facts = TripleIndex([(a, a, a)])
        >>> facts.discard((a, a, a))
        >>> len(facts)
        0
        """
        number = self._all.pop(fact, None)
        if number is not None:
            for index, term in zip(self._by, fact, strict=True):
                del index[term][number]

    def match(self, s: Node | None = None, p: NamedNode | None = None, o: Node | None = None) -> Iterator[Fact]:
        """Return the matching facts at the time of the call: the index may change during iteration."""
        fewest: Collection[Fact] = self._all
        for index, term in zip(self._by, (s, p, o), strict=True):
            if term is not None:
                held = index.get(term, {}).values()
                if len(held) < len(fewest):
                    fewest = held
        return iter(
            [f for f in fewest if (s is None or f[0] == s) and (p is None or f[1] == p) and (o is None or f[2] == o)]
        )
