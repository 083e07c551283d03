"""The page of the data: what it counts, licences, how to cite it, and files to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .context import Context
from .graph_files import Download


class Data(NamedTuple):
    """What the page of the data shows."""

    info: Mapping[str, Any]
    files: Sequence[Download]
    version: str
    last_edit: str


def data(context: Context) -> Data:
    """Return the page of the data."""
    info = context.reading.info()
    return Data(info, context.files(), info["version"], context.last_edit)
