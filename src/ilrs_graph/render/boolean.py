"""The result of an ASK query."""

from __future__ import annotations

from .options import Options


def write(result: bool, _: Options) -> str:
    """Return `true` or `false`, as in SPARQL."""
    return f"{str(result).lower()}\n"
