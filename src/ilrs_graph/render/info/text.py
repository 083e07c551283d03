"""The numbers of a graph as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...language import say
from ..options import Options


def write(info: Mapping[str, Any], options: Options) -> str:
    """Return a line for each number, numbers by kind indented."""
    return "\n".join(_lines(info, options.language)) + "\n"


def _lines(info: Mapping[str, Any], language: str) -> Iterator[str]:
    shares = info["share of facts"]
    for name, value in info.items():
        if name == "share of facts":
            continue
        if name == "facts":
            yield say("{title}:", language, title=say("facts, by the best kind of their sources", language))
            yield from (f"  {count:>6}  {shares[label]:>6.1%}  {label}" for label, count in value.items())
        elif isinstance(value, dict):
            counts = {(say(each, language) if name == "triples" else each): n for each, n in value.items()}
            yield say("{title}:", language, title=say(name, language))
            yield from (f"  {count:>6}  {label}" for label, count in counts.items())
        elif value is not None:
            yield say("{name}: {value}", language, name=say(name, language), value=value)
