"""`ilrs-graph add`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ..namespaces import compact
from .options import day_option, log, open_graph, root_option, today_option
from .revising import write_changes, write_findings

if TYPE_CHECKING:
    from ..editing.add import Addition
    from ..graph import LunarGraph


@click.command(
    name="add",
    epilog="""\b
Examples:
  ilrs-graph add new.ttl --dry-run --root .
  ilrs-graph add filled.csv --by "Ada Lovelace" --root .
  ilrs-graph add new.ttl --into missions/change-6.ttl --on 2026-11-22 --root .
  ilrs-graph add new.ttl --today 2026-11-22 --root .""",
)
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--dry-run", is_flag=True, help="Show the changes as a unified diff; write nothing.")
@click.option("--by", metavar="NAME", help="Name of the editor, or the CURIE of an agent in the graph.")
@click.option("--on", "day", metavar="DAY", help="Day of the edit (default: --today).")
@click.option(
    "--into", metavar="FILE", help="File below data/ for new things (default: chosen by the placement rules)."
)
@click.option("--syntax", metavar="NAME", help="Syntax of all FILEs: turtle, trig, ntriples, nquads, jsonld or rdfxml.")
@click.option("--max-mb", metavar="N", type=float, help="Size limit of a file in million bytes (default: 10).")
@today_option
@root_option
def command(
    files: tuple[str, ...], dry_run: bool, by: str | None, day: str | None, into: str | None, syntax: str | None,
    max_mb: float | None, today: str | None, root: str | None,
) -> None:  # fmt: skip
    """Check the triples in FILEs, as `check` does, and write each subject into its file in data/.

    FILEs are RDF in any syntax that `check` reads, or filled templates (CSV). Triples about an existing thing are
    added to the file that describes it; a new thing goes into the file of its mission, agreement or programme, or of
    its class. Either all files change or none: after a crash, the next run completes or reverts the change and
    reports it. Nothing is written if there are violations. Triples that exist already change nothing.

    Each addition is recorded in data/edits/ with its editor: --by, else ILRS_GRAPH_USER, else git config user.name.

    Exit code 0: done, or nothing to do; 1: violations; 2: wrong usage; 3: a file cannot be read, parsed or written.
    """
    from ..intake import read_candidates, syntax_named
    from ..intake.limits import size_limit

    if not files:
        raise UsageError("give files to add", tip="ilrs-graph add new.ttl")
    on, counted = day_option(day, "on"), day_option(today, "today")
    given = read_candidates(files, syntax_named(syntax) if syntax else None, size_limit(max_mb))
    graph = graph_to_change(root)
    found = graph.add(given, by=by, on=on, into=into, today=counted, dry_run=dry_run)
    _report(found, dry_run, graph.root.path, any(candidate.triples for candidate in given))
    if found.refused:
        sys.exit(3 if found.report.unreadable else 1)


def graph_to_change(root: str | None) -> LunarGraph:
    """Return the graph that the options select, which a verb may change.

    Raises:
        UsageError: none is given, and the working folder is in a graph other than the default one.
    """
    graph = open_graph(root)
    if root is None and not (click.get_current_context().find_root().obj or {}).get("root"):
        _not_another(graph.root.path)
    return graph


def _not_another(used: Path) -> None:
    """Refuse to write into the default graph if the working folder is in another graph.

    Raises:
        UsageError: the working folder is in a graph other than `used`.
    """
    from ..files.root import Root

    here = next((folder for folder in (Path.cwd(), *Path.cwd().parents) if Root(folder).is_valid), None)
    if here is not None and here != used:
        raise UsageError(
            f"the working folder is in the graph {here}, but the graph {used} would be changed", tip=f"--root {here}"
        )


def _report(found: Addition, dry_run: bool, root: Path, stated: bool) -> None:
    """Write the findings and the changes to stdout, what was read and the counts to stderr.

    `stated`: there are triples.
    """
    from ..render.report.text import read_lines

    write_findings(found)
    if not len(found.report) and dry_run:
        log("; ".join(read_lines(found.report)))
    if found.refused:
        log("nothing was added: fix the violations first")
    elif not found.changes:
        log(f"nothing to add: {'the graph has all of these triples' if stated else 'there are no triples'}")
    else:
        write_changes(found, root, dry_run=dry_run)
    for thing in found.guessed if found.changes else ():
        file = next((c.name for c in found.changes if thing in c.things), "")
        log(f"the file of {compact(thing.value)}, data/{file}, is a guess: --into FILE names another")
