"""Validating candidate triples in the context of the graph: findings that a person can act on.

What the candidates cause is reported, on old things too, and nothing that was there before.
"""

from __future__ import annotations

from .review import ENGINES, check
from .whole import check_all

__all__ = ["ENGINES", "check", "check_all"]
