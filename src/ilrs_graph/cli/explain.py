"""`ilrs-graph explain`."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from .options import chosen, deliver, opened, result, when, where

if TYPE_CHECKING:
    from ..explanation import Explanation

FORMATS = ("text", "json", "dot", "svg")
_SUFFIXES = {"txt": "text", "gv": "dot"}
_PIPED_WIDTH = 110  # columns of a line where there is no terminal


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
@result(FORMATS)
@when
@where
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
    wanted = chosen(form or of_suffix(output), output, FORMATS, "text")
    explanation = opened(root, as_of).explain(subject, predicate, value)
    deliver(written(explanation, wanted), output)
    if not explanation.holds:
        sys.exit(1)


def of_suffix(output: str | None) -> str | None:
    """Return the format of a suffix that has another name; a terminal gets text, as a pipe does."""
    if output is None:
        return "text"
    return _SUFFIXES.get(output.rpartition(".")[2].lower())


def written(explanation: Explanation, form: str) -> str:
    """Return an explanation in one of the formats."""
    if form == "json":
        from ..render.explanation_json import as_json

        return as_json(explanation)
    if form == "dot":
        from ..render.explanation_dot import as_dot

        return as_dot(explanation)
    if form == "svg":
        from ..render.explanation_svg import as_svg

        return as_svg(explanation)
    from ..render.explanation_text import as_text

    return as_text(explanation, shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns)
