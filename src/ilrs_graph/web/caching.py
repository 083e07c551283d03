"""What need not be computed or sent again: an answer depends on the snapshot, the address and the form alone."""

from __future__ import annotations

import os
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from email.utils import formatdate, parsedate_to_datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

_CHANGING = re.compile(r"(?<![?$:])\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b", re.IGNORECASE)
"""Functions whose value is another one each time; a variable or a local name may be called so."""
MAX_AGE_S = 60


def etag(snapshot: str, *parts: str) -> str:
    """Return a weak entity tag (RFC 9110, section 8.8.3) of an address and the chosen form.

    The header Accept is no part of it: two clients that get the same form share the tag.

    >>> etag("a", "/sparql", "text/csv") == etag("a", "/sparql", "text/turtle")
    False
    """
    digest = sha256("\n".join((snapshot, *parts)).encode()).hexdigest()
    return f'W/"{digest[:32]}"'


def matches(if_none_match: str, tag: str) -> bool:
    """Return whether the header If-None-Match has the tag, by the weak comparison of RFC 9110.

    >>> matches('"x", W/"a"', 'W/"a"'), matches('"a"', 'W/"a"'), matches("", 'W/"a"')
    (True, True, False)
    """
    held = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    return tag.removeprefix("W/") in held


class Validators(NamedTuple):
    """What tells whether a client's copy of an answer is current: an entity tag, and seconds of Unix time."""

    tag: str
    modified: int

    @property
    def headers(self) -> dict[str, str]:
        """The headers of the answer, also of one without a body.

        >>> Validators('W/"a"', 0).headers["Last-Modified"]
        'Thu, 01 Jan 1970 00:00:00 GMT'
        """
        modified = formatdate(self.modified, usegmt=True)
        caching = {"Cache-Control": f"public, max-age={MAX_AGE_S}", "Vary": "Accept"}
        return {"ETag": self.tag, "Last-Modified": modified, **caching}

    def met_by(self, headers: Mapping[str, str]) -> bool:
        """Return whether the headers of a request, in lower case, say that its client has this answer.

        The date counts only without a tag (RFC 9110, section 13.2.2).
        """
        if "if-none-match" in headers:
            return matches(headers["if-none-match"], self.tag)
        try:
            since = parsedate_to_datetime(headers.get("if-modified-since", ""))
        except ValueError:
            return False
        return since.timestamp() >= self.modified


def last_change(folders: Iterable[Path]) -> int:
    """Return when a file or folder below some folders changed last, in seconds of Unix time."""
    found = [0.0]
    for where in (where for folder in folders for where in _below(folder)):
        with suppress(OSError):  # it was removed meanwhile
            found.append(where.stat().st_mtime)
    return int(max(found))


def _below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield Path(where)
        yield from (Path(where) / name for name in names)


def is_constant(query: str) -> bool:
    """Return whether a query gives the same answer each time; if in doubt, it does not.

    >>> is_constant("ASK {}"), is_constant("SELECT (NOW() AS ?now) {}"), is_constant("SELECT ?now {}")
    (True, False, True)
    """
    return _CHANGING.search(query) is None


class Rendered:
    """Bodies that were made, by key; the least recently used go first where they are larger than `most` bytes together.

    >>> held = Rendered(10)
    >>> held.put("a", b"123456"); held.put("b", b"123456"); held.get("a"), held.get("b")
    (None, b'123456')
    """

    def __init__(self, most: int = 64_000_000) -> None:
        self._most, self.size = most, 0
        self._held: OrderedDict[str, bytes] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: str) -> bytes | None:
        """Return the body of a key, None if it is not held."""
        if key in self._held:
            self._held.move_to_end(key)
        return self._held.get(key)

    def put(self, key: str, body: bytes) -> None:
        """Hold a body."""
        self.size += len(body) - len(self._held.pop(key, b""))
        self._held[key] = body
        while self.size > self._most:
            self.size -= len(self._held.popitem(last=False)[1])
