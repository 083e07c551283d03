"""`ilrs-graph timeline`."""

from __future__ import annotations

import click

from ..render import Options
from .options import (
    build_options,
    endpoint_option,
    language,
    language_option,
    open_graph,
    output_options,
    pick_format,
    root_option,
    timeout_option,
    write_output,
)


@click.command(
    name="timeline",
    epilog="""\b
Examples:
  ilrs-graph timeline
  ilrs-graph timeline --of change-6 --of change-4
  ilrs-graph timeline --of clep -o clep.svg
  ilrs-graph timeline --as-of 2023-10-31 --format csv""",
)
@click.option("--of", "things", metavar="THING", multiple=True, help="A mission, programme or event; repeatable.")
@output_options("timeline")
@language_option
@build_options
@endpoint_option
@timeout_option
@root_option
def command(
    things: tuple[str, ...],
    format_name: str | None,
    output: str | None,
    as_of: str | None,
    endpoint: str | None,
    root: str | None,
) -> None:
    """Show planned, delayed and actual events over time, as a picture (-o FILE.svg) or a table.

    A slip is the number of calendar days from the end of the first stated plan to the actual event or, before the
    event, to the end of the plan that counts.
    """
    from ..render.timeline.title import title

    wanted = pick_format("timeline", name=format_name, output=output, piped="csv")
    graph = open_graph(root, as_of, endpoint)
    lanes = graph.timeline(*things)
    names = [graph.labels.of(graph.resolve(thing)) for thing in things]
    write_output(lanes, wanted, output, Options(title=title(names, graph.as_of, language())))
