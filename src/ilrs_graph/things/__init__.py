"""Things of the graph as people name and read them: names resolved, labels found, facts described."""

from __future__ import annotations

from .describe import Description, Fact, describe
from .labels import Labels
from .resolve import resolve

__all__ = ["Description", "Fact", "Labels", "describe", "resolve"]
