"""`ilrs-graph query`."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import InputError, QueryError, UsageError
from ..render import Options, formats_of
from ..render.compressed import content_path
from .options import (
    arrangement,
    arrangement_options,
    build_options,
    endpoint_option,
    labels_option,
    no_rows_of,
    open_graph,
    output_options,
    pick_format,
    root_option,
    timeout_option,
    write_output,
)

if TYPE_CHECKING:
    from ..engine import Result, Table
    from ..files.root import Root
    from ..render import Format


@click.command(
    name="query",
    epilog="""\b
Examples:
  ilrs-graph query 'SELECT ?m { ?m a ilrs:FarSideMission }'
  ilrs-graph query partners.rq -o partners.csv
  ilrs-graph query partners.rq -o partners.srj.gz
  ilrs-graph query 'SELECT * { ?x a ilrs:Mission ; ilrs:launchDate ?day }' --sort -day --limit 10
  echo 'ASK { mission:change-5 ilrs:hasPartner agent:esa }' | ilrs-graph query -
  ilrs-graph query 'DESCRIBE mission:change-6' -o change-6.ttl""",
)
@click.argument("text", metavar="FILE|-|'SELECT ...'")
@arrangement_options
@labels_option
@output_options("table", "triples")
@build_options
@endpoint_option
@timeout_option
@root_option
def command(
    text: str,
    no_labels: bool,
    format_name: str | None,
    output: str | None,
    as_of: str | None,
    endpoint: str | None,
    root: str | None,
) -> None:
    """Run a SPARQL 1.1 query over the merged graph (data, ontology and inferred triples).

    Declarations of well-known prefixes are optional. SELECT returns a table, ASK true or false, CONSTRUCT and DESCRIBE
    Turtle. The formats srj, srx, sparql-csv and tsv are the SPARQL 1.1 results in JSON, XML, CSV and TSV.
    queries/README.md has a table of differences from SPARQL 1.1.
    """
    given = stdin() if text == "-" else None  # read before the clock starts
    graph = open_graph(root, as_of, endpoint)
    sparql = read(text, graph.root) if given is None else given
    try:
        found = graph.query(sparql)
    except QueryError as error:
        raise in_file(error, "stdin" if given is not None else "" if sparql is text else text) from None
    wanted = format_of(found, format_name, output)
    if isinstance(found, (bool, list)):
        no_rows_of("the result of this query")
        write_output(found, wanted, output)
        return
    shown: Table = found
    options = Options(labels=graph.labels, total=len(found), no_labels=no_labels)
    if wanted.name in ("csv", "json") and not no_labels:
        from ..questions.columns import node_columns

        options = options._replace(things=node_columns(sparql, graph.engine))
    if (rows := arrangement()) is not None:
        from ..questions.arrangement import arranged_table

        shown = arranged_table(found, rows, graph.labels)
        options = options._replace(all_columns=bool(rows.columns))
    write_output(shown, wanted, output, options)


def in_file(error: QueryError, name: str) -> QueryError:
    """Return the error of a query in the file `name`, with its place in the file if it has one.

    >>> from ilrs_graph.errors import Place
    >>> print(in_file(QueryError("line 1, column 5: no", place=Place("", 1, 5), what="no"), "a.rq"))
    a.rq:1:5: no
    """
    if not name or error.place is None:
        return error
    return QueryError(f"{error.place._replace(file=name)}: {error.what}", tip=error.tip)


def stdin() -> str:
    """Return the query on standard input.

    Raises:
        InputError: it is not UTF-8.
    """
    from ..files.parsing import read_text

    return read_text(Path("stdin"), sys.stdin.buffer.read())


def read(text: str, root: Root) -> str:
    """Return the query: the text itself, or the content of the file it names.

    Raises:
        InputError: a file that is missing or unreadable.
        UsageError: the text names a saved question of `root`.
    """
    from ..files.parsing import read_text

    if not text or re.search(r"[{\s]", text):
        return text
    path = Path(text)
    if not os.path.exists(path):  # noqa: PTH110  (Path.exists raises where the name is too long)
        if text in (file.stem for file in root.queries):
            raise UsageError(f"{text} is a saved question, not a query", tip=f"ilrs-graph ask {text}")
        raise InputError(f"{text}: no such file", tip="give a file, - for standard input, or the query in quotes")
    return read_text(path)


def format_of(found: Result, name: str | None, output: str | None) -> Format:
    """Return the format for the result of a query.

    Raises:
        UsageError: the requested format does not support the result of this query.
    """
    if isinstance(found, bool):
        own = formats_of("boolean")
        suffix = "" if output is None else content_path(Path(output)).suffix.lower()
        fitting = [each for each in own if name == each.name or (not name and suffix in each.suffixes)]
        return (fitting or own)[0]
    if isinstance(found, list):
        return pick_format("triples", name=name, output=output, piped="ttl")
    wanted = pick_format("table", "triples", name=name, output=output, piped="csv")
    if wanted not in formats_of("table"):
        raise UsageError(
            f"a SELECT result cannot be written as {wanted.name}", tip="use CONSTRUCT or DESCRIBE, or --format csv"
        )
    return wanted
