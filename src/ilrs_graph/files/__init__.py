"""The files of a graph: found and parsed, written whole or not at all, under a lock, with recovery after a crash."""

from __future__ import annotations

from .root import Root

__all__ = ["Root"]
