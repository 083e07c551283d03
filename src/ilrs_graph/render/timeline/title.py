"""The title of a timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...dates.words import date_text
from ...language import say


def title(things: Sequence[str], as_of: date | None, language: str = "en") -> str:
    """Return the title of a timeline of some things; it names three at most.

    >>> title(["Chang'e 6"], None), title(list("abcd"), None)
    ("Plans and events of Chang'e 6", 'Plans and events of a, b, c and 1 more')
    """
    names = say(", ", language).join(things[:3])
    if len(things) > 3:
        names = say("{names} and {n} more", language, names=names, n=len(things) - 3)
    words = say("Plans and events of {names}", language, names=names) if things else say("Plans and events", language)
    day = str(as_of) if language == "en" else date_text(str(as_of), language)
    return words + (say(", as known on {day} as far as the cited sources show", language, day=day) if as_of else "")
