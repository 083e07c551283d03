"""`ilrs-graph merge`."""

from __future__ import annotations

import click

from .add import graph_to_change
from .revising import given, report, revising_options


@click.command(
    name="merge",
    epilog="""\b
Examples:
  ilrs-graph merge agent:day-fr agent:dayfr --dry-run --root .
  ilrs-graph merge agent:day-fr agent:dayfr --by "Ada Lovelace" --root .""",
)
@click.argument("old")
@click.argument("into")
@revising_options
def command(
    old: str, into: str, dry_run: bool, by: str | None, day: str | None, today: str | None, root: str | None
) -> None:
    """Make OLD and INTO, things of one kind, one: what is stated of OLD is stated of INTO, in every reference in data/.

    The name OLD stays as a node that is replaced by INTO. Labels of OLD become other names of INTO, of the classes of
    both the most specific ones stay, and what one states of the other goes. A claim keeps its own rank and paraphrase.
    The change passes the checks of `add`: if there are violations, such as two values where one is allowed, nothing is
    written; either all files change or none. It is recorded in data/edits/, as an addition is.

    Exit code 0: done, or nothing to do; 1: violations; 2: wrong usage; 3: a file cannot be read or written.
    """
    options = given(dry_run, by, day, today)
    graph = graph_to_change(root)
    report(graph.merge(old, into, **options), dry_run, graph.root.path)
