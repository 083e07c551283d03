"""The bulk closure: rules run over all facts, by Nemo or in Python; owlrl is the independent check.

>>> closure = materialise([], [])
>>> len(closure.inferred), closure.clashes
(0, ())
"""

from __future__ import annotations

from .closure import Closure, materialise

__all__ = ["Closure", "materialise"]
