"""What XML 1.0 can hold: the characters of its documents, and the names of its elements."""

from __future__ import annotations

import re
from functools import lru_cache

from .namespaces import RDF

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that no XML 1.0 document can hold, also not as a reference (production Char)."""

# The letters that the fourth and the fifth edition of XML 1.0 both allow in names.
_LETTERS = "A-Za-z_À-ÖØ-öø-ÿ一-龥"
_NAME = re.compile(f"[{_LETTERS}][{_LETTERS}0-9.-]*")
_TAIL_REVERSED = re.compile("[A-Za-z0-9._\x80-\U0010ffff-]*")
_SYNTAX_TERMS = (
    "Description", "ID", "RDF", "about", "aboutEach", "aboutEachPrefix", "bagID", "datatype", "li", "nodeID",
    "parseType", "resource",
)  # fmt: skip
_RESERVED = {RDF + name for name in _SYNTAX_TERMS}
_XMLNS = "http://www.w3.org/2000/xmlns/"  # XML forbids declaring it


@lru_cache(maxsize=1024)
def namespace_of(iri: str) -> str | None:
    """Return the part of an IRI before its local name, the longest XML name at its end.

    None if it ends in none, or is reserved: RDF/XML cannot write a property with this IRI.

    >>> namespace_of("http://example.org/mass"), namespace_of("http://example.org/6kg"), namespace_of("urn:a:6")
    ('http://example.org/', 'http://example.org/6', None)
    """
    tail = _TAIL_REVERSED.match(iri[::-1])
    name = tail[0][::-1].lstrip("0123456789.-") if tail else ""
    namespace = iri.removesuffix(name)
    return None if not _NAME.fullmatch(name) or namespace == _XMLNS or iri in _RESERVED else namespace
