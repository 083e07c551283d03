"""`ilrs-graph diff`."""

from __future__ import annotations

import sys

import click

from .options import log, open_graph, output_options, pick_format, root_option, write_output


@click.command(
    name="diff",
    epilog="""\b
Examples:
  ilrs-graph diff HEAD~1 --root .
  ilrs-graph diff v1.. --no-answers --root .
  ilrs-graph diff old.ttl new.ttl
  ilrs-graph diff ../other-checkout . --format json
  ilrs-graph diff HEAD:data/missions/change-6.ttl data/missions/change-6.ttl --format patch --root .""",
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@click.option("--no-answers", is_flag=True, help="Leave the saved questions out: much faster.")
@click.option("--reasoning/--no-reasoning", default=None,
              help="Answer with or without what follows; where left out, a graph with it, files without.")  # fmt: skip
@click.option("--max-mb", metavar="N", type=float, help="Read files of up to N million bytes; 10 where left out.")
@output_options("difference")
@root_option
def command(
    old: str, new: str | None, no_answers: bool, reasoning: bool | None, max_mb: float | None,
    form: str | None, output: str | None, root: str | None,
) -> None:  # fmt: skip
    """Say what differs between OLD and NEW, thing by thing, and which saved answers change.

    Each side is an RDF file, a folder of RDF files, a graph (a folder with ontology, data and queries), a git
    revision of the graph, or a file in a revision (HEAD~1:data/places.ttl). A range v1..v2 names both sides, v1.. ends
    at HEAD. Without NEW, OLD is compared with the graph as its files are now. The order of triples, layout, comments
    and names of blank nodes make no difference; rules and questions are compared as text. --format patch writes an
    RDF Patch.

    Exit code 0: no difference; 1: something differs; 2: wrong usage; 3: a side cannot be found, read or parsed.
    """
    from ..intake import MAX_FILE_MB

    wanted = pick_format("difference", name=form, output=output, piped="text")
    progress = log if sys.stderr.isatty() else lambda _: None
    found = open_graph(root).diff(
        old, new, answers=not no_answers, reasoning=reasoning, max_mb=max_mb or MAX_FILE_MB, progress=progress
    )
    write_output(found, wanted, output)
    if not found.same:
        sys.exit(1)
