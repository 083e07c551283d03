"""An answer as CSV; if sources are requested, columns with their strength and, last, their addresses follow.

The addresses are separated by spaces. Without sources the columns are those of the question alone.
"""

from __future__ import annotations

from ...questions.answer import Answer, Row
from ...questions.strength import STRENGTH
from ..csv_text import as_text, csv_text
from ..language import in_language
from ..options import Options
from ..table.csv import cells


def write(answer: Answer, options: Options) -> str:
    """Return the answer as CSV."""
    answer, options = in_language(answer, options)
    options = options._replace(things=answer.node_columns)
    lines = cells(list(answer.columns), [tuple(row.values()) for row in answer.terms()], answer.labels, options)
    if options.sources:
        shown = len(STRENGTH) - options.no_labels
        found = [[*STRENGTH[:shown], "sources"], *(_cells(row, shown) for row in answer.rows)]
        lines = [[*line, *cells] for line, cells in zip(lines, found, strict=True)]
    return csv_text([list(map(as_text, line)) for line in lines] if options.spreadsheet else lines)


def _cells(row: Row, shown: int) -> list[str]:
    strength = ["" if cell is None else str(cell) for cell in row.strength.cells()[:shown]]
    return [*strength, " ".join(c.url or c.iri for c in row.sources)]
