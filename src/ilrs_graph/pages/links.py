"""How one page refers to another: as a server's path, or as a file beside it.

>>> Served("/graph")("/id/mission/change-6"), Files("/id/mission/change-6")("/ask/launch-dates")
('/graph/id/mission/change-6', '../../ask/launch-dates.html')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from urllib.parse import quote, urlencode


class Links(Protocol):
    """Makes the references of one page; `live` is true if a server answers: for forms and other languages and days."""

    @property
    def live(self) -> bool:
        """Whether a server answers."""

    def __call__(self, address: str, arguments: Mapping[str, str] | None = None) -> str:
        """Return the reference to the page of an address, which may have a place after `#`."""

    def file(self, address: str) -> str:
        """Return the reference to a file that is no page, such as a style sheet."""


class Served:
    """References of pages on a server, below a path; `origin` is its scheme and host, for commands to copy."""

    live = True

    def __init__(self, base: str = "", origin: str = "") -> None:
        self._base, self.origin = base.rstrip("/"), origin

    def __call__(self, address: str, arguments: Mapping[str, str] | None = None) -> str:
        """Return the path of a page, with its arguments."""
        page, mark, place = address.partition("#")
        return self.file(page) + (f"?{urlencode(arguments)}" if arguments else "") + mark + quote(place)

    def file(self, address: str) -> str:
        """Return the path of a file."""
        return self._base + quote(address)


class Files:
    """References between files in one folder; `address` is that of the page that refers."""

    live = False

    def __init__(self, address: str) -> None:
        self._address = address
        self._up = "../" * file_of(address).count("/")

    def __call__(self, address: str, arguments: Mapping[str, str] | None = None) -> str:  # noqa: ARG002
        """Return the relative path of the file of a page; arguments are left out, since no server reads them."""
        page, mark, place = address.partition("#")
        if page == self._address and place:
            return f"#{quote(place)}"
        return self.file("/" + file_of(page)) + mark + quote(place)

    def file(self, address: str) -> str:
        """Return the relative path of a file."""
        return self._up + quote(address.lstrip("/"))


def file_of(address: str) -> str:
    """Return the file of the page of an address, below the folder of the site.

    >>> file_of("/"), file_of("/ask/launch-dates")
    ('index.html', 'ask/launch-dates.html')
    """
    return (address.strip("/") or "index") + ".html"
