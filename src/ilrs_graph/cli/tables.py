"""Tables for a terminal, fitted to its width; plain ones for --format table in a pipe."""

from __future__ import annotations

import io
import re
import shutil
import sys
from collections.abc import Iterable, Sequence


def draw(headings: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None) -> str:
    """Return a drawn table; coloured on a terminal, and as wide as it."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_plain(short(cell))) for cell in row))
    out = io.StringIO()
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((120, 24)).columns
    Console(file=out, width=width, force_terminal=terminal, highlight=False).print(table)
    return out.getvalue()


_ACRONYM = re.compile(r"(?=[^,]*[A-Z][^,]*[A-Z])([A-Z][\w/-]{1,11}), \D")


def short(label: str) -> str:
    """Return the acronym of a label that begins with one, to keep tables narrow.

    >>> short("DORN, Detection of Outgassing Radon"), short("Moscow, Russia"), short("Queqiao")
    ('DORN', 'Moscow, Russia', 'Queqiao')
    """
    found = _ACRONYM.match(label)
    return found[1] if found else label


def _plain(cell: str) -> str:
    """Return text from data without control characters, which must not reach the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in cell)
