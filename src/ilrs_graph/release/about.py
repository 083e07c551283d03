"""What a release says of itself: the facts that its descriptions repeat in their own forms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..export.description import CREATOR, LICENCE, TITLE, version
from ..namespaces import BASE
from .contents import Sized

DESCRIPTION = {
    "en": "Missions to the Moon and their partners, payloads, agreements and samples, with who said what, when. "
    "Every fact reaches the pages that support it.",
    "zh": "月球任务及其合作伙伴、载荷、协议与样品，以及何人何时说了什么。每条事实都可追溯到支持它的网页。",
}
KEYWORDS = ("Moon", "lunar exploration", "ILRS", "space missions", "international cooperation", "knowledge graph")


class About(NamedTuple):
    """The release: the day of the last edit, the version of the ontology, counts, files, and where it is published."""

    edited: date | None
    ontology: str
    triples: int
    things: int
    files: Sequence[Sized] = ()
    base: str = ""

    @property
    def version(self) -> str:
        """The version of the data, as CalVer; "undated" for data without edits."""
        return "undated" if self.edited is None else version(self.edited)

    @property
    def address(self) -> str:
        """The address of the folder, which ends in a slash; without `base`, a name below w3id.org that may not resolve.

        >>> About(date(2026, 1, 5), "0.1.0", 1, 1).address
        'https://w3id.org/ilrs-graph/release/2026.01.05/'
        """
        return f"{(self.base or BASE + 'release').rstrip('/')}/{self.version}/"

    def file(self, name: str) -> str:
        """Return the address of a file."""
        return self.address + name


__all__ = ["CREATOR", "DESCRIPTION", "KEYWORDS", "LICENCE", "TITLE", "About"]
