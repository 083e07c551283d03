"""`ilrs-graph query`."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import InputError, UsageError
from .options import chosen, deliver, endpoint, opened, result, when, where

if TYPE_CHECKING:
    from ..graph import LunarGraph

FORMATS = ("table", "csv", "json", "ttl", "nt")


@click.command(
    name="query",
    epilog="""\b
Examples:
  ilrs-graph query 'SELECT ?m { ?m a ilrs:FarSideMission }'
  ilrs-graph query partners.rq -o partners.csv
  echo 'ASK { mission:change-5 ilrs:hasPartner agent:esa }' | ilrs-graph query -
  ilrs-graph query 'DESCRIBE mission:change-6' -o change-6.ttl""",
)
@click.argument("text", metavar="FILE|-|'SELECT ...'")
@result(FORMATS)
@when
@endpoint
@where
def command(
    text: str, form: str | None, output: str | None, as_of: str | None, endpoint: str | None, root: str | None
) -> None:
    """Run a SPARQL 1.1 query over the merged graph (data, ontology and what follows).

    Well-known prefixes may be left out. SELECT gives a table, ASK true or false, CONSTRUCT and DESCRIBE Turtle.
    """
    sparql = read(text)
    graph = opened(root, as_of, endpoint)
    deliver(written(graph, sparql, form, output), output)


def read(text: str) -> str:
    """Return the query: the text itself, the content of the file it names, or stdin for `-`.

    Raises:
        InputError: a file that is missing or unreadable.
    """
    if text == "-":
        return sys.stdin.read()
    if re.search(r"[{\s]", text):
        return text
    from ..files.parsing import read_text

    path = Path(text)
    if not os.path.exists(path):  # noqa: PTH110  (Path.exists raises where the name is too long)
        raise InputError(f"{text}: no such file", tip="give a file, - for stdin, or the query itself in quotes")
    return read_text(path)


def written(graph: LunarGraph, sparql: str, form: str | None, output: str | None) -> str:
    """Return the result of the query in the format that fits it.

    Raises:
        UsageError: the format does not fit the form of the query.
    """
    found = graph.query(sparql)
    if isinstance(found, bool):
        return f"{str(found).lower()}\n"
    if isinstance(found, list):
        from ..export import serialise

        wanted = chosen(form, output, ("ttl", "nt"), "ttl") if form or output else "ttl"
        return serialise(found, wanted).decode()
    from ..render import answer as formats

    wanted = chosen(form, output, FORMATS, "csv")
    if wanted in ("ttl", "nt"):
        raise UsageError(f"a SELECT gives no {wanted}", tip="use CONSTRUCT or DESCRIBE, or --format csv")
    if wanted == "csv":
        return formats.table_csv(found, graph.labels)
    if wanted == "json":
        return formats.to_json(found.variables, found.rows, graph.labels)
    from .tables import draw

    graph.labels.load(cell for row in found for cell in row)
    rows = [["" if cell is None else graph.labels.of(cell) for cell in row] for row in found]
    return draw(found.variables, rows)
