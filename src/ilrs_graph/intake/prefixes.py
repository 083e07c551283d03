"""Well-known prefixes for a piece of Turtle that was pasted without them."""

from __future__ import annotations

import re

from ..namespaces import PREFIXES

_USED = re.compile(rb"(?<![\w:<#/-])([a-z][a-z0-9-]*):")
_DECLARED = re.compile(rb"@?prefix\s+([\w-]*)\s*:", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"


def with_prefixes(content: bytes) -> tuple[bytes, int]:
    """Return Turtle or TriG with the well-known prefixes that it uses and does not declare, on its first line.

    The second value is the number of characters that come before the first line; all other lines stay.

    >>> with_prefixes(b"mission:a a ilrs:Mission .")[0].decode().count("@prefix")
    2
    >>> with_prefixes(b"@prefix ilrs: <urn:x#> . <urn:a> a ilrs:Mission .")[1]
    0
    """
    text = content.removeprefix(_BOM)
    used = {name.decode() for name in _USED.findall(text)} - {name.decode() for name in _DECLARED.findall(text)}
    head = "".join(f"@prefix {name}: <{PREFIXES[name]}> . " for name in sorted(used & PREFIXES.keys()))
    return head.encode() + text if head else content, len(head)
