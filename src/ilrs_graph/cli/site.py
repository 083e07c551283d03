"""`ilrs-graph site`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..errors import UsageError
from . import notice
from .options import build_options, language_option, log, open_graph, root_option, timeout_option


@click.command(
    name="site",
    epilog="""\b
Examples:
  ilrs-graph site -o site
  ilrs-graph site -o site-zh --lang zh
  ilrs-graph site -o then --as-of 2023-10-31
  ilrs-graph site -o site --url https://example.org/moon""",
)
@click.option("-o", "--output", metavar="DIR", help="Write to the folder DIR, which is created or replaced as a whole.")
@click.option("--url", metavar="URL", help="Where the folder will be published; then sitemap.xml lists all pages.")
@language_option
@build_options
@timeout_option
@root_option
def command(output: str | None, url: str | None, as_of: str | None, root: str | None) -> None:
    """Write the graph as pages for a browser: a folder of HTML files for any static host.

    Every question, thing, source, term and code list has a page; a claim is a place on the page of its subject. The
    pages need no server and no script: open DIR/index.html, or copy the folder to any path of a host. One run writes
    one language. Without a server there are no other filters, no other days and no SPARQL; pages say so.

    Needs Jinja2: pip install 'ilrs-graph[site]'.
    """
    if output is None:
        raise UsageError("where to write is missing", tip="give a folder: ilrs-graph site -o DIR")
    from ..site import write_site
    from ..site.sitemap import published_at
    from ..site.write import must_be_replaceable

    must_be_replaceable(Path(output).resolve())
    address = published_at(url) if url is not None else ""
    graph = open_graph(root, as_of, built=False)
    reading = graph.reading()
    notice.stop()
    written = write_site(reading, Path(output), _progress if sys.stderr.isatty() else lambda *_: None, address)
    log(
        f"wrote {written.pages:,} pages, {written.files:,} files, {written.size / 1e6:.1f} MB; open {output}/index.html"
    )


def _progress(done: int, every: int) -> None:
    """Show how many pages are written, on one line of the terminal."""
    if done % 100 == 0 or done == every:
        print(f"\r{done:,} of {every:,} pages", end="\n" if done == every else "", file=sys.stderr, flush=True)
