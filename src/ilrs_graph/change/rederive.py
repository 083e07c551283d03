"""Short proofs: whether a fact is still entailed after a deletion.

Before the dependents of a fact are removed, this module searches for a proof of the fact from other facts (the idea of
Motik, Nenov, Piro and Horrocks, Incremental Update of Datalog Materialisation: the Backward/Forward Algorithm, AAAI
2015). A proof that is found is well-founded. If none is found in a few attempts, nothing is decided.

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
    """Searches for short proofs from explicit facts that use no fact in `doomed`."""

    def __init__(
        self, index: RuleIndex, facts: View, is_explicit: Callable[[Fact], bool], doomed: Container[Fact]
    ) -> None:
        self._index = index
        self._facts = facts
        self._is_explicit = is_explicit
        self._doomed = doomed
        self._tries = self._found = self._failed = 0

    def has_short_proof(self, fact: Fact) -> bool:
        """Return whether a proof was found; False means that none was found within the limits, not that none exists."""
        if self._failed > _PATIENCE * (1 + self._found):
            return False
        self._tries = _TRIES
        found = self._proven(fact, ())
        self._found += found
        self._failed += not found
        return found

    def _proven(self, fact: Fact, above: tuple[Fact, ...]) -> bool:
        if self._is_explicit(fact):
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
        raise TypeError(f"{p} is not a property")
    return s, p, o
