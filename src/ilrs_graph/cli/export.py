"""`ilrs-graph export`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..render import form_for, forms_of
from .options import build_options, log, open_graph, pick_format, root_option, write_output

FORMATS = ", ".join(form.name for form in forms_of("triples"))


@click.command(
    name="export",
    epilog="""\b
Examples:
  ilrs-graph export -o graph.ttl
  ilrs-graph export --thing change-6 -o change-6.jsonld
  ilrs-graph export --asserted --ontology --format nt > all.nt
  ilrs-graph export --as-of 2023-10-31 -o then.ttl""",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all; its suffix tells the format.")
@click.option("--format", "form", metavar="FORMAT", help=f"One of {FORMATS}; Turtle where nothing tells.")
@click.option("--asserted", is_flag=True, help="Leave out what is inferred.")
@click.option("--ontology", is_flag=True, help="Add the axioms.")
@click.option("--thing", metavar="THING", help="Only this thing, the nodes that relate it, and their sources.")
@build_options
@root_option
def command(
    output: str | None,
    form: str | None,
    asserted: bool,
    ontology: bool,
    thing: str | None,
    as_of: str | None,
    root: str | None,
) -> None:
    """Write the graph (data, code lists and what follows) in a standard RDF syntax, byte-stable.

    Loaded into any RDF store, it answers the files in queries/ unchanged with the same rows.
    """
    if output and not form:
        wanted = form_for(Path(output), "triples")
    else:
        wanted = pick_format("triples", name=form, output=None, piped="ttl")
    triples = open_graph(root, as_of).triples(asserted=asserted, ontology=ontology, thing=thing)
    write_output(triples, wanted, output)
    if output and sys.stderr.isatty():
        log(f"wrote {output}")
