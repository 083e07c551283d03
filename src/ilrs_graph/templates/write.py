"""Writes a template to fill in; the values that its notes list are those of the ontology."""

from __future__ import annotations

import csv
import io

from ..files.root import Root
from .allowed import Allowed, allowed_in
from .model import Column, Template


def template_csv(template: Template, root: Root | None = None) -> str:
    """Return a header, a row of notes that begins with #, and an example row from the graph.

    The notes list the concepts and classes that the ontology of `root` (default: the bundled one) allows.

    Raises:
        InputError: a file of the ontology cannot be read or parsed.

    >>> from ilrs_graph.templates import TEMPLATES
    >>> head, notes, _ = csv.reader(io.StringIO(template_csv(TEMPLATES["outcome-claim"])))
    >>> head[1], notes[1]
    ('outcome', 'how it ended: failure, partial or success (required)')
    """
    allowed = allowed_in(root or Root.find())
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in template.columns])
    notes = [_note(column, allowed) for column in template.columns]
    writer.writerow([f"# {notes[0]}", *notes[1:]])
    writer.writerow([template.example.get(column.name, "") for column in template.columns])
    return text.getvalue()


def _note(column: Column, allowed: Allowed) -> str:
    *others, last = allowed.values(column.read) or [""]
    listed = f"{', '.join(others)} or {last}" if others else last
    return column.note + (f": {listed}" if listed else "") + (" (required)" if column.required else "")
