"""Writes a template to fill in."""

from __future__ import annotations

import csv
import io

from .model import Template


def template_csv(template: Template) -> str:
    """Return a header, a row of notes that begins with #, and an example row from the graph.

    >>> from ilrs_graph.templates import TEMPLATES
    >>> template_csv(TEMPLATES["membership"]).splitlines()[0]
    'member,programme,label_en,announced_by,confirmed_by,sources'
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in template.columns])
    notes = [column.note + (" (required)" if column.required else "") for column in template.columns]
    writer.writerow([f"# {notes[0]}", *notes[1:]])
    writer.writerow([template.example.get(column.name, "") for column in template.columns])
    return text.getvalue()
