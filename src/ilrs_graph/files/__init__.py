"""The files of a graph: found, parsed, written atomically under a lock, and recovered after a crash."""

from __future__ import annotations

from .root import Root

__all__ = ["Root"]
