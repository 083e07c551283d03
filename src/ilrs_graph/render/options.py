"""Options for writing a result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..namespaces import PREFIXES

if TYPE_CHECKING:
    from ..names.labels import Labels

SHORT = 2
"""How many levels the short form of an explanation has below the fact."""


class Options(NamedTuple):
    """Options for all formats; a format ignores those that do not apply to it.

    `width` is the width of the terminal in columns; 0 selects the default of the format. `colours` is true for
    output to a terminal. `labels` supplies the labels of things in a table. `sources` adds the sources to an answer,
    `title` is the title of a picture, `fail_on` is the lowest severity that counts as a failure in a report, and
    `prefixes` are those of an RDF document. `language` is that of labels, headings and words, "en" or "zh".
    `all_columns` keeps columns in which all rows say the same, and `total` is the number of rows of which some are
    shown, 0 for as many as there are. `things` are the columns of a table that hold things, whatever its rows are, and
    `no_labels` leaves out the columns of labels in CSV and JSON. `words_beside` writes dates and speakers into a
    picture. `depth` is the number of levels that the text of an explanation has below the fact, None for the whole
    proof. `spreadsheet` marks text in CSV that a spreadsheet would take for a formula.
    """

    width: int = 0
    colours: bool = False
    labels: Labels | None = None
    sources: bool = False
    title: str = ""
    fail_on: str = "violation"
    prefixes: Mapping[str, str] = PREFIXES
    language: str = "en"
    all_columns: bool = False
    total: int = 0
    things: frozenset[str] = frozenset()
    no_labels: bool = False
    words_beside: bool = False
    depth: int | None = SHORT
    spreadsheet: bool = False


DEFAULTS = Options()
"""The default options."""
