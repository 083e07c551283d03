"""`ilrs-graph info`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from .options import chosen, deliver, opened, result, when, where

FORMATS = ("table", "text", "json")


@click.command(name="info", epilog="\b\nExamples:\n  ilrs-graph info\n  ilrs-graph info --format json")
@result(FORMATS)
@when
@where
def command(form: str | None, output: str | None, as_of: str | None, root: str | None) -> None:
    """Say what the graph holds, in numbers: triples, things by kind, and facts by the best kind of their sources."""
    wanted = chosen(form, output, FORMATS, "text")
    found = opened(root, as_of).info()
    if wanted == "json":
        deliver(json.dumps(found, ensure_ascii=False, indent=2) + "\n", output)
        return
    deliver("\n".join(_lines(found)) + "\n", output)


def _lines(found: dict[str, Any]) -> Iterator[str]:
    shares = found.pop("share of facts")
    for name, value in found.items():
        if name == "facts":
            yield "facts, by the best kind of their sources:"
            yield from (f"  {count:>6}  {shares[label]:>6.1%}  {label}" for label, count in value.items())
        elif isinstance(value, dict):
            yield f"{name}:"
            yield from (f"  {count:>6}  {label}" for label, count in value.items())
        elif value is not None:
            yield f"{name}: {value}"
