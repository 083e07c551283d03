"""An answer as CSV; if sources are requested, the last column has their addresses, separated by spaces."""

from __future__ import annotations

from ...questions.answer import Answer
from ..csv_text import csv_text
from ..language import in_language
from ..options import Options
from ..table.csv import cells


def write(answer: Answer, options: Options) -> str:
    """Return the answer as CSV."""
    answer, options = in_language(answer, options)
    options = options._replace(things=answer.node_columns)
    lines = cells(list(answer.columns), [tuple(row.values()) for row in answer.terms()], answer.labels, options)
    if options.sources:
        found = ["sources", *(" ".join(c.url or c.iri for c in row.sources) for row in answer.rows)]
        lines = [[*line, cell] for line, cell in zip(lines, found, strict=True)]
    return csv_text(lines)
