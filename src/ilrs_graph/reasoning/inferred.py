"""What a closure adds: triples about individuals, sorted, in eight bytes each until they are read.

>>> from pyoxigraph import NamedNode
>>> a, b, p = (NamedNode("http://example.org/" + name) for name in "abp")
>>> added = Inferred.from_rows([(Relation(p), [(2, 1), (1, 2)])], [b, a, b])
>>> [str(triple.subject) for triple in added]
['<http://example.org/a>', '<http://example.org/b>']
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from .facts import Relation
from .rules import Node
from .vocabulary import SAME_AS, SCHEMA_PREDICATES, is_vocabulary

Row = tuple[int, int]

_LOW = (1 << 32) - 1


def is_reported(relation: Relation) -> bool:
    """Return whether a closure reports members of this relation.

    Not reported: anonymous classes, classes of RDF, RDFS and OWL such as `owl:Thing`, and axioms.

    >>> from .vocabulary import THING, TYPE
    >>> is_reported(Relation(SAME_AS)), is_reported(Relation(TYPE, THING))
    (True, False)
    """
    if relation.of is None:
        return relation.predicate not in SCHEMA_PREDICATES
    return isinstance(relation.of, NamedNode) and not is_vocabulary(relation.of.value)


def is_about_individual(relation: Relation, subject: Node, value: Node, schema: AbstractSet[Node]) -> bool:
    """Return whether a fact is about an individual, and says more than that a thing is itself.

    >>> is_about_individual(Relation(SAME_AS), SAME_AS, SAME_AS, set())
    False
    """
    if isinstance(subject, Literal) or subject in schema:
        return False
    return relation.predicate != SAME_AS or subject != value


class Inferred:
    """Sorted triples that can be read any number of times; made by `from_rows`.

    The order is that of predicate, class, subject and object as text.

    >>> len(Inferred([], []))
    0
    """

    def __init__(self, blocks: Sequence[tuple[Relation, array[int]]], terms: Sequence[Node]) -> None:
        self._blocks = blocks
        self._terms = terms

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[Relation, Sequence[Row]]], terms: Sequence[Node]) -> Inferred:
        """Return the triples that rows stand for; a row holds positions of subject and object in `terms`.

        >>> list(Inferred.from_rows([], []))
        []
        """
        tables = sorted(((r, table) for r, table in rows if table), key=lambda entry: _order(entry[0]))
        used = sorted({abs(i) for _, table in tables for i in chain(*table)}, key=lambda i: str(terms[i]))
        rank = {number: place for place, number in enumerate(used)}
        blocks = [
            (relation, array("Q", sorted(rank[abs(s)] << 32 | rank[abs(o)] for s, o in table)))
            for relation, table in tables
        ]
        return cls(blocks, [terms[number] for number in used])

    def __len__(self) -> int:
        return sum(len(block) for _, block in self._blocks)

    def __iter__(self) -> Iterator[Triple]:
        terms = self._terms
        for (predicate, of), block in self._blocks:
            for packed in block:
                subject = terms[packed >> 32]
                if isinstance(subject, NamedNode | BlankNode):
                    yield Triple(subject, predicate, terms[packed & _LOW] if of is None else of)


def _order(relation: Relation) -> tuple[str, str]:
    return relation.predicate.value, str(relation.of or "")
