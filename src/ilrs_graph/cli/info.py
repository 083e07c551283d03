"""`ilrs-graph info`."""

from __future__ import annotations

import json

import click

from .options import chosen, deliver, opened, result, when, where

FORMATS = ("table", "text", "json")


@click.command(name="info", epilog="\b\nExamples:\n  ilrs-graph info\n  ilrs-graph info --format json")
@result(FORMATS)
@when
@where
def command(form: str | None, output: str | None, as_of: str | None, root: str | None) -> None:
    """Say what the graph holds, in numbers."""
    wanted = chosen(form, output, FORMATS, "text")
    found = opened(root, as_of).info()
    if wanted == "json":
        deliver(json.dumps(found, ensure_ascii=False, indent=2) + "\n", output)
        return
    lines = []
    for name, value in found.items():
        if isinstance(value, dict):
            lines.append(f"{name}:")
            lines += [f"  {count:>6}  {label}" for label, count in value.items()]
        elif value is not None:
            lines.append(f"{name}: {value}")
    deliver("\n".join(lines) + "\n", output)
