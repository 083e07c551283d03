"""An estimate of the rule that derives the most facts, before or while a reasoner runs.

A long cycle of a transitive property, or a thousand things that share a key, can multiply the number of facts by a
thousand. The estimate uses asserted facts and axioms with a single condition, so the true number is equal or larger.
Ends of chains are counted from a sample of starts.

>>> from pyoxigraph import NamedNode, Triple
>>> from ..owl.rules import X, Y, Z, make_rule
>>> part, places = NamedNode("http://example.org/part"), [NamedNode(f"http://example.org/{i}") for i in range(9)]
>>> ring = Facts(Triple(a, part, b) for a, b in zip(places, [*places[1:], places[0]]))
>>> rule = make_rule("prp-trp", "Transitive part", [(X, part, Y), (Y, part, Z)], (X, part, Z))
>>> largest([rule], ring)[1]
81
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import product

from pyoxigraph import Variable

from ..owl.rules import Atom, Rule
from ..terms import PatternTerm
from .facts import Facts, Relation, relation_of

Pairs = set[tuple[int, int]]

_SAMPLE = 40
"""The number of starts from which the ends of a chain are counted."""


def largest(rules: Iterable[Rule], facts: Facts) -> tuple[Rule | None, int]:
    """Return the rule that derives the most facts and their approximate number; None and 0 if no rule joins facts.

    >>> largest([], Facts([]))
    (None, 0)
    """
    rules = [rule for rule in rules if not any(isinstance(atom.predicate, Variable) for atom in rule.body)]
    estimator = Estimator(rules, facts)
    found: tuple[Rule | None, int] = (None, 0)
    for rule in rules:
        count = estimator.count(rule)
        if count > found[1]:
            found = rule, count
    return found


class Estimator:
    """Estimates from facts by relation: asserted ones, and those entailed by rules with one condition."""

    def __init__(self, rules: Iterable[Rule], facts: Facts) -> None:
        self.facts = facts
        self._simple: defaultdict[Relation, list[Rule]] = defaultdict(list)
        for rule in rules:
            if rule.head and len(rule.body) == 1 and not rule.different:
                self._simple[relation_of(rule.head)].append(rule)
        self._pairs: dict[Relation, Pairs] = {}

    def pairs(self, relation: Relation) -> Pairs:
        """Return subject and object of each fact as numbers; the members of a class are both."""
        if relation not in self._pairs:
            self._pairs[relation] = self._collect(relation, set())
        return self._pairs[relation]

    def count(self, rule: Rule) -> int:
        """Return approximately how many facts a rule derives, 0 if it joins no facts."""
        if rule.different and len(rule.body) > 1:
            return self._sharing(rule)
        path = _path(rule)
        return self._ends(rule, path) if path and len(path) > 1 else 0

    def _collect(self, relation: Relation, seen: set[Relation]) -> Pairs:
        seen.add(relation)
        numbers = iter(self.facts.tables.get(relation, ()))
        found: Pairs = set(zip(numbers, numbers, strict=False)) if relation.of is None else {(n, n) for n in numbers}
        for rule in self._simple.get(relation, ()):
            (atom,), head = rule.body, rule.head
            if head is not None and (source := relation_of(atom)) not in seen:
                found.update(self._mapped(atom, head, self._collect(source, seen)))
        return found

    def _mapped(self, atom: Atom, head: Atom, pairs: Pairs) -> Iterator[tuple[int, int]]:
        """Yield the facts that a rule with one condition derives from the facts `pairs`."""
        places = [self._place(term, atom) for term in _ends_of(head)]
        for pair in pairs:
            if self._fits(atom, pair):
                s, o = (number if side is None else pair[side] for side, number in places)
                if s > 0:
                    yield s, o

    def _place(self, term: PatternTerm, atom: Atom) -> tuple[int | None, int]:
        """Return which end of `atom` a term of the head is, or else its number, 0 if no fact contains it."""
        if isinstance(term, Variable):
            return _ends_of(atom).index(term), 0
        return None, self.facts.ids.get(term, 0)

    def _fits(self, atom: Atom, pair: tuple[int, int]) -> bool:
        ends = _ends_of(atom)
        if ends[0] == ends[1]:
            return pair[0] == pair[1]
        return all(isinstance(t, Variable) or self.facts.ids.get(t) == n for t, n in zip(ends, pair, strict=True))

    def _sharing(self, rule: Rule) -> int:
        """Count ordered pairs of two things that share all the values by which a rule identifies them."""
        one, other = rule.different[0]
        about = [atom for atom in rule.body if one in atom and other not in atom]
        values: dict[int, list[set[int]]] = {}
        for position, atom in enumerate(a for a in about if relation_of(a).of is None):
            mine = 0 if atom.subject == one else 1
            for pair in self.pairs(relation_of(atom)):
                entry = values.setdefault(pair[mine], [])
                if len(entry) == position:
                    entry.append(set())
                if len(entry) > position:
                    entry[position].add(pair[1 - mine])
        wanted = sum(relation_of(atom).of is None for atom in about)
        classes = [self.pairs(relation_of(atom)) for atom in about if relation_of(atom).of is not None]
        groups: Counter[tuple[int, ...]] = Counter()
        for thing, sets in values.items():
            if len(sets) == wanted and all((thing, thing) in members for members in classes):
                groups.update(product(*sets))
        return sum(n * (n - 1) for n in groups.values())

    def _ends(self, rule: Rule, path: list[tuple[Atom, bool]]) -> int:
        """Count the pairs of start and end of a chain, from a sample of the starts."""
        steps = [self._step(atom, forward) for atom, forward in path]
        goal = relation_of(rule.head) if rule.head else None
        first, last = (relation_of(path[i][0]) == goal for i in (0, -1))
        starts = sorted(self._starts(*path[0]))
        sample = starts[:: max(1, len(starts) // _SAMPLE)]
        ends = sum(len(_walk(start, steps, first, last)) for start in sample)
        return ends * len(starts) // len(sample) if sample else 0

    def _starts(self, atom: Atom, forward: bool) -> set[int]:
        return {pair[0 if forward else 1] for pair in self.pairs(relation_of(atom))}

    def _step(self, atom: Atom, forward: bool) -> Callable[[int], list[int]]:
        following: defaultdict[int, list[int]] = defaultdict(list)
        for s, o in self.pairs(relation_of(atom)):
            a, b = (s, o) if forward else (o, s)
            following[a].append(b)
        return lambda number: following.get(number, [])


def _walk(start: int, steps: list[Callable[[int], list[int]]], first: bool, last: bool) -> set[int]:
    """Return the ends of all walks from `start`; a chain that begins or ends with its own conclusion is recursive."""
    here = {start}
    if last and not first:
        here = _repeatedly(here, steps[:-1])
        return _through(here, steps[-1:])
    here = _through(here, steps[:1])
    rest = steps[1:]
    return _repeatedly(here, rest) if first else _through(here, rest)


def _through(here: set[int], steps: list[Callable[[int], list[int]]]) -> set[int]:
    for step in steps:
        here = {end for number in here for end in step(number)}
    return here


def _repeatedly(here: set[int], steps: list[Callable[[int], list[int]]]) -> set[int]:
    found, new = set(here), here
    while new:
        new = _through(new, steps) - found
        found |= new
    return found


def _path(rule: Rule) -> list[tuple[Atom, bool]] | None:
    """Return the properties of a rule as a path from subject to object of its head, each with its direction."""
    if rule.head is None or relation_of(rule.head).of is not None:
        return None
    left = [atom for atom in rule.body if relation_of(atom).of is None]
    path, place = [], rule.head.subject
    while left:
        atom = next((a for a in left if place in (a.subject, a.object)), None)
        if atom is None or not isinstance(place, Variable):
            return None
        forward = atom.subject == place
        path.append((atom, forward))
        place = atom.object if forward else atom.subject
        left.remove(atom)
    return path if place == rule.head.object else None


def _ends_of(atom: Atom) -> tuple[PatternTerm, PatternTerm]:
    return (atom.subject, atom.object) if relation_of(atom).of is None else (atom.subject, atom.subject)
