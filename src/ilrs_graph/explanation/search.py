"""Shortest proofs: backwards from a fact through the rules that may give it, no further than its proof is deep.

Facts that may be needed are looked at level by level; as soon as stated facts are met, ranks run back up: a stated
fact has rank 1, a step one more than the highest of its premises. Since each premise ranks below what it gives, no
fact is proved through itself, however the rules run in circles.

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
"""Facts that are looked at for one proof; a graph that needs more is one of equalities run wild."""


class Way(NamedTuple):
    """A step that gives a fact, with the facts that it needs; `noted` finds what else is to be said of the step."""

    step: Step
    needs: tuple[Fact, ...]
    noted: Callable[[], tuple[str, ...]] = tuple


class Prover:
    """Proves facts by `rules` over `facts`, which hold all that is true; `stated` tells what a file states.

    `others` gives further ways to a fact, such as those of direct rules.
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
        """Return a proof of least depth and, among those, of few steps; None where there is none.

        Raises:
            IlrsGraphError: more facts may matter than can be looked at.
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
    """The facts looked at for one proof, their ways and ranks."""

    def __init__(self, stated: Callable[[Fact], bool], ways: Callable[[Fact], Iterable[Way]]) -> None:
        self._stated = stated
        self._find = ways
        self.ways: dict[Fact, list[Way]] = {}
        self.rank: dict[Fact, int] = {}
        self._users: dict[Fact, list[tuple[Fact, Way]]] = {}
        self._built: dict[Fact, Proof] = {}

    def reaches(self, goal: Fact) -> bool:
        """Look at ever more facts until the goal has its final rank; return whether it has one."""
        level, depth = [goal], 1
        while level and self.rank.get(goal, depth) >= depth:
            if len(self.ways) > MOST_FACTS:
                raise IlrsGraphError(f"over {MOST_FACTS:,} facts may matter for this one", tip="look for owl:sameAs")
            level = list(dict.fromkeys(need for fact in level for need in self._look_at(fact)))
            level = [fact for fact in level if fact not in self.ways]
            depth += 1
        return goal in self.rank

    def _look_at(self, fact: Fact) -> Iterator[Fact]:
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
        """Give a fact a rank, and all that now follow from it theirs."""
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
        """Return the rank that a way gives, None as long as a fact that it needs has none."""
        ranks = [self.rank.get(need) for need in way.needs]
        return None if None in ranks else 1 + max((r for r in ranks if r is not None), default=0)

    def proof(self, fact: Fact) -> Proof:
        """Return the smallest tree in which ranks fall from each fact to its premises."""
        if fact not in self._built:
            rank, atom = self.rank[fact], GroundAtom(*fact)
            proofs = [
                (Proof(atom, way.step, tuple(map(self.proof, way.needs))), way)
                for way in self.ways[fact]
                if self._reach(way) == rank
            ]
            if proofs:
                best, way = min(proofs, key=lambda entry: _preference(entry[0]))
                self._built[fact] = Proof(atom, replace(way.step, notes=way.noted()), best.premises)
            else:
                self._built[fact] = Proof(atom, None)
        return self._built[fact]


def _preference(proof: Proof) -> tuple[int, str, str]:
    """Fewer steps first; the names only make the choice the same each time."""
    return proof.size, proof.step.name if proof.step else "", " ".join(str(tuple(map(str, p.fact))) for p in proof)


def _grounded(atom: Atom) -> Fact:
    s, p, o = atom
    if not isinstance(p, NamedNode):
        raise TypeError(f"{atom} has a variable left")
    return s, p, o  # type: ignore[return-value]
