"""What a search finds as rows: group, name, title, kind and command, for other programs."""

from __future__ import annotations

from ...search import Found
from ..options import Options
from ..table import csv as rows_csv
from ..table import json as rows_json
from ..table import markdown as rows_markdown


def csv(found: Found, options: Options) -> str:
    """Return both groups as CSV."""
    return rows_csv.write(found.table(), options)


def json(found: Found, options: Options) -> str:
    """Return both groups as JSON."""
    return rows_json.write(found.table(), options)


def markdown(found: Found, options: Options) -> str:
    """Return both groups as a Markdown table."""
    return rows_markdown.write(found.table(), options)
