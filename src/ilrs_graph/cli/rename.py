"""`ilrs-graph rename`."""

from __future__ import annotations

import click

from .add import graph_to_change
from .revising import given, report, revising_options


@click.command(
    name="rename",
    epilog="""\b
Examples:
  ilrs-graph rename item:dorn dorn-change-6 --dry-run --root .
  ilrs-graph rename item:dorn item:dorn-radon --by "Ada Lovelace" --dry-run --root .""",
)
@click.argument("old")
@click.argument("new")
@revising_options
def command(
    old: str, new: str, dry_run: bool, by: str | None, day: str | None, today: str | None, root: str | None
) -> None:
    """Give the thing OLD the name NEW, a slug or CURIE of the same kind, in every reference in data/.

    The old name stays as a node that is replaced by the new one, for those who link to it; a thing that gets back its
    former name is as it was before. Names of other things, such as its claims, and of files stay. Places in ontology/
    and queries/ that have the old name are listed. The change passes the checks of `add`: if there are violations,
    nothing is written; either all files change or none. It is recorded in data/edits/, as an addition is.

    Exit code 0: done, or nothing to do; 1: violations; 2: wrong usage; 3: a file cannot be read or written.
    """
    options = given(dry_run, by, day, today)
    graph = graph_to_change(root)
    report(graph.rename(old, new, **options), dry_run, graph.root.path)
