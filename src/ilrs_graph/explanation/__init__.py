"""Explains why a fact holds or does not hold: proofs down to the lines of files, as text and pictures.

A proof is a finite tree: the fact at the root, below each step its premises, and at the leaves triples that a file
states, with line and sources. No fact is a premise of itself.
"""

from __future__ import annotations

from ..errors import Place
from .model import Proof, Step
from .tree import ExplainedFact, Explanation

__all__ = ["ExplainedFact", "Explanation", "Place", "Proof", "Step"]
