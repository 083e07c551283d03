"""`ilrs-graph push`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from .options import USER_HELP, build_options, log, open_graph, root_option, timeout_option, write_content

if TYPE_CHECKING:
    from ..remote.push import Pushed

SHOWN_FROM = 200_000
"""The size in bytes of a request from which on a terminal shows how much of it is sent."""
KIND_HELP = "Of oxigraph, fuseki, rdf4j, graphdb, blazegraph or virtuoso (default: as the server tells)."


@click.command(
    name="push",
    epilog="""\b
Examples:
  ilrs-graph push http://localhost:3030/ds --kind fuseki --dry-run
  ilrs-graph push http://localhost:8080/rdf4j-server/repositories/moon --dry-run
  ilrs-graph push http://localhost:9999/bigdata/namespace/kb/sparql --default-graph --asserted --dry-run
  ilrs-graph push http://localhost:8000/sparql --update http://localhost:8000/update --graph urn:x:moon --dry-run""",
)
@click.argument("url")
@click.option("--kind", metavar="KIND", help=KIND_HELP)
@click.option("--update", metavar="URL", help="Push by SPARQL updates to this address; then no kind is needed.")
@click.option("--graph", "named_graph", metavar="IRI",
              help="Replace this named graph (default: https://w3id.org/ilrs-graph/dataset).")  # fmt: skip
@click.option("--default-graph", is_flag=True, help="Replace the default graph.")
@click.option("--asserted", is_flag=True, help="Omit inferred triples.")
@click.option("--ontology", is_flag=True, help="Include the axioms of the ontology.")
@click.option("--since", metavar="REV", help="Send only what changed since this git revision, which the server holds.")
@click.option("--verify", is_flag=True, help="Then compare the number of triples and three saved questions.")
@click.option("--dry-run", is_flag=True, help="Print the requests; connect to nothing.")
@click.option("--user", metavar="NAME", help=USER_HELP)
@build_options
@timeout_option
@root_option
def command(
    url: str, kind: str | None, update: str | None, named_graph: str | None, default_graph: bool, asserted: bool,
    ontology: bool, since: str | None, verify: bool, dry_run: bool, user: str | None,
    as_of: str | None, root: str | None,
) -> None:  # fmt: skip
    """Put the graph on a SPARQL server, in place of what one of its graphs held.

    URL is the address of a dataset or repository, or that of its queries. What is written is what `export` writes.
    Readers see the old graph or the new one, never a part: one request replaces it where the server is known to take
    that as a whole; else the triples are loaded into a graph beside it (IRI#incoming), counted, and copied over it by
    one update. If something fails or Ctrl-C is pressed, the old graph is still there. A second push does no harm.

    --since sends the difference as an RDF Patch (Fuseki) or an update; it is refused if the server does not hold that
    revision, by the checksum in its description. No login is sent over plain http, except to this machine, and no
    redirect to another server is followed. A busy server is asked again for a minute.

    Exit code 0: done; 1: --verify found a difference; 2: wrong usage; 3: the server cannot be reached or refuses.
    """
    options: dict[str, Any] = {
        "kind": kind, "update": update, "named_graph": named_graph, "default_graph": default_graph, "user": user,
        "asserted": asserted, "ontology": ontology, "since": since,
    }  # fmt: skip
    graph = open_graph(root, as_of, built=False)
    if dry_run:
        write_content("".join(f"{each}\n" for each in graph.push_requests(url, **options)), None)
        return
    shown = sys.stderr.isatty()
    done = graph.push(
        url, **options, verify=verify, log=log if shown else lambda _: None, progress=progress() if shown else None
    )
    write_content(f"{words_of(done)}\n", None)
    for difference in done.differences or ():
        log(f"error: {difference}")
    if done.differences:
        sys.exit(1)


def words_of(done: Pushed) -> str:
    """Return what a push has done, in a sentence."""
    what = "pushed" if done.is_new else "holds this version already:"
    checked = "" if done.differences is None else "; verified" if not done.differences else "; verified, and it differs"
    where = f"{done.graph} at {done.url} ({done.server})"
    if not done.is_new:
        return f"{where} {what} {done.triples:,} triples{checked}"
    return f"{what} {where}: {done.triples:,} triples{checked}"


def progress() -> Callable[[int, int], None]:
    """Return what shows on a terminal how much of a large request is sent."""

    def show(sent: int, size: int) -> None:
        if size >= SHOWN_FROM:
            end = "\n" if sent == size else ""
            print(f"\r  {sent / 1e6:.1f} of {size / 1e6:.1f} MB", file=sys.stderr, end=end, flush=True)

    return show
