"""`ilrs-graph export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ..render import Format, format_for, formats_of, write_bytes
from .options import (
    build_options,
    log,
    open_graph,
    pick_format,
    root_option,
    timeout_option,
    write_content,
    write_output,
)

if TYPE_CHECKING:
    from ..export.whole import Export

NAMES = ", ".join(each.name for each in formats_of("triples", "export"))


@click.command(
    name="export",
    epilog="""\b
Examples:
  ilrs-graph export -o graph.ttl
  ilrs-graph export --thing change-6 -o change-6.jsonld
  ilrs-graph export --asserted --ontology --format nt > all.nt
  ilrs-graph export --thing change-6 --alignments --format trig
  ilrs-graph export --as-of 2023-10-31 -o then.ttl
  ilrs-graph export --shards 3 -o shards
  ilrs-graph export --context -o context.jsonld""",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE atomically; its suffix selects the format.")
@click.option("--format", "format_name", metavar="FORMAT", help=f"One of {NAMES}. Default: Turtle.")
@click.option("--asserted", is_flag=True, help="Omit inferred triples.")
@click.option("--ontology", is_flag=True, help="Include the axioms of the ontology.")
@click.option("--alignments", is_flag=True, help="Add the facts in terms of PROV-O, schema.org and other vocabularies.")
@click.option("--thing", metavar="THING", help="Export only this thing, its claims and relations, and their sources.")
@click.option(
    "--shards",
    type=click.IntRange(2, 1000),
    metavar="N",
    help="Write N files for N servers, and one of terms and code lists, to the folder DIR of -o. Default: N-Triples.",
)
@click.option("--context", is_flag=True, help="Write the JSON-LD context of exports, and nothing else.")
@build_options
@timeout_option
@root_option
def command(
    output: str | None,
    format_name: str | None,
    asserted: bool,
    ontology: bool,
    alignments: bool,
    thing: str | None,
    shards: int | None,
    context: bool,
    as_of: str | None,
    root: str | None,
) -> None:
    """Write the graph (data, code lists and inferred triples) in a standard RDF syntax.

    An export declares the terms that it uses, and describes itself: version and date of the data, licence, count and
    checksum. TriG and N-Quads have asserted and inferred triples in named graphs. The same graph always gives the same
    bytes. With --shards, each thing is in one file with what belongs to it, such as a mission with its events and the
    claims on them; docs/federation.md asks servers that hold one file each. The files in queries/ run unchanged on a
    server that loads the export; docs/servers.md compares the answers.
    """
    if context:
        if asserted or ontology or alignments or thing or format_name or shards:
            others = "--alignments, --asserted, --format, --ontology, --shards or --thing"
            raise UsageError(f"--context cannot be combined with {others}")
        write_content(open_graph(root, as_of).jsonld_context(), output)
        return
    if shards is not None:
        if thing or output is None:
            raise UsageError("--shards divides the whole graph and writes a folder", tip="give -o DIR, without --thing")
        wanted = pick_format("triples", name=format_name, output=None, piped="nt")
        export = open_graph(root, as_of).export(asserted=asserted, ontology=ontology, alignments=alignments)
        _write_shards(export, shards, wanted, output)
        return
    if output and not format_name:
        wanted = format_for(Path(output), "triples", "export")
    else:
        wanted = pick_format("triples", "export", name=format_name, output=None, piped="ttl")
    graph = open_graph(root, as_of)
    found = graph.export(asserted=asserted, ontology=ontology, alignments=alignments, thing=thing)
    write_output(found, wanted, output)
    if output and sys.stderr.isatty():
        log(f"wrote {output}")


def _write_shards(export: Export, number: int, wanted: Format, output: str) -> None:
    """Write the shards of an export, and their vocabulary, to files of a new folder."""
    from ..export.shards import divided
    from ..files.atomic import new_folder, write_through

    files = divided(export, number).files
    with new_folder(Path(output), never="shards of two exports must not be mixed") as folder:
        for name, triples in files.items():
            write_through(folder / f"{name}{wanted.suffixes[0]}", write_bytes(triples, wanted))
    for name, triples in files.items():
        log(f"wrote {name}{wanted.suffixes[0]} in {output}: {len(triples):,} triples")
