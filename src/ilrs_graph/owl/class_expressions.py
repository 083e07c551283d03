"""Class expressions of OWL 2 RL, on either side of a subclass axiom.

On the left side an expression becomes conditions: alternative lists of atoms, each sufficient for `x` to be a member.
On the right side it becomes conclusions about a member `x`. OWL 2 Profiles, section 4.2.3, lists the constructors
that are allowed on each side; all others are refused.

>>> x = Variable("x")
>>> conditions = Expressions(Axioms([])).conditions(NamedNode("http://example.org/Rover"), x)
>>> [str(atom.object) for atom in conditions[0]]
['<http://example.org/Rover>']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, count, product
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Variable

from ..errors import OntologyError
from ..terms import NOTHING, SAME_AS, THING, TYPE, Node, PatternTerm
from .axioms import Axioms
from .rules import EQUALS, Atom, AtomLike
from .vocabulary import (
    ALL_VALUES_FROM,
    COMPLEMENT_OF,
    HAS_VALUE,
    INTERSECTION_OF,
    LITERAL,
    MAX,
    MAX_QUALIFIED,
    ON_CLASS,
    ON_DATA_RANGE,
    ON_PROPERTIES,
    ON_PROPERTY,
    ONE_OF,
    RESOURCE,
    SOME_VALUES_FROM,
    UNION_OF,
)

Condition = tuple[Atom, ...]


class Conclusion(NamedTuple):
    """A conclusion about a member of a class: `head`, or a clash, if `body` also holds.

    `rule` is the OWL 2 RL/RDF rule of the expression, or None for a named class.
    """

    rule: str | None
    body: tuple[AtomLike, ...]
    head: AtomLike | None
    different: tuple[tuple[PatternTerm, PatternTerm], ...] = ()


class Expressions:
    """Reads the class expressions of one ontology; each call creates new variables."""

    def __init__(self, axioms: Axioms) -> None:
        self.axioms = axioms
        self._fresh = (Variable(f"n{i}") for i in count())

    def rule_name(self, node: Node, *, expand: bool = False) -> str | None:
        """Return the OWL 2 RL/RDF rule that concludes membership in the class, None for a named class."""
        if isinstance(node, NamedNode) and not expand:
            return None
        constructor = self.axioms.constructor(node)
        if constructor == SOME_VALUES_FROM:
            return "cls-svf2" if self._filler(node) is None else "cls-svf1"
        return _CONDITION_RULES.get(constructor)

    def conditions(self, node: Node, x: PatternTerm, *, expand: bool = False) -> list[Condition]:
        """Return the alternative conditions for `x` to be a member of the class; `owl:Thing` has one without atoms.

        `expand` reads the constructor on a named class itself. Raises OntologyError for what OWL 2 RL does
        not allow on the left side of a subclass axiom.

        >>> Expressions(Axioms([])).conditions(THING, Variable("x"))
        [()]
        """
        if isinstance(node, NamedNode) and not expand:
            return [()] if node == THING else [(Atom(x, TYPE, node),)]
        constructor = self.axioms.constructor(node)
        if constructor not in _CONDITION_RULES:
            raise OntologyError(f"OWL 2 RL does not allow {_name(constructor)} on the left side of an axiom")
        if constructor in (SOME_VALUES_FROM, HAS_VALUE):
            return self._restricted(node, constructor, x)
        members = self.axioms.members(self.axioms.one(node, constructor))
        if constructor == ONE_OF:
            return [(Atom(x, EQUALS, _individual(member)),) for member in members]
        alternatives = [self.conditions(member, x) for member in members]
        return _every(alternatives) if constructor == INTERSECTION_OF else list(chain(*alternatives))

    def conclusions(self, node: Node, x: PatternTerm, *, expand: bool = False) -> list[Conclusion]:
        """Return the conclusions for a member `x` of the class; `owl:Thing` has none.

        Raises OntologyError for what OWL 2 RL does not allow on the right side of a subclass axiom.

        >>> Expressions(Axioms([])).conclusions(NOTHING, Variable("x"))[0].rule
        'cls-nothing2'
        """
        if isinstance(node, NamedNode) and not expand:
            return _named(node, x)
        constructor = self.axioms.constructor(node)
        value = self.axioms.one(node, constructor)
        if constructor == INTERSECTION_OF:
            return self._intersection(value, x)
        if constructor == COMPLEMENT_OF:
            return [Conclusion("cls-com", body, None) for body in self.conditions(value, x)]
        if constructor == HAS_VALUE:
            return [Conclusion("cls-hv1", (), self._step(node, x, value))]
        if constructor == ALL_VALUES_FROM:
            return self._all_values(node, value, x)
        if constructor in (MAX, MAX_QUALIFIED):
            return list(self._at_most(node, value, x, qualified=constructor == MAX_QUALIFIED))
        raise OntologyError(f"OWL 2 RL does not allow {_name(constructor)} on the right side of an axiom")

    def new(self) -> Variable:
        """Return a new variable.

        >>> Expressions(Axioms([])).new()
        <Variable value=n0>
        """
        return next(self._fresh)

    def _step(self, node: Node, x: PatternTerm, y: PatternTerm) -> AtomLike:
        if self.axioms.all(node, ON_PROPERTIES):
            raise OntologyError("OWL 2 RL does not allow owl:onProperties")
        return self.axioms.atom(self.axioms.one(node, ON_PROPERTY), x, y)

    def _filler(self, node: Node) -> Node | None:
        """Return the class that a value must have, None if any value is allowed."""
        filler = self.axioms.one(node, SOME_VALUES_FROM)
        if filler in (THING, LITERAL):
            return None
        if self.axioms.is_data_range(filler):
            raise OntologyError("the rules do not cover owl:someValuesFrom with a datatype")
        return filler

    def _restricted(self, node: Node, constructor: NamedNode, x: PatternTerm) -> list[Condition]:
        if constructor == HAS_VALUE:
            return [(Atom(*self._step(node, x, self.axioms.one(node, HAS_VALUE))),)]
        y, filler = self.new(), self._filler(node)
        step = Atom(*self._step(node, x, y))
        return [(step, *more) for more in ([()] if filler is None else self.conditions(filler, y))]

    def _intersection(self, members: Node, x: PatternTerm) -> list[Conclusion]:
        found = chain(*(self.conclusions(member, x) for member in self.axioms.members(members)))
        return [c._replace(rule=c.rule or "cls-int2") for c in found]

    def _all_values(self, node: Node, filler: Node, x: PatternTerm) -> list[Conclusion]:
        if self.axioms.is_data_range(filler):
            return []
        y = self.new()
        step = self._step(node, x, y)
        return [c._replace(rule=c.rule or "cls-avf", body=(step, *c.body)) for c in self.conclusions(filler, y)]

    def _at_most(self, node: Node, limit: Node, x: PatternTerm, *, qualified: bool) -> Iterator[Conclusion]:
        most = limit.value if isinstance(limit, Literal) else ""
        if most not in ("0", "1"):
            raise OntologyError(f"OWL 2 RL allows a maximum cardinality of 0 or 1, not {most or limit}")
        filler = self._counted(node) if qualified else THING
        rule = _at_most_rule(most, filler, qualified=qualified)
        y, z = self.new(), self.new()
        each = [(self._step(node, x, y), *c) for c in self.conditions(filler, y)]
        if most == "0":
            yield from (Conclusion(rule, body, None) for body in each)
            return
        data = self.axioms.is_data_property(self.axioms.one(node, ON_PROPERTY))
        again = [(self._step(node, x, z), *c) for c in self.conditions(filler, z)]
        for one, other in product(each, again):
            yield Conclusion(rule, (*one, *other), None if data else (y, SAME_AS, z), ((y, z),))

    def _counted(self, node: Node) -> Node:
        ranges = self.axioms.all(node, ON_DATA_RANGE)
        if ranges and ranges != [LITERAL]:
            raise OntologyError("the rules do not cover a cardinality qualified with a datatype")
        return THING if ranges else self.axioms.one(node, ON_CLASS)


_CONDITION_RULES = {
    INTERSECTION_OF: "cls-int1",
    UNION_OF: "cls-uni",
    ONE_OF: "cls-oo",
    HAS_VALUE: "cls-hv2",
    SOME_VALUES_FROM: "cls-svf1",
}


def _named(node: NamedNode, x: PatternTerm) -> list[Conclusion]:
    if node in (THING, RESOURCE):
        return []
    if node == NOTHING:
        return [Conclusion("cls-nothing2", (), None)]
    return [Conclusion(None, (), (x, TYPE, node))]


def _every(alternatives: Iterable[list[Condition]]) -> list[Condition]:
    return [tuple(chain(*choice)) for choice in product(*alternatives)]


def _at_most_rule(most: str, filler: Node, *, qualified: bool) -> str:
    if not qualified:
        return "cls-maxc1" if most == "0" else "cls-maxc2"
    return f"cls-maxqc{(1 if most == '0' else 3) + (filler == THING)}"


def _individual(node: Node) -> Node:
    if isinstance(node, Literal):
        raise OntologyError("OWL 2 RL does not allow a list of literals here")
    return node


def _name(constructor: NamedNode) -> str:
    return "owl:" + constructor.value.rpartition("#")[2]
