"""What a reasoner over numbers returns: the new facts that are reported, the others, or an error if there are too many.

>>> from pyoxigraph import NamedNode, Triple
>>> a, b, p = (NamedNode("urn:" + name) for name in "abp")
>>> facts = Facts([Triple(a, p, b)])
>>> reported, unreported = new_facts([(Relation(p), [(1, 2), (2, 1)])], facts, set())
>>> print(*reported, unreported)
<urn:b> <urn:p> <urn:a> ()
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from ..errors import TooManyFacts
from ..owl.rules import Rule
from ..terms import SAME_AS, Fact, Node
from .estimate import largest
from .facts import Facts, Relation
from .inferred import Inferred, is_reported, packed
from .spellings import Spellings

Pairs = Iterable[tuple[int, int]]
"""Numbers of subjects and objects; a member of a class is both."""


def new_facts(
    derived: Iterable[tuple[Relation, Pairs]], facts: Facts, schema: set[Node]
) -> tuple[Inferred, tuple[Fact, ...]]:
    """Return, of the facts in `derived` that are not asserted, those about individuals, and the others.

    The others are facts about terms in `schema`, of anonymous classes, and with a literal as subject.
    """
    ids = facts.ids
    left_out, spellings = {ids[term] for term in schema if term in ids}, Spellings(facts)
    tables: list[tuple[Relation, array[int]]] = []
    unreported: list[Fact] = []
    for relation, found in derived:
        pairs, others = _split(relation, found, facts, left_out, spellings)
        tables.append((relation, pairs))
        predicate, of = relation
        unreported.extend((ids.terms[abs(s)], predicate, of or ids.terms[abs(o)]) for s, o in others)
    return Inferred.from_pairs(tables, ids.terms), tuple(unreported)


def refuse(rules: Iterable[Rule], facts: Facts, limit: int, most: tuple[Rule, int] | None = None) -> None:
    """Raise TooManyFacts if one rule derives more facts than allowed.

    `most` is the rule that is to be named, with its count, if all together derive more and no single one does.
    """
    rule, count = largest(rules, facts)
    if rule is None or count <= limit:
        if most is None:
            return
        rule, count = most
    raise TooManyFacts(rule.name, rule.axiom, count, len(facts), limit)


def in_pairs(numbers: Iterable[int], relation: Relation) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a table of numbers, as `Facts` has them.

    >>> from pyoxigraph import NamedNode
    >>> list(in_pairs([1, 2, 3, 4], Relation(NamedNode("urn:p"))))
    [(1, 2), (3, 4)]
    """
    numbers = iter(numbers)
    return zip(numbers, numbers, strict=True) if relation.of is None else ((n, n) for n in numbers)


def _split(
    relation: Relation, found: Pairs, facts: Facts, left_out: set[int], spellings: Spellings
) -> tuple[array[int], list[tuple[int, int]]]:
    """Return the pairs that were not asserted: the reported ones, packed, and the others.

    Reflexive `owl:sameAs` is in neither; see `is_about_individual`.
    """
    known = {_key(s, o) for s, o in in_pairs(facts.by_value(relation), relation)}
    pairs, others = array("Q"), []
    reported, equality = is_reported(relation), relation.predicate == SAME_AS
    for s, o in found:
        key = _key(s, o)
        if key in known or (equality and s == o):
            continue
        if reported and s > 0 and s not in left_out:
            pairs.extend((key,) if o > 0 else (_key(s, number) for number in spellings.of(s, o)))
        else:
            others.append((s, o))
    return pairs, others


def _key(subject: int, value: int) -> int:
    return packed(subject, abs(value))
