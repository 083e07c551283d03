"""`ilrs-graph diff`."""

from __future__ import annotations

import sys

import click

from .options import log, open_graph, output_options, pick_format, root_option, timeout_option, write_output


@click.command(
    name="diff",
    epilog="""\b
Examples:
  ilrs-graph diff HEAD~1 --root .
  ilrs-graph diff v1.. --no-answers --root .
  ilrs-graph diff old.ttl new.ttl
  ilrs-graph diff --from 2023-10-31 --to 2024-05-03 --no-answers
  ilrs-graph diff ../other-checkout . --format json
  ilrs-graph diff HEAD:data/missions/change-6.ttl data/missions/change-6.ttl --format patch --root .""",
)
@click.argument("old", metavar="[OLD]", required=False)
@click.argument("new", metavar="[NEW]", required=False)
@click.option("--from", "from_day", metavar="DAY", help="Compare what was known on DAY, by the cited sources.")
@click.option(
    "--to", "to_day", metavar="DAY", help="With --from: the day to compare with (default: the current files)."
)
@click.option("--no-answers", is_flag=True, help="Do not compare answers to saved questions: much faster.")
@click.option("--reasoning/--no-reasoning", default=None,
              help="Include inferred triples in the answers (default: yes for graphs, no for single files)."
)  # fmt: skip
@click.option("--max-mb", metavar="N", type=float, help="Size limit of a file in million bytes (default: 10).")
@output_options("difference")
@timeout_option
@root_option
def command(
    old: str | None, new: str | None, from_day: str | None, to_day: str | None, no_answers: bool,
    reasoning: bool | None, max_mb: float | None,
    format_name: str | None, output: str | None, root: str | None,
) -> None:  # fmt: skip
    """Show the differences between OLD and NEW by thing, and the changes in saved answers.

    Each side is an RDF file, a folder of RDF files, a graph (a folder with ontology, data and queries), a git
    revision of the graph, or a file in a revision (HEAD~1:data/places.ttl). A range v1..v2 gives both sides; v1.. ends
    at HEAD. Without NEW, OLD is compared with the current files of the graph. --from and --to compare what was known
    on two days. The order of triples, layout, comments and names of blank nodes are ignored; rules and questions are
    compared as text. --format patch writes an RDF Patch.

    Exit code 0: no differences; 1: differences; 2: wrong usage; 3: a side cannot be found, read or parsed.
    """
    wanted = pick_format("difference", name=format_name, output=output, piped="text")
    graph = open_graph(root, built=False)
    progress = log if sys.stderr.isatty() else lambda _: None
    found = graph.diff(
        old,
        new,
        from_day=from_day,
        to_day=to_day,
        answers=not no_answers,
        reasoning=reasoning,
        max_mb=max_mb,
        progress=progress,
    )
    write_output(found, wanted, output)
    if not found.same:
        sys.exit(1)
