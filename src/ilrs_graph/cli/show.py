"""`ilrs-graph show`."""

from __future__ import annotations

import click

from ..render import Options, format_named, formats_of
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
  ilrs-graph show agent:irf --sources
  ilrs-graph show change-6 --facts
  ilrs-graph show 嫦娥六号 --lang zh
  ilrs-graph show change-6 -o change-6.bib
  ilrs-graph show "DORN, Detection of Outgassing Radon" --format json""",
)
@click.argument("thing")
@click.option("--sources", is_flag=True, help="Cite the sources by number, and list them below.")
@click.option("--facts", is_flag=True, help="Print every fact with its sources.")
@output_options("description")
@language_option
@build_options
@endpoint_option
@timeout_option
@root_option
def command(
    thing: str,
    sources: bool,
    facts: bool,
    format_name: str | None,
    output: str | None,
    as_of: str | None,
    endpoint: str | None,
    root: str | None,
) -> None:
    """Print what is known of THING: a slug, CURIE, IRI, or a name as people write it (ILRS, Chang’e 7, 嫦娥6号, USA).

    If a mission, its spacecraft and its site have the same slug, the slug means the mission.

    A sentence comes first, then dates and outcomes, what is said by property (the value that counts first, with its
    words), other facts, and the questions that take the thing. JSON has every fact; bibtex, csl and ris are the
    references of --sources, or of --facts.
    """
    wanted = pick_format("description", name=format_name, output=output, piped="text")
    graph = open_graph(root, as_of, endpoint)
    if facts or wanted.name not in {each.name for each in formats_of("overview")}:
        write_output(graph.show(thing), wanted, output, Options(sources=sources))
    else:
        write_output(graph.overview(thing), format_named(wanted.name, "overview"), output, Options(sources=sources))
