"""OWL 2 RL: reading of axioms, and their compilation to rules that any reasoner can run."""

from __future__ import annotations

from .clashes import Clash
from .compile import compile_rules
from .rules import Atom, Rule

__all__ = ["Atom", "Clash", "Rule", "compile_rules"]
