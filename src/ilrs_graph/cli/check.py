"""`ilrs-graph check`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .options import chosen, deliver, opened, result, where

if TYPE_CHECKING:
    from ..validation import Report

FORMATS = ("table", "text", "json")
SEVERITIES = ("violation", "warning", "info")


@click.command(
    name="check",
    epilog="""\b
Examples:
  ilrs-graph check new.ttl
  ilrs-graph check new.ttl --fail-on warning
  ilrs-graph check --all --root .""",
)
@click.argument("file", required=False)
@click.option("--all", "everything", is_flag=True, help="Check the whole graph as it is.")
@click.option(
    "--fail-on",
    metavar="SEVERITY",
    default="violation",
    help="Exit with 1 from this on: violation, warning, info.",
)
@result(FORMATS)
@where
def command(
    file: str | None, everything: bool, fail_on: str, form: str | None, output: str | None, root: str | None
) -> None:
    """Validate the triples in FILE in the context of the graph: what they would cause if they were added.

    Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, told by the suffix; - reads Turtle from stdin.
    Exit code 0: nothing as bad as --fail-on; 1: findings; 3: the file cannot be read or parsed.
    """
    if fail_on not in SEVERITIES:
        raise UsageError(f"--fail-on: {fail_on!r} is no severity", tip="one of " + ", ".join(SEVERITIES))
    if everything == (file is not None):
        raise UsageError("give a file, or --all for the whole graph", tip="ilrs-graph check new.ttl")
    wanted = chosen(form, output, FORMATS, "text")
    graph = opened(root)
    if file is None:
        from ..validation import check_all

        report = check_all(graph.root)
    elif file == "-":
        from ..sources import parse_bytes

        report = graph.check(parse_bytes(sys.stdin.buffer.read(), "stdin"))
    else:
        report = graph.check(Path(file))
    deliver(as_json(report) if wanted == "json" else as_text(report), output)
    if report.reaches(fail_on):
        sys.exit(1)


def as_text(report: Report) -> str:
    """Return the findings in words and their count."""
    counts = ", ".join(f"{len(report.of(s))} {s if s == 'info' else s + 's'}" for s in SEVERITIES)
    lines = [report.text(finding) for finding in report]
    return "\n".join([*lines, counts]) + "\n"


def as_json(report: Report) -> str:
    """Return the findings as JSON."""
    return json.dumps([asdict(f) for f in report], ensure_ascii=False, indent=2) + "\n"
