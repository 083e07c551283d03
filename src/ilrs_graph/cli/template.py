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
  ilrs-graph template mission -o missions.csv
  ilrs-graph template contribution -o contributions.csv
  ilrs-graph template date-claim > dates.csv""",
)
@click.argument("kind", required=False)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE atomically.")
@root_option
def command(kind: str | None, output: str | None, root: str | None) -> None:
    """Write a template (CSV, UTF-8): a header, a row of notes, and an example row taken from the graph.

    Without KIND, list the templates. The notes list the values that the ontology allows. Fill in rows in any
    spreadsheet with cells formatted as text, save as CSV (UTF-8), and pass the file to `ilrs-graph check` and
    `ilrs-graph add`, together with others whose things it names. Name a thing by slug, CURIE, IRI or label, also one
    that another file of the batch describes; separate several values in a cell by |; write a date as 2027, 2027-05,
    2027-05-01, 2027/.. (no earlier than 2027) or ../2030 (by 2030). Rows that begin with # are ignored, and optional
    columns may be omitted.

    Exit code 0: done; 2: unknown template; 3: a file of the ontology cannot be read, or the file cannot be written.
    """
    from ..files.root import Root
    from ..templates import TEMPLATES, template_csv

    if kind is None:
        width = max(map(len, TEMPLATES))
        write_content("".join(f"{name:{width}}  {t.about}\n" for name, t in TEMPLATES.items()), output)
        return
    if kind not in TEMPLATES:
        raise UnknownName("template", kind, TEMPLATES, tip="available templates: " + ", ".join(TEMPLATES))
    given = root or (click.get_current_context().find_root().obj or {}).get("root")
    write_content(template_csv(TEMPLATES[kind], Root.find(given)), output)
