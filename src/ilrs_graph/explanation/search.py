"""Finds shortest proofs by backward chaining from a fact, no deeper than the shortest proof.

Facts that may be needed are visited level by level. From stated facts, ranks are propagated upwards: a stated fact has
rank 1, a step one more than the highest rank of its premises. As each premise ranks below its conclusion, no fact is
proved through itself, even if rules are recursive.

>>> from pyoxigraph import Variable
>>> from ilrs_graph.views.memory import TripleIndex
>>> a, b = Variable("a"), Variable("b")
>>> beside, cnes, irap = (NamedNode("urn:" + name) for name in ("beside", "cnes", "irap"))
>>> mirrored = Rule("prp-symp", "Symmetric beside", (Atom(a, beside, b),), (), Atom(b, beside, a))
>>> facts = TripleIndex([(cnes, beside, irap), (irap, beside, cnes)])
>>> prover = Prover([mirrored], facts, lambda fact: fact[0] == cnes)
>>> [proof.step.name if proof.step else "stated" for proof in prover.prove((irap, beside, cnes))]
['prp-symp', 'stated']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..change.joins import RuleIndex, solutions
from ..errors import IlrsGraphError
from ..owl.rules import Atom, Rule
from ..terms import Fact, GroundAtom, View
from .model import Proof, Step

MOST_FACTS = 200_000
"""Maximum number of facts visited for one proof; more are needed only if owl:sameAs equates too much."""


class Way(NamedTuple):
    """A step that derives a fact, with its premises; `find_notes` returns the notes on the step."""

    step: Step
    needs: tuple[Fact, ...]
    find_notes: Callable[[], tuple[str, ...]] = tuple


class Prover:
    """Proves facts by `rules` over `facts`, the complete graph; `stated` returns whether a file states a fact.

    `others` returns further ways to derive a fact, such as by CONSTRUCT rules.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        facts: View,
        stated: Callable[[Fact], bool],
        others: Callable[[Fact], Iterable[Way]] = lambda _: (),
    ) -> None:
        self.rules = RuleIndex(rules)
        self._facts = facts
        self._stated = stated
        self._others = others

    def prove(self, fact: Fact) -> Proof | None:
        """Return a proof of least depth and, among those, with few steps; None if there is none.

        Raises:
            IlrsGraphError: the search exceeds `MOST_FACTS`.
        """
        search = _Search(self._stated, self._ways)
        return search.proof(fact) if search.reaches(fact) else None

    def _ways(self, fact: Fact) -> Iterator[Way]:
        yield from self._others(fact)
        for rule, binding in self.rules.concluding(fact):
            for found in solutions(rule, binding, self._facts):
                needs = tuple(_grounded(atom.replace(found)) for atom in rule.body)  # type: ignore[arg-type]
                yield Way(Step("axiom", rule.name, rule.axiom), needs)


class _Search:
    """The facts visited for one proof, their ways and ranks."""

    def __init__(self, stated: Callable[[Fact], bool], ways: Callable[[Fact], Iterable[Way]]) -> None:
        self._stated = stated
        self._find = ways
        self.ways: dict[Fact, list[Way]] = {}
        self.rank: dict[Fact, int] = {}
        self._users: dict[Fact, list[tuple[Fact, Way]]] = {}
        self._built: dict[Fact, Proof] = {}

    def reaches(self, goal: Fact) -> bool:
        """Visit further levels of facts until the rank of the goal is final; return whether it has one."""
        level, depth = [goal], 1
        while level and self.rank.get(goal, depth) >= depth:
            if len(self.ways) > MOST_FACTS:
                raise IlrsGraphError(
                    f"the proof needs more than {MOST_FACTS:,} facts", tip="check for wrong owl:sameAs"
                )
            level = list(dict.fromkeys(need for fact in level for need in self._visit(fact)))
            level = [fact for fact in level if fact not in self.ways]
            depth += 1
        return goal in self.rank

    def _visit(self, fact: Fact) -> Iterator[Fact]:
        if self._stated(fact):
            self.ways[fact] = []
            self._settle(fact, 1)
            return
        self.ways[fact] = list(self._find(fact))
        for way in self.ways[fact]:
            for need in way.needs:
                self._users.setdefault(need, []).append((fact, way))
            self._try(fact, way)
            yield from way.needs

    def _settle(self, fact: Fact, rank: int) -> None:
        """Set the rank of a fact, and propagate it to the facts that it helps to derive."""
        todo = [(fact, rank)]
        while todo:
            fact, rank = todo.pop()
            if self.rank.get(fact, rank + 1) > rank:
                self.rank[fact] = rank
                for user, way in self._users.get(fact, ()):
                    reached = self._reach(way)
                    if reached is not None:
                        todo.append((user, reached))

    def _try(self, fact: Fact, way: Way) -> None:
        reached = self._reach(way)
        if reached is not None:
            self._settle(fact, reached)

    def _reach(self, way: Way) -> int | None:
        """Return the rank by a way, None while a premise has no rank."""
        ranks = [self.rank.get(need) for need in way.needs]
        return None if None in ranks else 1 + max((r for r in ranks if r is not None), default=0)

    def proof(self, fact: Fact) -> Proof:
        """Return the smallest tree in which each premise ranks below its conclusion."""
        if fact not in self._built:
            rank, atom = self.rank[fact], GroundAtom(*fact)
            proofs = [
                (Proof(atom, way.step, tuple(map(self.proof, way.needs))), way)
                for way in self.ways[fact]
                if self._reach(way) == rank
            ]
            if proofs:
                best, way = min(proofs, key=lambda entry: _preference(entry[0]))
                self._built[fact] = Proof(atom, replace(way.step, notes=way.find_notes()), best.premises)
            else:
                self._built[fact] = Proof(atom, None)
        return self._built[fact]


def _preference(proof: Proof) -> tuple[int, str, str]:
    """Return the sort key of a proof: its size; the names make the choice deterministic."""
    return proof.size, proof.step.name if proof.step else "", " ".join(str(tuple(map(str, p.fact))) for p in proof)


def _grounded(atom: Atom) -> Fact:
    s, p, o = atom
    if not isinstance(p, NamedNode):
        raise TypeError(f"{atom} has a variable left")
    return s, p, o  # type: ignore[return-value]
