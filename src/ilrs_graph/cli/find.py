"""`ilrs-graph find`."""

from __future__ import annotations

import click

from .options import (
    build_options,
    language_option,
    log_respelt,
    open_graph,
    output_options,
    pick_format,
    queries_option,
    root_option,
    timeout_option,
    write_output,
)


@click.command(
    name="find",
    epilog="""\b
Examples:
  ilrs-graph find far side partners
  ilrs-graph find Cange 6
  ilrs-graph find 嫦娥6号
  ilrs-graph find lunar research station --limit 3 --format json""",
)
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", metavar="N", type=click.IntRange(1, 100), help="At most N of each group (default: 5 and 10).")
@output_options("found")
@language_option
@build_options
@queries_option
@timeout_option
@root_option
def command(
    words: tuple[str, ...],
    limit: int | None,
    format_name: str | None,
    output: str | None,
    as_of: str | None,
    root: str | None,
) -> None:
    """Find saved questions, and things, sources and terms, by WORDS, which may be misspelt.

    Questions come first, with the things that the words name as arguments; then things by the likeness of their names.
    Each has the command that goes on. A word that occurs nowhere is read as the most similar one; stderr
    tells what was searched for. Exit code 0 also if nothing is found.
    """
    wanted = pick_format("found", name=format_name, output=output, piped="csv")
    found = open_graph(root, as_of).find(" ".join(words), limit)
    log_respelt(found)
    write_output(found, wanted, output)
