"""A sourced knowledge graph of lunar programmes."""

from __future__ import annotations

__version__ = "0.1.0"
