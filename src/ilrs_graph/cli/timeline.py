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
  ilrs-graph timeline change-6 change-4
  ilrs-graph timeline clep -o clep.svg
  ilrs-graph timeline artemis-3 --labels -o artemis-3.svg
  ilrs-graph timeline change-8 --forecast -o change-8.svg
  ilrs-graph timeline --as-of 2023-10-31 --format csv""",
)
@click.argument("named", metavar="[THING]...", nargs=-1)
@click.option("--of", metavar="THING", multiple=True, help="As THING; repeatable.")
@click.option("--labels", is_flag=True, help="Write dates and speakers beside the marks of the picture, for print.")
@click.option("--forecast", is_flag=True, help="Shade what is forecast behind the plans in the picture.")
@output_options("timeline")
@language_option
@build_options
@endpoint_option
@timeout_option
@root_option
def command(
    named: tuple[str, ...],
    of: tuple[str, ...],
    labels: bool,
    forecast: bool,
    format_name: str | None,
    output: str | None,
    as_of: str | None,
    endpoint: str | None,
    root: str | None,
) -> None:
    """Show planned, delayed and actual events over time, as a picture (-o FILE.svg) or a table.

    THING is a mission, a programme (with its missions) or an event; without any, all events are shown.

    A slip is the number of calendar days from the end of the first stated plan to the actual event or, before the
    event, to the end of the plan that counts.
    """
    from ..render.timeline.title import title

    wanted = pick_format("timeline", name=format_name, output=output, piped="csv")
    graph = open_graph(root, as_of, endpoint)
    things = (*named, *of)
    lanes = graph.timeline(*things, forecast=forecast)
    names = [graph.labels.of(graph.resolve(thing)) for thing in things]
    options = Options(title=title(names, graph.as_of, language()), words_beside=labels)
    write_output(lanes, wanted, output, options)
