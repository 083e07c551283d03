"""`ilrs-graph release`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..errors import UsageError
from . import notice
from .options import log, open_graph, root_option, timeout_option


@click.command(
    name="release",
    epilog="""\b
Examples:
  ilrs-graph release -o release
  ilrs-graph release -o release-2 --since release
  ilrs-graph release -o release-3 --base https://example.org/releases""",
)
@click.option("-o", "--output", metavar="DIR", help="Write to the folder DIR, which must be absent or empty.")
@click.option("--since", metavar="DIR", help="The folder of the release before, to say what changed since.")
@click.option("--base", metavar="URL", help="Where releases are published; default: names below w3id.org.")
@timeout_option
@root_option
def command(output: str | None, since: str | None, base: str | None, root: str | None) -> None:
    """Write the graph as a release: one folder with all that a catalogue, an archive or a program wants.

    It holds the graph in six syntaxes of RDF and as tables of nodes and edges, the ontology, the shapes, the JSON-LD
    context, the saved questions as SHACL SPARQL executables, and the addresses of a server (OpenAPI). It is described
    by DCAT-AP and VoID (dataset.ttl), RO-Crate, schema.org and Croissant, and a linkset for Signposting, with checksums
    of all files and the packages of the program (CycloneDX). With --since, changes.md and changes.rdfp say what
    changed.

    The folder is whole or absent, and never replaced. The same graph and program give the same bytes. Nothing is sent
    or registered anywhere.
    """
    if output is None:
        raise UsageError("where to write is missing", tip="give a folder: ilrs-graph release -o DIR")
    from ..release import write_release

    graph = open_graph(root, None, built=False)
    reading = graph.reading()
    notice.stop()
    progress = _progress if sys.stderr.isatty() else lambda _: None
    before = None if since is None else Path(since)
    written = write_release(reading, Path(output), since=before, base=base or "", progress=progress)
    log(f"wrote release {written.version}: {written.files} files, {written.size / 1e6:.1f} MB, in {output}")


def _progress(name: str) -> None:
    print(f"writing {name}", file=sys.stderr, flush=True)
