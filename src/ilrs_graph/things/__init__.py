"""Things of the graph as people name and read them: names resolved, labels found, facts described."""

from __future__ import annotations

from .labels import Labels

__all__ = ["Labels"]
