"""The triples that a closure adds: about individuals, sorted, stored in eight bytes each.

>>> from pyoxigraph import NamedNode
>>> a, b, p = (NamedNode("http://example.org/" + name) for name in "abp")
>>> pairs = array("Q", [packed(1, 2), packed(2, 1)])
>>> added = Inferred.from_pairs([(Relation(p), pairs)], [b, a, b])
>>> [str(triple.subject) for triple in added]
['<http://example.org/a>', '<http://example.org/b>']
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ..owl.vocabulary import SCHEMA_PREDICATES, is_vocabulary
from ..terms import SAME_AS, Node
from .facts import Relation

_LOW = (1 << 32) - 1


def packed(subject: int, value: int) -> int:
    """Return a pair of positions in a list of terms as one number.

    >>> packed(1, 2) == (1 << 32) + 2
    True
    """
    return subject << 32 | value


def is_reported(relation: Relation) -> bool:
    """Return whether a closure reports members of this relation.

    Not reported: anonymous classes, classes of RDF, RDFS and OWL such as `owl:Thing`, and axioms.

    >>> from ..terms import THING, TYPE
    >>> is_reported(Relation(SAME_AS)), is_reported(Relation(TYPE, THING))
    (True, False)
    """
    if relation.of is None:
        return relation.predicate not in SCHEMA_PREDICATES
    return isinstance(relation.of, NamedNode) and not is_vocabulary(relation.of.value)


def is_about_individual(relation: Relation, subject: Node, value: Node, schema: AbstractSet[Node]) -> bool:
    """Return whether a fact is about an individual, and is not a reflexive `owl:sameAs`.

    >>> is_about_individual(Relation(SAME_AS), SAME_AS, SAME_AS, set())
    False
    """
    if isinstance(subject, Literal) or subject in schema:
        return False
    return relation.predicate != SAME_AS or subject != value


class Inferred:
    """Sorted triples that can be read any number of times; made by `from_pairs`.

    The order is that of predicate, class, subject and object as text.
    """

    def __init__(self, blocks: Sequence[tuple[Relation, array[int]]], terms: Sequence[Node]) -> None:
        self._blocks = blocks
        self._terms = terms

    @classmethod
    def from_pairs(cls, pairs: Iterable[tuple[Relation, array[int]]], terms: Sequence[Node]) -> Inferred:
        """Return the triples of pairs, in which subject and object are packed as positions in `terms`.

        The arrays are changed in place: each is sorted, and its positions become those among the terms in use.

        >>> terms = [NamedNode("urn:b"), NamedNode("urn:a")]
        >>> relation, pairs = Relation(NamedNode("urn:p")), array("Q", [packed(0, 1), packed(1, 0)])
        >>> print(*Inferred.from_pairs([(relation, pairs)], terms), sep="\\n")
        <urn:a> <urn:p> <urn:b>
        <urn:b> <urn:p> <urn:a>
        """
        blocks = sorted(((r, block) for r, block in pairs if block), key=lambda entry: _order(entry[0]))
        in_use = bytearray(len(terms))
        for pair in chain.from_iterable(block for _, block in blocks):
            in_use[pair >> 32] = in_use[pair & _LOW] = 1
        used = sorted((i for i, flag in enumerate(in_use) if flag), key=lambda i: str(terms[i]))
        place = array("Q", bytes(8 * len(terms)))
        for order, number in enumerate(used):
            place[number] = order
        for _, block in blocks:
            block[:] = array("Q", sorted(place[pair >> 32] << 32 | place[pair & _LOW] for pair in block))
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
