"""The page that says why a request is not answered, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..language import say

_HEADINGS = {
    400: "This cannot be answered as asked",
    404: "Nothing is at this address",
    405: "This address is only read",
    413: "This is too large",
    414: "This is too large",
    429: "Please try again later",
    503: "Please try again later",
    504: "This took too long",
    500: "Something went wrong here",
}


class Refusal(NamedTuple):
    """What the page shows: the status of HTTP, what is wrong, what to do, and names with addresses that are near."""

    status: int
    detail: str
    tip: str = ""
    near: Sequence[tuple[str, str]] = ()


def heading(status: int, language: str) -> str:
    """Return the heading of the page for a status.

    >>> heading(404, "en"), heading(418, "en")
    ('Nothing is at this address', 'This request is refused')
    """
    return say(_HEADINGS.get(status, "This request is refused"), language)
