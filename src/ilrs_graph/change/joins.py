"""Nested-loop joins of rules with facts, for any view.

The same joins run forwards, from a fact to its consequences, and backwards, from a fact to its possible premises.
Rules are indexed by the relations of their bodies and heads, so that a fact is tried only with rules that can use it.

>>> x, y = Variable("x"), Variable("y")
>>> from ..views.memory import TripleIndex
>>> inside, site, crater, region = (NamedNode("urn:" + name) for name in ("inside", "site", "crater", "region"))
>>> facts = TripleIndex([(site, inside, crater), (crater, inside, region)])
>>> [str(found[y]) for found in solve((Atom(x, inside, y),), {x: site}, facts)]
['<urn:crater>']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Variable

from ..closure.facts import Relation, relation_of
from ..owl.rules import Atom, Rule
from ..sparql.matching import CONFIRMED, cost, unify
from ..terms import SAME_AS, TYPE, Fact, Node, PatternTerm, View

Binding: TypeAlias = Mapping[Variable, Node]
"""Values of variables."""


def solve(atoms: Sequence[Atom], binding: Binding, facts: View) -> Iterator[dict[Variable, Node]]:
    """Yield each extension of `binding` that makes every atom a fact; the cheapest atom is looked up first.

    >>> from ..views.memory import TripleIndex
    >>> list(solve((), {}, TripleIndex()))
    [{}]
    """
    if not atoms:
        yield dict(binding)
        return
    place = _cheapest(atoms, binding, facts)
    atom = atoms[place]
    rest = (*atoms[:place], *atoms[place + 1 :])
    for fact in facts.match(*_pattern(atom, binding)):
        found = unify(atom, fact, binding)
        if found is not None:
            yield from solve(rest, found, facts)


def solutions(rule: Rule, binding: Binding, facts: View, *, given: int | None = None) -> Iterator[Binding]:
    """Yield the values with which the body of `rule` holds and its unequal pairs differ.

    `given` is the position in the body of an atom that already holds; its variables are in `binding`.

    >>> rule = Rule("eq-sym", "", (Atom(Variable("a"), SAME_AS, Variable("b")),), (), None)
    >>> from ..views.memory import TripleIndex
    >>> list(solutions(rule, {}, TripleIndex()))
    []
    """
    atoms = rule.body if given is None else (*rule.body[:given], *rule.body[given + 1 :])
    return (found for found in solve(atoms, binding, facts) if _permits(rule, found))


def conclusion(rule: Rule, binding: Binding) -> Fact | None:
    """Return the conclusion of `rule` for these values; None for a clash and for a conclusion that adds nothing.

    `owl:sameAs` between a thing and itself adds nothing, and it never holds between literals.

    >>> a, b = Variable("a"), Variable("b")
    >>> rule = Rule("eq-sym", "", (Atom(a, SAME_AS, b),), (), Atom(b, SAME_AS, a))
    >>> conclusion(rule, {a: TYPE, b: TYPE}) is None
    True
    """
    if rule.head is None:
        return None
    s, p, o = (_value(term, binding) for term in rule.head)
    if s is None or o is None or not isinstance(p, NamedNode):
        return None
    if p == SAME_AS and (s == o or isinstance(s, Literal) or isinstance(o, Literal)):
        return None
    return s, p, o


class RuleIndex:
    """Rules by the relations of their bodies and heads.

    >>> rule = Rule("cax-sco", "", (Atom(Variable("a"), TYPE, SAME_AS),), (), Atom(Variable("a"), TYPE, TYPE))
    >>> index = RuleIndex([rule])
    >>> [place for _, place, _ in index.triggered_by((TYPE, TYPE, SAME_AS))], list(index.concluding((TYPE, TYPE, TYPE)))
    ([0], [(Rule(name='cax-sco'...), {<Variable value=a>: <NamedNode ...type>})])
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._bodies: dict[Relation | None, list[tuple[Rule, int]]] = {}
        self._heads: dict[Relation | None, list[Rule]] = {}
        for rule in self.rules:
            for place, atom in enumerate(rule.body):
                self._bodies.setdefault(_key(atom), []).append((rule, place))
            if rule.head is not None:
                self._heads.setdefault(_key(rule.head), []).append(rule)

    def triggered_by(self, fact: Fact) -> Iterator[tuple[Rule, int, dict[Variable, Node]]]:
        """Yield each rule that the fact may trigger, the place of the atom that it matches, and the binding."""
        for key in _keys(fact):
            for rule, place in self._bodies.get(key, ()):
                found = unify(rule.body[place], fact, {})
                if found is not None and _permits(rule, found):
                    yield rule, place, found

    def concluding(self, fact: Fact) -> Iterator[tuple[Rule, dict[Variable, Node]]]:
        """Yield each rule that may conclude the fact, and the binding with which it does."""
        for key in _keys(fact):
            for rule in self._heads.get(key, ()):
                found = unify(rule.head, fact, {}) if rule.head else None
                if found is not None and _permits(rule, found):
                    yield rule, found


_COUNTED = frozenset({0, 2})
"""The costs of atoms where counting says more than the cost does."""


def _key(atom: Atom) -> Relation | None:
    return None if isinstance(atom.predicate, Variable) else relation_of(atom)


def _keys(fact: Fact) -> Iterator[Relation | None]:
    _, p, o = fact
    yield Relation(p, o if p == TYPE else None)
    yield None


def _value(term: PatternTerm, binding: Binding) -> Node | None:
    return binding.get(term) if isinstance(term, Variable) else term


def _pattern(atom: Atom, binding: Binding) -> tuple[Node | None, NamedNode | None, Node | None]:
    s, p, o = (_value(term, binding) for term in atom)
    return s, p if isinstance(p, NamedNode) else None, o


def _cheapest(atoms: Sequence[Atom], binding: Binding, facts: View) -> int:
    """Return the position of the atom to look up next; among similar ones, the one with the fewest facts."""
    costs = [_cost(atom, binding) for atom in atoms]
    first = min(range(len(atoms)), key=costs.__getitem__)
    rivals = [i for i, each in enumerate(costs) if each in _COUNTED]
    if costs[first] == CONFIRMED or len(rivals) < 2:
        return first
    for enough in (4, 32, 256):
        counts = {i: sum(1 for _ in islice(facts.match(*_pattern(atoms[i], binding)), enough)) for i in rivals}
        fewest = min(rivals, key=lambda i: (counts[i], costs[i]))
        if counts[fewest] < enough:
            return fewest
    return first


def _cost(atom: Atom, binding: Binding) -> int:
    return cost(*_pattern(atom, binding), varies=isinstance(atom.object, Variable))


def _permits(rule: Rule, binding: Binding) -> bool:
    """Return whether the pairs that must differ do so, as far as bound, and a predicate variable has a valid value.

    `owl:sameAs` is excluded because it has its own rules, and a class is never replaced by an equal one.
    """
    for one, other in rule.different:
        a, b = _value(one, binding), _value(other, binding)
        if a is not None and a == b:
            return False
    for atom in rule.body:
        if isinstance(atom.predicate, Variable):
            value = binding.get(atom.predicate)
            if value == SAME_AS or (value == TYPE and rule.name != "eq-rep-s"):
                return False
    return True
