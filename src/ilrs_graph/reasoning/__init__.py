"""OWL 2 RL reasoning: axioms compiled to rules, rules run over facts.

>>> closure = materialise([], [])
>>> len(closure.inferred), closure.clashes
(0, ())
"""

from .clashes import Clash
from .closure import Closure, materialise
from .compile import compile_rules
from .rules import Atom, Rule

__all__ = ["Atom", "Clash", "Closure", "Rule", "compile_rules", "materialise"]
