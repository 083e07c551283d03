"""Whether a fact still follows from what is given, told by a short proof.

Before all that may rest on a fact is taken away, a proof of the fact from other facts is looked for (the idea of Motik,
Nenov, Piro and Horrocks, Incremental Update of Datalog Materialisation: the Backward/Forward Algorithm, AAAI 2015). One
that is found is well-founded and settles the matter. Where none is found in a few tries, nothing is settled.

>>> from .joins import FactSet
>>> from ..owl.rules import Atom, Rule
>>> from pyoxigraph import NamedNode, Variable
>>> x, p, q = (NamedNode("urn:" + name) for name in "xpq")
>>> a, b = Variable("a"), Variable("b")
>>> index = RuleIndex([Rule("prp-spo1", "", (Atom(a, p, b),), (), Atom(a, q, b))])
>>> Survival(index, FactSet([(x, p, x)]), {(x, p, x)}.__contains__, set()).proven((x, q, x))
True
"""

from __future__ import annotations

from collections.abc import Callable, Container

from pyoxigraph import NamedNode, Variable

from ..owl.rules import Atom
from ..terms import Fact
from .joins import Binding, Matching, RuleIndex, solutions

_DEPTH, _TRIES = 3, 8
_PATIENCE = 50
"""So many vain searches for each that was not, and it is no longer tried."""


class Survival:
    """Looks for short proofs from facts that are given, over none of those that are `doomed`."""

    def __init__(
        self, index: RuleIndex, facts: Matching, is_given: Callable[[Fact], bool], doomed: Container[Fact]
    ) -> None:
        self._index = index
        self._facts = facts
        self._is_given = is_given
        self._doomed = doomed
        self._tries = self._found = self._failed = 0

    def proven(self, fact: Fact) -> bool:
        """Return whether a proof was found; False settles nothing, and may mean that searching has not paid off."""
        if self._failed > _PATIENCE * (1 + self._found):
            return False
        self._tries = _TRIES
        found = self._proven(fact, ())
        self._found += found
        self._failed += not found
        return found

    def _proven(self, fact: Fact, above: tuple[Fact, ...]) -> bool:
        if self._is_given(fact):
            return True
        if fact in above or fact in self._doomed or len(above) >= _DEPTH:
            return False
        for rule, binding in self._index.concluding(fact):
            for found in solutions(rule, binding, self._facts):
                self._tries -= 1
                if self._tries < 0:
                    return False
                if all(self._proven(_fact(atom, found), (*above, fact)) for atom in rule.body):
                    return True
        return False


def _fact(atom: Atom, binding: Binding) -> Fact:
    s, p, o = (binding[term] if isinstance(term, Variable) else term for term in atom)
    if not isinstance(p, NamedNode):
        raise TypeError(f"{p} is no property")
    return s, p, o
