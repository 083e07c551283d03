"""What `rename`, `merge` and `deprecate` share: their options, and the report of what they changed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

from .options import day_option, has_colours, log, root_option, today_option

if TYPE_CHECKING:
    from ..editing.add import Addition
    from ..editing.revise import Revision

F = TypeVar("F", bound=Callable[..., Any])


class Given(TypedDict):
    """The arguments of a change that all three verbs take."""

    by: str | None
    on: date | None
    today: date | None
    dry_run: bool


def revising_options(command: F) -> F:
    """Add --dry-run, --by, --on, --today and --root."""
    command = click.option("--on", "day", metavar="DAY", help="Day of the edit (default: --today).")(
        today_option(root_option(command))
    )
    command = click.option("--by", metavar="NAME", help="Name of the editor, or the CURIE of an agent in the graph.")(
        command
    )
    return click.option("--dry-run", is_flag=True, help="Show the changes as a unified diff; write nothing.")(command)


def given(dry_run: bool, by: str | None, day: str | None, today: str | None) -> Given:
    """Return the shared options as arguments of `LunarGraph`.

    Raises:
        UsageError: a day is not valid.
    """
    return {"by": by, "on": day_option(day, "on"), "today": day_option(today, "today"), "dry_run": dry_run}


def report(found: Revision, dry_run: bool, root: Path) -> None:
    """Write the findings and the changes to stdout, counts and what is left to do to stderr; end with the exit code."""
    write_findings(found)
    if found.refused:
        log("nothing was changed: fix the violations first")
        sys.exit(1)
    if not found.changes:
        log("nothing to change: the graph is so already")
    else:
        write_changes(found, root, dry_run=dry_run)
    for place in found.elsewhere:
        log(f"{place} has the old name too: edit it by hand")


def write_findings(found: Addition) -> None:
    """Write the findings of a change, to stdout if it was refused, else to stderr."""
    from ..render import Options, format_named, write

    if len(found.report):
        stream = sys.stdout if found.refused else sys.stderr
        findings = write(found.report, format_named("text", "report"), Options(colours=has_colours(stream)))
        print(findings, end="", file=stream)


def write_changes(found: Addition, root: Path, *, dry_run: bool) -> None:
    """Write the changes of files to stdout, as a diff if they were not made, and their number to stderr."""
    from ..render import Options, format_named, write
    from ..render.addition.text import diff_text, totals

    if dry_run:
        sys.stdout.write(diff_text(found, Options(colours=has_colours(sys.stdout))))
        log(f"would change {totals(found)}")
    else:
        sys.stdout.write(write(found, format_named("text", "addition")))
        log(f"changed {totals(found)}, in {root}")
