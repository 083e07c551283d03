"""The pages of the graph as files for any static host, or to open from a folder."""

from __future__ import annotations

from .write import Written, write_site

__all__ = ["Written", "write_site"]
