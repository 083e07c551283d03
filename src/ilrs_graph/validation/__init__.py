"""Validates candidate triples in the context of the graph.

The report holds only problems that the candidates cause, including problems of existing things.
"""

from __future__ import annotations

from .engines import VALIDATORS
from .review import check
from .whole import check_all

__all__ = ["VALIDATORS", "check", "check_all"]
