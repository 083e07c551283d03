"""The numbers of a graph as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..options import Options


def write(info: Mapping[str, Any], _: Options) -> str:
    """Return a line for each number, numbers by kind indented."""
    return "\n".join(_lines(info)) + "\n"


def _lines(info: Mapping[str, Any]) -> Iterator[str]:
    shares = info["share of facts"]
    for name, value in info.items():
        if name == "share of facts":
            continue
        if name == "facts":
            yield "facts, by the best kind of their sources:"
            yield from (f"  {count:>6}  {shares[label]:>6.1%}  {label}" for label, count in value.items())
        elif isinstance(value, dict):
            yield f"{name}:"
            yield from (f"  {count:>6}  {label}" for label, count in value.items())
        elif value is not None:
            yield f"{name}: {value}"
