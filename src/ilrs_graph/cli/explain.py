"""`ilrs-graph explain`."""

from __future__ import annotations

import sys

import click

from .options import build_options, open_graph, output_options, pick_format, root_option, write_output


@click.command(
    name="explain",
    epilog="""\b
Examples:
  ilrs-graph explain change-6 a FarSideMission
  ilrs-graph explain change-6 hasPartner cnes
  ilrs-graph explain "Chang'e 6" "launch date" 2024-05-03
  ilrs-graph explain change-6 hasPartner shanghai-jiao-tong-university
  ilrs-graph explain change-6 hasPartner cnes -o why.svg""",
)
@click.argument("subject")
@click.argument("predicate")
@click.argument("value", metavar="OBJECT")
@output_options("explanation")
@build_options
@root_option
def command(
    subject: str,
    predicate: str,
    value: str,
    form: str | None,
    output: str | None,
    as_of: str | None,
    root: str | None,
) -> None:
    """Say why SUBJECT PREDICATE OBJECT holds: by axioms and rules, down to lines of files and sources.

    Each is a label, slug, CURIE or IRI; a is "is of the class"; OBJECT may be a literal such as 2024-05-03 or
    '"嫦娥六号"@zh'. Where the fact does not hold, what the nearest rules miss is told, and the exit code is 1.
    """
    wanted = pick_format("explanation", name=form, output=output, piped="text")
    explanation = open_graph(root, as_of).explain(subject, predicate, value)
    write_output(explanation, wanted, output)
    if not explanation.holds:
        sys.exit(1)
