"""The join of one rule's body with tables: the most selective condition first, each by an index.

A row of a join holds the rule's constants, then the values of the variables, in the order in which they are bound.

>>> from pyoxigraph import NamedNode
>>> from ..owl.rules import X, Y, Z, make_rule
>>> p, q = NamedNode("urn:p"), NamedNode("urn:q")
>>> chain = Plan(make_rule("prp-spo2", "", [(X, p, Y), (Y, q, Z)], (X, q, Z)), lambda term: 0)
>>> tables = {Relation(p): Table([(1, 2)]), Relation(q): Table([(2, 3), (2, 4)])}
>>> new = [table.advance() for table in tables.values()][0]
>>> sorted(chain.conclusions(0, new, tables))
[(1, 3), (1, 4)]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TypeAlias

from pyoxigraph import Variable

from ..owl.rules import Atom, Rule
from ..terms import SAME_AS, Node, PatternTerm
from .facts import Relation, relation_of
from .tables import Row, Table

Tables: TypeAlias = Mapping[Relation, Table]
Rows: TypeAlias = Iterable[Row]


class Plan:
    """A rule whose body is joined with tables; `number_of` gives the numbers of its constants.

    `relations` are those of the body, in its order; `places` the terms of each condition: one of a class, else two.
    """

    def __init__(self, rule: Rule, number_of: Callable[[Node], int]) -> None:
        self.rule = rule
        self.relations = [relation_of(atom) for atom in rule.body]
        self.places = [_ends(atom) for atom in rule.body]
        self._head = _ends(rule.head) if rule.head else rule.variables
        terms = [*self._head, *(t for ends in self.places for t in ends), *(t for pair in rule.different for t in pair)]
        constants = dict.fromkeys(term for term in terms if not isinstance(term, Variable))
        self._constants = tuple(number_of(term) for term in constants)
        self._slots: dict[PatternTerm, int] = {term: slot for slot, term in enumerate(constants)}
        self._individuals = rule.head is not None and rule.head.predicate == SAME_AS

    def conclusions(self, position: int, facts: Rows, tables: Tables) -> Iterator[Row]:
        """Yield, with repetitions, the heads that follow if the condition at `position` matches one of `facts`.

        The other conditions match the rows of tables. For a rule without head: the values of its variables.
        """
        others = [i for i in range(len(self.places)) if i != position]
        if not all(tables[self.relations[i]].rows for i in others):
            return iter(())
        join = _Join(self._constants, self._slots)
        join.start(self.places[position], facts)
        return self._concluded(join, others, tables)

    def all_conclusions(self, tables: Tables) -> Iterator[Row]:
        """Yield, with repetitions, all heads that follow from the rows of tables.

        >>> never = Plan(Rule("prp-npa1", "", (), (), None), lambda term: 0)
        >>> list(never.all_conclusions({}))
        [()]
        """
        if not self.places:
            return self._concluded(_Join(self._constants, self._slots), [], tables)
        sizes = [len(tables[relation].rows) for relation in self.relations]
        smallest = min(range(len(sizes)), key=sizes.__getitem__)
        return self.conclusions(smallest, tables[self.relations[smallest]].rows, tables)

    def _concluded(self, join: _Join, others: list[int], tables: Tables) -> Iterator[Row]:
        different = list(self.rule.different)
        join.differ(different)
        while others:
            costs = {i: join.cost(self.places[i], tables[self.relations[i]]) for i in others}
            cheapest = min(others, key=costs.__getitem__)
            others.remove(cheapest)
            join.match(self.places[cheapest], tables[self.relations[cheapest]])
            join.differ(different)
        if self._individuals:
            join.only_individuals([term for term in self._head if isinstance(term, Variable)])
        return join.columns(self._head)


class _Join:
    """The `rows` of a join so far, computed when they are read, and the slot of each constant and bound variable."""

    def __init__(self, constants: Row, slots: Mapping[PatternTerm, int]) -> None:
        self.rows: Rows = [constants]
        self._slots = dict(slots)
        self._constants = constants
        self._width = len(constants)

    def start(self, ends: Sequence[PatternTerm], facts: Rows) -> None:
        """Match the first condition with `facts`."""
        constants = self._constants
        self.rows = (constants + fact for fact in facts) if constants else facts
        for term in ends:
            self._bind(term, self._width)

    def cost(self, ends: Sequence[PatternTerm], table: Table) -> float:
        """Return how many rows a condition makes of one, in the mean; 0 for one whose terms are all bound."""
        bound = [column for column, term in enumerate(ends) if term in self._slots]
        if len(bound) == len(ends):
            return 0
        return table.matches(bound[0]) if bound else len(table.rows)

    def match(self, ends: Sequence[PatternTerm], table: Table) -> None:
        """Match a condition with the rows of a table."""
        rows, facts = self.rows, table.rows
        bound = [column for column, term in enumerate(ends) if term in self._slots]
        slots = [self._slots[ends[column]] for column in bound]
        if len(bound) == len(ends):
            wanted = _columns(slots)
            self.rows = (row for row in rows if wanted(row) in facts)
        elif bound:
            slot, index = slots[0], table.by_column(bound[0])
            self.rows = ((*row, value) for row in rows for value in index.get(row[slot], ()))
            self._bind(ends[1 - bound[0]], self._width)
        else:
            self.rows = (row + fact for row in rows for fact in facts)
            for term in ends:
                self._bind(term, self._width)

    def differ(self, pairs: list[tuple[PatternTerm, PatternTerm]]) -> None:
        """Keep the rows in which the pairs whose terms are bound differ, and remove these from `pairs`."""
        for pair in [pair for pair in pairs if all(term in self._slots for term in pair)]:
            pairs.remove(pair)
            self._keep_unequal(*(self._slots[term] for term in pair))

    def only_individuals(self, terms: Iterable[PatternTerm]) -> None:
        """Keep the rows in which `terms` are no literals."""
        for term in terms:
            self._keep_positive(self._slots[term])

    def columns(self, terms: Sequence[PatternTerm]) -> Iterator[Row]:
        """Yield the values of `terms` of each row."""
        slots = [self._slots[term] for term in terms]
        if slots == list(range(self._width)):
            return iter(self.rows)
        return map(_columns(slots), self.rows)

    def _bind(self, term: PatternTerm, slot: int) -> None:
        """Bind the term to the slot at the end of the rows, or keep the rows in which both have the same value."""
        self._width += 1
        if self._slots.setdefault(term, slot) != slot:
            self._keep_equal(self._slots[term], slot)

    def _keep_equal(self, one: int, other: int) -> None:
        rows = self.rows
        self.rows = (row for row in rows if row[one] == row[other])

    def _keep_unequal(self, one: int, other: int) -> None:
        rows = self.rows
        self.rows = (row for row in rows if row[one] != row[other])

    def _keep_positive(self, slot: int) -> None:
        rows = self.rows
        self.rows = (row for row in rows if row[slot] > 0)


def _columns(slots: Sequence[int]) -> Callable[[Row], Row]:
    """Return the function that picks columns of a row.

    >>> _columns([1])((4, 5, 6)), _columns([2, 0])((4, 5, 6)), _columns([])((4,))
    ((5,), (6, 4), ())
    """
    if len(slots) > 1:
        return itemgetter(*slots)
    if not slots:
        return lambda _: ()
    (slot,) = slots
    return lambda row: (row[slot],)


def _ends(atom: Atom) -> tuple[PatternTerm, ...]:
    return (atom.subject,) if relation_of(atom).of is not None else (atom.subject, atom.object)
