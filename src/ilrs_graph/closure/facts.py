"""Asserted triples grouped by relation, separate from axioms.

A relation is the content of one table of a reasoner: the pairs of a property, or the members of a class. Tables hold
numbers for terms, so that a million facts take tens of megabytes.

>>> from pyoxigraph import Triple
>>> rover = NamedNode("http://example.org/Rover")
>>> facts = Facts([Triple(NamedNode("http://example.org/yutu"), TYPE, rover)])
>>> list(facts.tables) == [Relation(TYPE, rover)], facts.axioms
(True, [])
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, Variable

from ..owl.rules import Atom
from ..owl.vocabulary import SCHEMA_PREDICATES, SCHEMA_TYPES
from ..terms import TYPE, Node, Statement
from ..views.lexical_forms import stored


class Relation(NamedTuple):
    """The pairs of the property `predicate`, or, if it is `rdf:type`, the members of the class `of`."""

    predicate: NamedNode
    of: Node | None = None


class Interner(dict[Node, int]):
    """Numbers terms from 1 in order of appearance; literals get the negative of their number.

    `value_of` maps each literal that a store would rewrite to the number of its form in the store.

    >>> interner = Interner()
    >>> interner[TYPE], interner[Literal("7")], interner[TYPE]
    (1, -2, 1)
    >>> integer = Literal(7).datatype
    >>> interner[Literal("007", datatype=integer)], interner[Literal("7", datatype=integer)], interner.value_of
    (-3, -4, {-3: -4})
    """

    def __init__(self) -> None:
        self.terms: list[Node] = [Literal("")]
        self.value_of: dict[int, int] = {}

    def __missing__(self, term: Node) -> int:
        number = -len(self.terms) if isinstance(term, Literal) else len(self.terms)
        self.terms.append(term)
        self[term] = number
        if isinstance(term, Literal):
            form = stored(term)
            if form is not term and form != term:
                self.value_of[number] = self[form]
        return number

    def value(self, term: Node) -> int:
        """Return the number of a term; equal literals in two spellings have the same number."""
        number = self[term]
        return self.value_of.get(number, number)


class Facts:
    """Triples by relation, in `tables`; triples that state axioms are in `axioms`. The input is read once.

    The table of a class holds the numbers of its members, that of a property those of subjects and objects alternately.
    """

    def __init__(self, triples: Iterable[Statement]) -> None:
        self.ids = Interner()
        self.axioms: list[Statement] = []
        self.tables: dict[Relation, array[int]] = {}
        pairs: dict[NamedNode, array[int]] = {}
        members: dict[Node, array[int]] = {}
        ids = self.ids
        for triple in triples:
            predicate = triple.predicate
            table = pairs.get(predicate)
            if table is not None:
                table.append(ids[triple.subject])
                table.append(ids[triple.object])
            elif predicate == TYPE:
                self._add_type(triple, members)
            elif predicate in SCHEMA_PREDICATES:
                self.axioms.append(triple)
            else:
                pairs[predicate] = array("q", (ids[triple.subject], ids[triple.object]))
        self.tables.update((Relation(predicate), table) for predicate, table in pairs.items())
        self.tables.update((Relation(TYPE, of), table) for of, table in members.items())

    def _add_type(self, triple: Statement, members: dict[Node, array[int]]) -> None:
        of = triple.object
        if of in SCHEMA_TYPES or isinstance(of, BlankNode):
            self.axioms.append(triple)
        else:
            members.setdefault(of, array("q")).append(self.ids[triple.subject])

    def __len__(self) -> int:
        return sum(len(table) if r.of is not None else len(table) // 2 for r, table in self.tables.items())

    def __iter__(self) -> Iterator[Statement]:
        yield from self.axioms
        yield from self.every()

    def by_value(self, relation: Relation) -> array[int]:
        """Return the table of a relation, with literals represented by the numbers of their values."""
        table, values = self.tables.get(relation, array("q")), self.ids.value_of
        if relation.of is not None or values.keys().isdisjoint(table):
            return table
        return array("q", (values.get(number, number) for number in table))

    def every(self) -> Iterator[Triple]:
        """Yield all facts, relation by relation, without axioms."""
        return chain.from_iterable(map(self.triples, self.tables))

    def triples(self, relation: Relation) -> Iterator[Triple]:
        """Yield the facts of one relation, in the order in which they were read."""
        terms, table = self.ids.terms, self.tables.get(relation, array("q"))
        numbers = iter(table)
        for number in numbers:
            subject, value = terms[number], terms[abs(next(numbers))] if relation.of is None else relation.of
            if isinstance(subject, NamedNode | BlankNode | Triple):
                yield Triple(subject, relation.predicate, value)

    def samples(self) -> Iterator[Triple]:
        """Yield one fact of each relation."""
        for relation in self.tables:
            yield next(self.triples(relation))


def relation_of(atom: Atom) -> Relation:
    """Return the relation of an atom whose predicate, and class if any, are not variables.

    >>> relation_of(Atom(Variable("x"), TYPE, TYPE)) == Relation(TYPE, TYPE)
    True
    """
    _, predicate, value = atom
    if isinstance(predicate, Variable):
        raise ValueError(f"{atom} has no single relation")
    if predicate != TYPE:
        return Relation(predicate)
    if isinstance(value, Variable):
        raise ValueError(f"{atom} has no single relation")
    return Relation(TYPE, value)
