"""A table in Markdown, as GitHub Flavored Markdown has it (section 4.10)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..printable import blank, printable

_MARKUP = re.compile(r"(https?://[^\s<>|\\]+)|([\\`*_{}\[\]<>#|~])")


def markdown_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table; a line end within a cell becomes a space.

    >>> print(markdown_table(["Mission", "Note"], [("Chang'e 6", "a|b")]), end="")
    | Mission | Note |
    | --- | --- |
    | Chang'e 6 | a\|b |
    """
    head, *body = ([markdown_text(cell) for cell in row] for row in (headings, *rows))
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, ["---"] * len(head), *body))


def markdown_text(text: str) -> str:
    r"""Return a text in which no character has a meaning in Markdown or HTML; addresses stay as they are.

    >>> print(markdown_text("*<b>*"))
    \*\<b\>\*
    """
    return _MARKUP.sub(lambda found: found[1] or f"\\{found[2]}", printable(text, blank))
