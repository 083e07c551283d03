"""Short proofs: whether a fact still follows after a deletion.

Before all that may depend on a fact is removed, a proof of the fact from other facts is searched for (the idea of
Motik, Nenov, Piro and Horrocks, Incremental Update of Datalog Materialisation: the Backward/Forward Algorithm, AAAI
2015). A proof that is found is well-founded. If none is found in a few tries, the fact may follow or not.

>>> from ..views.memory import TripleIndex
>>> from ..owl.rules import Atom, Rule
>>> from pyoxigraph import NamedNode, Variable
>>> x, p, q = (NamedNode("urn:" + name) for name in "xpq")
>>> a, b = Variable("a"), Variable("b")
>>> index = RuleIndex([Rule("prp-spo1", "", (Atom(a, p, b),), (), Atom(a, q, b))])
>>> ShortProofs(index, TripleIndex([(x, p, x)]), {(x, p, x)}.__contains__, set()).has_short_proof((x, q, x))
True
"""

from __future__ import annotations

from collections.abc import Callable, Container

from pyoxigraph import NamedNode, Variable

from ..owl.rules import Atom
from ..terms import Fact, View
from .joins import Binding, RuleIndex, solutions

_DEPTH, _TRIES = 3, 8
_PATIENCE = 50
"""Failed searches for each successful one after which searching stops."""


class ShortProofs:
    """Searches for short proofs from given facts, over none of those that are `doomed`."""

    def __init__(
        self, index: RuleIndex, facts: View, is_given: Callable[[Fact], bool], doomed: Container[Fact]
    ) -> None:
        self._index = index
        self._facts = facts
        self._is_given = is_given
        self._doomed = doomed
        self._tries = self._found = self._failed = 0

    def has_short_proof(self, fact: Fact) -> bool:
        """Return whether a proof was found; False decides nothing, and may mean that searching was given up."""
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
