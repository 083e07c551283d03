"""`ilrs-graph info`."""

from __future__ import annotations

import click

from .options import build_options, language_option, open_graph, output_options, pick_format, root_option, write_output


@click.command(name="info", epilog="\b\nExamples:\n  ilrs-graph info\n  ilrs-graph info --format json")
@output_options("info")
@language_option
@build_options
@root_option
def command(format_name: str | None, output: str | None, as_of: str | None, root: str | None) -> None:
    """Count triples, things by kind, and facts by the best kind of their sources."""
    wanted = pick_format("info", name=format_name, output=output, piped="text")
    write_output(open_graph(root, as_of).info(), wanted, output)
