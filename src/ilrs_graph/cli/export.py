"""`ilrs-graph export`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..errors import UsageError
from .options import note, opened, when, where

FORMATS = ("ttl", "nt", "nq", "trig", "rdfxml", "jsonld")


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
@click.option("--format", "form", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}; Turtle where nothing tells.")
@click.option("--asserted", is_flag=True, help="Leave out what is inferred.")
@click.option("--ontology", is_flag=True, help="Add the axioms.")
@click.option("--thing", metavar="THING", help="Only this thing, the nodes that relate it, and their sources.")
@when
@where
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
    from ..export import format_of_path, serialise

    wanted = form or (format_of_path(Path(output)) if output else "ttl")
    if wanted not in FORMATS:
        raise UsageError(f"--format: {wanted!r} is not known", tip="it can write " + ", ".join(FORMATS))
    triples = opened(root, as_of).triples(asserted=asserted, ontology=ontology, thing=thing)
    content = serialise(triples, wanted)
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    from ..files.atomic import write_atomically

    write_atomically(Path(output), content)
    if sys.stderr.isatty():
        note(f"wrote {output}")
