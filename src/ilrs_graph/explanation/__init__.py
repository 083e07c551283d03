"""Why a fact holds, or does not: proofs from the files up, in words and pictures.

A proof is a finite tree: the fact at the root, under each step the facts that it rests on, and at the leaves
triples that a file states, with its line and the sources behind it. No fact rests on itself.
"""

from __future__ import annotations

from ..errors import Place
from .model import Proof, Step
from .tree import ExplainedFact, Explanation

__all__ = ["ExplainedFact", "Explanation", "Place", "Proof", "Step"]
