"""`ilrs-graph show`."""

from __future__ import annotations

import click

from .options import (
    build_options,
    endpoint_option,
    language_option,
    open_graph,
    output_options,
    pick_format,
    root_option,
    timeout_option,
    write_output,
)


@click.command(
    name="show",
    epilog="""\b
Examples:
  ilrs-graph show change-6
  ilrs-graph show agent:irf
  ilrs-graph show "DORN, Detection of Outgassing Radon" --format json""",
)
@click.argument("thing")
@output_options("description")
@language_option
@build_options
@endpoint_option
@timeout_option
@root_option
def command(
    thing: str,
    format_name: str | None,
    output: str | None,
    as_of: str | None,
    endpoint: str | None,
    root: str | None,
) -> None:
    """Print every fact of THING: a slug, CURIE, IRI, or a name as people write it (ILRS, Chang’e 7, 嫦娥6号, USA).

    If a mission, its spacecraft and its site have the same slug, the slug means the mission.
    """
    wanted = pick_format("description", name=format_name, output=output, piped="text")
    write_output(open_graph(root, as_of, endpoint).show(thing), wanted, output)
