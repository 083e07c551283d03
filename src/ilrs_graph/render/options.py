"""How a reader wants a result written: what a form may ask for beside the result itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..namespaces import PREFIXES

if TYPE_CHECKING:
    from ..names.labels import Labels


class Options(NamedTuple):
    """What a form may ask for; each form takes what concerns it and leaves the rest.

    `width` is in columns of a terminal, 0 where there is none: each form has its own default. `colours` tells that
    the reader is a terminal. `labels` names the things of a table, which brings no names of its own. `sources` asks
    for the sources of an answer, `title` heads a picture, `fail_on` is the mildest severity that counts as a failure
    in a report, and `prefixes` are those of an RDF document.
    """

    width: int = 0
    colours: bool = False
    labels: Labels | None = None
    sources: bool = False
    title: str = ""
    fail_on: str = "violation"
    prefixes: Mapping[str, str] = PREFIXES


DEFAULTS = Options()
"""Options of a reader who asks for nothing."""
