"""`ilrs-graph template`."""

from __future__ import annotations

import click

from ..errors import UnknownName
from .options import root_option, write_content


@click.command(
    name="template",
    epilog="""\b
Examples:
  ilrs-graph template
  ilrs-graph template contribution -o contributions.csv
  ilrs-graph template date-claim > dates.csv""",
)
@click.argument("kind", required=False)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all.")
@root_option
def command(kind: str | None, output: str | None, root: str | None) -> None:  # noqa: ARG001 - every verb takes it
    """Write a sheet to fill in (CSV, UTF-8): a header, a row of notes, and a row that is true in the graph.

    Without KIND, list the kinds. Fill in rows in any spreadsheet, with cells formatted as text, save as CSV (UTF-8),
    then `ilrs-graph check` and `ilrs-graph add` take the file. A thing is named by slug, CURIE, IRI or exact label;
    several values of a cell are separated by |; a date is 2027, 2027-05, 2027-05-01, 2027/.. (no earlier) or
    ../2030 (by). Rows that begin with # are passed over, and columns that are not required may be left out.

    Exit code 0: done; 2: no such kind; 3: the file cannot be written.
    """
    from ..templates import TEMPLATES, template_csv

    if kind is None:
        width = max(map(len, TEMPLATES))
        write_content("".join(f"{name:{width}}  {t.about}\n" for name, t in TEMPLATES.items()), output)
        return
    if kind not in TEMPLATES:
        raise UnknownName("template", kind, TEMPLATES, tip="one of " + ", ".join(TEMPLATES))
    write_content(template_csv(TEMPLATES[kind]), output)
