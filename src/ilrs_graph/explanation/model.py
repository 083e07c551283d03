"""A proof: a fact, the step that gives it, and the proofs of what that step needs.

>>> from pyoxigraph import NamedNode
>>> a, p, q = (NamedNode("http://example.org/" + name) for name in "apq")
>>> stated = Proof(GroundAtom(a, p, a), None)
>>> inverse = Proof(GroundAtom(a, q, a), Step("axiom", "prp-inv1", "p InverseOf q"), (stated,))
>>> inverse.size, inverse.depth, [proof.step is None for proof in inverse]
(2, 2, [False, True])
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..terms import GroundAtom

Kind = Literal["axiom", "rule"]


@dataclass(frozen=True, slots=True)
class Step:
    """What leads from premises to a fact.

    `kind` is "axiom" for an OWL 2 RL/RDF rule, whose name is in `name` with the axiom in Manchester syntax in
    `says`; or "rule" for a direct rule of `ontology/rules/`, named by its file, with its sentence in `says`.
    `notes` tell in words what the step needs beyond its premises: what must be absent, and which rivals lose.
    """

    kind: Kind
    name: str
    says: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """A fact with the step that gives it; `step` is None where a file states the fact.

    Iterating gives the proof itself and all below it, premises from left to right.
    """

    fact: GroundAtom
    step: Step | None
    premises: tuple[Proof, ...] = ()

    def __iter__(self) -> Iterator[Proof]:
        yield self
        for premise in self.premises:
            yield from premise

    @property
    def size(self) -> int:
        """How many steps and stated facts the tree has, repeats counted."""
        return sum(1 for _ in self)

    @property
    def depth(self) -> int:
        """How many facts the longest way from the root to a leaf passes, both included."""
        return 1 + max((premise.depth for premise in self.premises), default=0)
