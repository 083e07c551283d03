"""What things are called: labels, and the way from a name to the thing."""

from __future__ import annotations

from .labels import Labels

__all__ = ["Labels"]
