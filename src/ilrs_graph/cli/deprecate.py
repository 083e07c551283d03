"""`ilrs-graph deprecate`."""

from __future__ import annotations

import click

from .add import graph_to_change
from .options import day_option
from .revising import given, report, revising_options


@click.command(
    name="deprecate",
    epilog="""\b
Examples:
  ilrs-graph deprecate claim:change-6-launch-event-date-cnes-2020 --reason typing-error --dry-run --root .""",
)
@click.argument("claim")
@click.option(
    "--reason", required=True, metavar="REASON",
    help="Why: better-evidence, local-time-taken-for-utc, misreport, typing-error or another concept of the code list.",
)  # fmt: skip
@click.option("--known-from", metavar="DAY", help="Day (UTC) from which it is known to be wrong.")
@revising_options
def command(
    claim: str, reason: str, known_from: str | None, dry_run: bool, by: str | None, day: str | None,
    today: str | None, root: str | None,
) -> None:  # fmt: skip
    """Mark CLAIM as wrong when it was made: it gets the rank deprecated, with the reason.

    A plan that slipped was not wrong: it stays as it is. The change passes the checks of `add`: if there are
    violations, nothing is written. It is recorded in data/edits/, as an addition is.

    Exit code 0: done, or nothing to do; 1: violations; 2: wrong usage; 3: a file cannot be read or written.
    """
    options, known = given(dry_run, by, day, today), day_option(known_from, "known-from")
    graph = graph_to_change(root)
    report(graph.deprecate(claim, reason, known_from=known, **options), dry_run, graph.root.path)
