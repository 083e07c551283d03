"""Events over time: what was planned, how it slipped, what came of it; as lanes, and as a picture."""

from __future__ import annotations

from .model import Lane, Mark
from .read import lanes

__all__ = ["Lane", "Mark", "lanes"]
