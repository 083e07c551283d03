"""A proof: a fact, the step that derives it, and the proofs of the premises of the step.

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
    """A step of inference from premises to a fact.

    `kind` is "axiom" for an OWL 2 RL/RDF rule: `name` names that rule, `says` is the axiom in Manchester syntax. It
    is "rule" for a CONSTRUCT rule of `ontology/rules/`: `name` is the name of its file, `says` its description.
    `notes` describe conditions beyond the premises: which facts must be absent, and which candidates rank lower.
    """

    kind: Kind
    name: str
    says: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """A fact with the step that derives it; `step` is None if a file states the fact.

    Iteration yields the proof itself and all proofs below it, premises from left to right.
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
        """The number of steps and stated facts in the tree, including repeats."""
        return sum(1 for _ in self)

    @property
    def depth(self) -> int:
        """The number of facts on the longest path from the root to a leaf, both included."""
        return 1 + max((premise.depth for premise in self.premises), default=0)
