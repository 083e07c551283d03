"""The page of the data: what it counts, licences, how to cite it, and files to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .context import Context

FILES = ("graph.ttl", "graph.nt.gz")
"""The files of the whole graph."""


class Download(NamedTuple):
    """A file: its name, its size in bytes and its SHA-256 checksum; 0 and "" where they are not known."""

    name: str
    size: int = 0
    checksum: str = ""


class Data(NamedTuple):
    """What the page of the data shows."""

    info: Mapping[str, Any]
    files: Sequence[Download]
    version: str
    last_edit: str


def data(context: Context, files: Sequence[Download] = ()) -> Data:
    """Return the page of the data; `files` are those of the whole graph, if they are written."""
    info = context.reading.info()
    return Data(info, files, info["version"], context.last_edit)
