"""Names of things: labels, and the resolution of a name to a thing."""

from __future__ import annotations

from .labels import Labels

__all__ = ["Labels"]
