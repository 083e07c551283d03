"""The numbers of a graph as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..json_text import json_text
from ..options import Options


def write(info: Mapping[str, Any], _: Options) -> str:
    """Return the numbers as they are."""
    return json_text(info)
