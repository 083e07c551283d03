"""How one page refers to another: as a server's path, or as a file beside it.

>>> Served("/graph")("/id/mission/change-6"), Files("/id/mission/change-6")("/ask/launch-dates")
('/graph/id/mission/change-6', '../../ask/launch-dates.html')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol
from urllib.parse import quote, urlencode

PLAIN = (".atom", ".xml")
"""The suffixes of pages that are no HTML."""


class Links(Protocol):
    """Makes the references of one page; `live` is true if a server answers: for forms and other languages and days."""

    @property
    def live(self) -> bool:
        """Whether a server answers."""

    @property
    def kept(self) -> dict[str, str]:
        """The arguments that references to pages keep."""

    @property
    def shown(self) -> Shown:
        """What the page shows."""

    def __call__(self, address: str, arguments: Mapping[str, str] | None = None) -> str:
        """Return the reference to the page of an address, which may have a place after `#`."""

    def file(self, address: str) -> str:
        """Return the reference to a file that is no page, such as a style sheet."""

    def report(self, about: str) -> str:
        """Return where a fault is reported, "" for nowhere."""


class Shown(NamedTuple):
    """What a page on a server shows, for its own forms.

    Args:
        arguments: those of its address.
        as_of: the day of knowledge that the address asks for, "" for none.
        until: the first day after it on which something became known, "" for none.
        days: whether the server shows other days.
    """

    arguments: Mapping[str, str] = {}
    as_of: str = ""
    until: str = ""
    days: bool = False


class Served:
    """References of pages on a server, below a path.

    Args:
        base: the path.
        origin: its scheme and host, for commands to copy.
        kept: the arguments that the references to pages keep: the language and the day of knowledge.
        shown: what the page shows.
        contact: where faults are reported: an address of the web or of mail.

    >>> Served("/graph", kept={"as_of": "2024-05-28"})("/ask/launch-dates#r1")
    '/graph/ask/launch-dates?as_of=2024-05-28#r1'
    """

    live = True

    def __init__(
        self, base: str = "", origin: str = "", *, kept: Mapping[str, str] | None = None, shown: Shown | None = None,
        contact: str = "",
    ) -> None:  # fmt: skip
        self._base, self.origin, self.kept = base.rstrip("/"), origin, dict(kept or {})
        self.shown, self._contact = shown or Shown(), contact

    def report(self, about: str) -> str:
        """Return where a fault of what is `about` is reported, "" for nowhere; a mail says what it is about.

        >>> Served(contact="mailto:ada@example.org").report("agent:cnsa")
        'mailto:ada@example.org?subject=agent%3Acnsa'
        """
        return f"{self._contact}?subject={quote(about, safe='')}" if _is_mail(self._contact) else self._contact

    def __call__(self, address: str, arguments: Mapping[str, str] | None = None) -> str:
        """Return the path of a page, with its arguments and those that are kept; "" for one leaves it out."""
        page, mark, place = address.partition("#")
        if not arguments and not self.kept:
            return self.file(page) + mark + quote(place)
        given = {name: value for name, value in {**(arguments or {}), **self._left(arguments)}.items() if value}
        return self.file(page) + (f"?{urlencode(given)}" if given else "") + mark + quote(place)

    def _left(self, arguments: Mapping[str, str] | None) -> dict[str, str]:
        return {name: value for name, value in self.kept.items() if name not in (arguments or {})}

    def file(self, address: str) -> str:
        """Return the path of a file."""
        return self._base + quote(address)


def _is_mail(contact: str) -> bool:
    return contact.startswith("mailto:") and "?" not in contact


class Files:
    """References between files in one folder; `address` is that of the page that refers."""

    live = False

    def __init__(self, address: str) -> None:
        self.kept, self.shown = dict[str, str](), Shown()
        self._address = address
        self._up = "../" * file_of(address).count("/")

    def __call__(self, address: str, arguments: Mapping[str, str] | None = None) -> str:  # noqa: ARG002
        """Return the relative path of the file of a page; arguments are left out, since no server reads them."""
        page, mark, place = address.partition("#")
        if page == self._address and place:
            return f"#{quote(place)}"
        return self.file("/" + file_of(page)) + mark + quote(place)

    def report(self, about: str) -> str:  # noqa: ARG002
        """Return "": nobody is named."""
        return ""

    def file(self, address: str) -> str:
        """Return the relative path of a file."""
        return self._up + quote(address.lstrip("/"))


def file_of(address: str) -> str:
    """Return the file of the page of an address, below the folder of the site.

    >>> file_of("/"), file_of("/ask/launch-dates"), file_of("/changes.atom")
    ('index.html', 'ask/launch-dates.html', 'changes.atom')
    """
    if address.endswith(PLAIN):
        return address.strip("/")
    return (address.strip("/") or "index") + ".html"
