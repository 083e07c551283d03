"""A drawn table, fitted to the width of the reader's terminal."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence

from ..printable import blank, printable
from .options import Options

_WIDTH = 120
"""Columns without a terminal."""
_ACRONYM = re.compile(r"(?=[^,]*[A-Z][^,]*[A-Z])([A-Z][\w/-]{1,11}), \D")


def draw(headings: Sequence[str], rows: Iterable[Sequence[str]], options: Options, title: str | None = None) -> str:
    """Return a drawn table, as wide as the terminal; with colours if the options request them."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(short(cell), blank, keep="\n")) for cell in row))
    out = io.StringIO()
    width = options.width or _WIDTH
    Console(file=out, width=width, force_terminal=options.colours, highlight=False).print(table)
    return out.getvalue()


def short(label: str) -> str:
    """Return the acronym of a label that begins with one, to keep tables narrow.

    >>> short("DORN, Detection of Outgassing Radon"), short("Moscow, Russia"), short("Queqiao")
    ('DORN', 'Moscow, Russia', 'Queqiao')
    """
    found = _ACRONYM.match(label)
    return found[1] if found else label
