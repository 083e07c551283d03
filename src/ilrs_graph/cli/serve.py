"""`ilrs-graph serve`."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import click

from ..errors import MissingDependency, UsageError
from . import ending, notice
from .options import AS_OF_HELP, log, open_graph, root_option

if TYPE_CHECKING:
    from datetime import date

    from ..graph import LunarGraph, Reading

_CONTACT = re.compile(r"https?://[^\s/]+\S*|mailto:[^\s@?]+@[^\s@?]+")
_BASE_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")


@click.command(
    name="serve",
    epilog="""\b
Examples:
  ilrs-graph serve
  ilrs-graph serve --port 0 --as-of 2024-06-01
  ilrs-graph serve --contact mailto:faults@example.org
  ilrs-graph serve --port 8080 --base-path /ilrs --trusted-proxy 127.0.0.1

\b
Then, in another terminal:
  curl 'http://127.0.0.1:8000/sparql?query=ASK%20%7B%7D'""",
)
@click.option("--host", default="127.0.0.1", metavar="HOST", help="Listen there (default: 127.0.0.1, this machine).")
@click.option(
    "--port", default=8000, type=click.IntRange(0, 65535), metavar="N", help="Default: 8000; 0 takes a free one."
)
@click.option("--base-path", default="", metavar="PATH", help="Answer below this path, such as /ilrs.")
@click.option(
    "--trusted-proxy", metavar="ADDRESS", help="Believe this proxy on the address and the scheme of its clients."
)
@click.option("--contact", metavar="ADDRESS", help="Where pages of things lead to report a fault: https: or mailto:.")
@click.option("--previous", metavar="DIR", help="An earlier root or git revision, for /changes?against=previous.")
@click.option("--as-of", metavar="DAY", help=AS_OF_HELP)
@root_option
def command(
    host: str, port: int, base_path: str, trusted_proxy: str | None, contact: str | None, previous: str | None,
    as_of: str | None, root: str | None,
) -> None:  # fmt: skip
    """Serve the graph over HTTP: pages at /, in English and Chinese, and a SPARQL 1.1 endpoint at /sparql.

    Pages and queries take a day of knowledge with as_of=YYYY-MM-DD. It is read-only. /check finds what is wrong with
    triples that are pasted or posted, and stores nothing. Queries and checks run in processes of their own, with
    limits of time, memory and size. Each request is one line on stderr, without the query. When files of the graph
    change, it answers over the new ones. Ctrl-C stops the server when the answers that have begun are sent.
    """
    try:
        from ..web import run
        from ..web.service import Settings
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "ilrs_graph":
            raise
        raise MissingDependency(f"serve needs {error.name}", tip="pip install 'ilrs-graph[web]'") from None
    graph = open_graph(root, as_of, built=False)
    reading = graph.reading()
    notice.stop()
    of_day = None if as_of else partial(_reading_of, graph)
    earlier = None if previous is None else partial(graph.diff, previous, answers=False)
    if earlier is not None:
        earlier()  # a name that is wrong is an error now, not at the first request
    settings = Settings(
        base_path=base_path_of(base_path), log=log, newest=graph.reading, ahead=True, of_day=of_day,
        contact=contact_of(contact), previous=earlier,
    )  # fmt: skip
    if not run.is_loopback(host):
        log(f"warning: {host} may be reached from other machines; put a proxy with TLS before it")
    with ending.own_signals():
        run.serve(reading, run.Place(host, port, trusted_proxy), settings, lambda at: log(f"serving at {at}"))
    log("stopped")


def contact_of(text: str | None) -> str:
    """Return where faults are reported, "" for None.

    >>> contact_of("mailto:ada@example.org")
    'mailto:ada@example.org'

    Raises:
        UsageError: it is no address of the web or of mail.
    """
    if text is not None and _CONTACT.fullmatch(text) is None:
        tip = "give an address such as https://example.org/faults or mailto:ada@example.org"
        raise UsageError(f"{{contact}}: {text!r} is not an address", tip=tip, about="contact")
    return text or ""


def _reading_of(graph: LunarGraph, day: date) -> Reading:
    """Return the reading of a day; its snapshot is built in a process of its own."""
    from ..snapshot.apart import build_apart

    build_apart(graph.root, day, keep=graph.current.snapshot.folder)
    return graph.reading(day)


def base_path_of(text: str) -> str:
    """Return the path below which to answer, without a slash at its end.

    >>> base_path_of("/ilrs/"), base_path_of("/")
    ('/ilrs', '')

    Raises:
        UsageError: it is no path.
    """
    path = text.rstrip("/")
    if _BASE_PATH.fullmatch(path) is None:
        tip = "begin with /, and use letters, digits and -._~ between slashes"
        raise UsageError(f"{{base_path}}: {text!r} is not a path", tip=tip, about="base_path")
    return path
