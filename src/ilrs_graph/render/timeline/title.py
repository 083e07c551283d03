"""The title of a timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def title(things: Sequence[str], as_of: date | None) -> str:
    """Return the title of a timeline of some things; it names three at most.

    >>> title(["Chang'e 6"], None), title(list("abcd"), None)
    ("Plans and events of Chang'e 6", 'Plans and events of a, b, c and 1 more')
    """
    more = f" and {len(things) - 3} more" if len(things) > 3 else ""
    of = f" of {', '.join(things[:3])}{more}" if things else ""
    then = f", as known on {as_of} as far as the cited sources show" if as_of else ""
    return f"Plans and events{of}{then}"
