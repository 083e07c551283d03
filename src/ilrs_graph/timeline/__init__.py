"""Events over time: their plans, delays and outcomes, as lanes."""

from __future__ import annotations

from .model import Fan, Lane, Lanes, Mark
from .read import lanes

__all__ = ["Fan", "Lane", "Lanes", "Mark", "lanes"]
