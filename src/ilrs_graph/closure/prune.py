"""The rules that facts can trigger; of the equality rules, only those that can add facts.

Rules that cannot apply are removed because Nemo takes half a millisecond to read a rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Variable

from ..owl.rules import Atom, Rule
from ..terms import SAME_AS, PatternTerm
from .facts import Facts, Relation, relation_of

Column = tuple[Relation, int]
"""The subjects (0) or the objects (1) of a relation."""


def live_rules(rules: Iterable[Rule], facts: Facts) -> list[Rule]:
    """Return the rules whose bodies can be satisfied, in their order.

    Equality rules with a variable as predicate are instantiated for every relation that can contain a thing that may be
    the same as another.

    >>> from pyoxigraph import NamedNode, Triple
    >>> from ..owl.rules import make_rule
    >>> x, (p, q, r, s) = Variable("x"), (NamedNode("urn:" + name) for name in "pqrs")
    >>> rules = [make_rule("prp-spo1", "", [(x, a, x)], (x, b, x)) for a, b in ((p, q), (q, r), (s, r))]
    >>> print(*live_rules(rules, Facts([Triple(p, p, p)])), sep="\\n")
    prp-spo1: <urn:p>(?a, ?a) -> <urn:q>(?a, ?a)
    prp-spo1: <urn:q>(?a, ?a) -> <urn:r>(?a, ?a)
    """
    rules = list(rules)
    ground = [rule for rule in rules if not _is_general(rule)]
    reached = set(facts.tables)
    live: dict[int, Rule] = {}
    while news := [i for i, rule in enumerate(ground) if i not in live and _can_hold(rule, reached)]:
        live.update((i, ground[i]) for i in news)
        reached.update(relation_of(head) for i in news if (head := ground[i].head))
    found = [live[i] for i in sorted(live)]
    if Relation(SAME_AS) in reached:
        order, candidates = sorted(reached, key=str), SameAsCandidates(found, facts)
        found.extend(filled for rule in rules if _is_general(rule) for filled in _fill_in(rule, order, candidates))
    return found


class SameAsCandidates:
    """The things that may be the same as another (candidates), and the columns that may contain them.

    Only rules that conclude `owl:sameAs` make things the same, and their variables take values from columns of asserted
    facts. The values of any column also come from asserted facts, through rules, or are the same as one of those.
    """

    def __init__(self, rules: Iterable[Rule], facts: Facts) -> None:
        self._facts = facts
        self._sources: defaultdict[Column, set[Column]] = defaultdict(set)
        self._fixed: defaultdict[Column, set[int]] = defaultdict(set)
        for rule in rules:
            self._trace(rule, {relation_of(rule.head)} if rule.head else set())
        columns = self._origins((Relation(SAME_AS), 0)) | self._origins((Relation(SAME_AS), 1))
        self._candidates = {number for column in columns for number in self._values(column)}
        self._held: dict[Column, bool] = {}

    def may_stand_in(self, column: Column) -> bool:
        """Return whether a column can contain a thing that may be the same as another."""
        return any(self._holds(origin) for origin in self._origins(column))

    def _trace(self, rule: Rule, heads: set[Relation]) -> None:
        """Record the source column of each term of a rule's head; of several columns, the smallest is used."""
        if rule.head is None or (rule.head.predicate == SAME_AS and rule.name.startswith("eq-")):
            return
        (relation,) = heads
        for place, term in enumerate(_ends(rule.head)):
            if isinstance(term, Variable):
                options = [(relation_of(atom), i) for atom in rule.body for i, t in enumerate(_ends(atom)) if t == term]
                self._sources[relation, place].add(min(options, key=self._size))
            else:
                self._fixed[relation, place].add(self._facts.ids.get(term, 0))

    def _size(self, column: Column) -> tuple[bool, int]:
        table = self._facts.tables.get(column[0])
        return column[0].of is None, len(table) if table else 0

    def _origins(self, column: Column) -> set[Column]:
        found, new = {column}, [column]
        while new:
            fresh = self._sources.get(new.pop(), set()) - found
            found |= fresh
            new.extend(fresh)
        return found

    def _values(self, column: Column) -> Iterator[int]:
        relation, place = column
        table = self._facts.tables.get(relation)
        if table is not None:
            yield from table if relation.of is not None else table[place::2]
        yield from self._fixed.get(column, ())

    def _holds(self, column: Column) -> bool:
        if column not in self._held:
            self._held[column] = not self._candidates.isdisjoint(self._values(column))
        return self._held[column]


def _ends(atom: Atom) -> tuple[PatternTerm, ...]:
    return (atom.subject,) if relation_of(atom).of is not None else (atom.subject, atom.object)


def _is_general(rule: Rule) -> bool:
    return any(isinstance(atom.predicate, Variable) for atom in rule.body)


def _can_hold(rule: Rule, reached: set[Relation]) -> bool:
    return all(relation_of(atom) in reached for atom in rule.body)


def _fill_in(rule: Rule, relations: Iterable[Relation], candidates: SameAsCandidates) -> Iterator[Rule]:
    """Yield an equality rule for each relation; classes are not replaced, and eq-trans handles `owl:sameAs` itself."""
    same, atom = rule.body
    subjects = rule.name == "eq-rep-s"
    for relation in relations:
        predicate, of = relation
        if rule.head is None or predicate == SAME_AS or (of is not None and not subjects):
            continue
        if candidates.may_stand_in((relation, 0 if subjects else 1)):
            body = atom._replace(predicate=predicate, object=of or atom.object)
            head = rule.head._replace(predicate=predicate, object=of or rule.head.object)
            yield Rule(rule.name, rule.axiom, (same, body), (), head)
