"""`ilrs-graph explain`."""

from __future__ import annotations

import sys

import click

from ..errors import UsageError
from ..render import Options
from ..render.options import SHORT
from .options import (
    build_options,
    language_option,
    open_graph,
    output_options,
    pick_format,
    root_option,
    timeout_option,
    write_output,
)


@click.command(
    name="explain",
    epilog="""\b
Examples:
  ilrs-graph explain change-6 a FarSideMission
  ilrs-graph explain change-6 hasPartner cnes
  ilrs-graph explain "Chang'e 6" "launch date" 2024-05-03
  ilrs-graph explain change-6 hasPartner shanghai-jiao-tong-university
  ilrs-graph explain change-6 hasPartner cnes --depth all
  ilrs-graph explain change-6 hasPartner cnes -o why.svg
  ilrs-graph explain change-6 hasPartner cnes --format ris""",
)
@click.argument("subject")
@click.argument("predicate")
@click.argument("value", metavar="OBJECT")
@click.option(
    "--depth",
    metavar="N|all",
    default=str(SHORT),
    show_default=True,
    callback=lambda _ctx, _parameter, value: read_depth(value),
    help="Levels of the proof in text; all: whole, with bookkeeping, CURIEs and every source.",
)
@output_options("explanation")
@language_option
@build_options
@timeout_option
@root_option
def command(
    subject: str,
    predicate: str,
    value: str,
    depth: int | None,
    format_name: str | None,
    output: str | None,
    as_of: str | None,
    root: str | None,
) -> None:
    """Explain why SUBJECT PREDICATE OBJECT holds: axioms and rules, down to lines of files and sources.

    Each argument is a name, slug, CURIE or IRI; `a` means rdf:type; OBJECT may be a literal such as 2024-05-03 or
    '"嫦娥六号"@zh'. If the fact does not hold, the output lists the conditions that fail in the rules closest to
    deriving it, and the exit code is 1.

    The text begins with at most three sentences: what holds, by which rule and on which sources, or what does not
    hold and why. Below is the proof in short form, without the sort keys by which claims are ranked. The other
    formats always have the whole proof.
    """
    wanted = pick_format("explanation", name=format_name, output=output, piped="text")
    explanation = open_graph(root, as_of).explain(subject, predicate, value)
    write_output(explanation, wanted, output, Options(depth=depth))
    if not explanation.holds:
        sys.exit(1)


def read_depth(text: str) -> int | None:
    """Return a number of levels, None for "all".

    >>> read_depth("3"), read_depth("all")
    (3, None)

    Raises:
        UsageError: it is neither.
    """
    if text == "all":
        return None
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f"--depth: {text!r} is not a number of levels", tip="write --depth 3 or --depth all")
    return int(text)
