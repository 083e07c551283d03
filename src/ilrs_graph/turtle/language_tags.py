"""Language tags as they are written: RDF compares them without regard to case, and the parser puts them in lower case.

To keep the spelling, each tag with capitals is replaced by a datatype that holds it before a text is parsed, and put
back afterwards. Two literals of a triple that differ only in the case of their tags are one literal (RDF 1.1 Concepts,
section 3.3): it has one spelling.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..namespaces import RDF
from .rows import LITERAL, Row
from .tokens import tokens

LANG_STRING = RDF + "langString"
_CAPITAL_BEHIND_AT = re.compile(b"@[a-z0-9-]*[A-Z]")


@dataclass(frozen=True)
class MarkedText:
    """A text of Turtle, TriG, N-Triples or N-Quads whose tags with capitals are datatypes that begin with `mark`.

    Without such tags, the text is unchanged and `mark` is "".
    """

    text: str
    mark: str

    def tag_in(self, datatype: str) -> str:
        """Return the tag that a datatype of this text holds; "" if it is a datatype."""
        return datatype.removeprefix(self.mark) if self.mark and datatype.startswith(self.mark) else ""

    def restored(self, row: Row) -> Row:
        """Return a row that was read from this text with its tag as it was written."""
        subject, predicate, (kind, value, datatype, _) = row
        tag = self.tag_in(datatype)
        return (subject, predicate, (kind, value, LANG_STRING, tag)) if tag else row


def has_capital_tags(content: bytes) -> bool:
    """Return whether a text may have a language tag with capitals: a cheap look that never misses one.

    >>> has_capital_tags(b"'x'@en"), has_capital_tags(b"'x'@en-GB"), has_capital_tags(b"'mail@Example.org'")
    (False, True, True)
    """
    return _CAPITAL_BEHIND_AT.search(content) is not None


def marked_tags(text: str) -> MarkedText:
    """Return a valid text with its tags with capitals replaced by datatypes.

    >>> marked_tags("<urn:a> <urn:p> 'x'@en .").text
    "<urn:a> <urn:p> 'x'@en ."
    >>> found = marked_tags("<urn:a> <urn:p> 'x'@en-GB .")
    >>> found.text == f"<urn:a> <urn:p> 'x'^^<{found.mark}en-GB> ."
    True
    """
    if not has_capital_tags(text.encode()):  # nearly always, and tokens take longer
        return MarkedText(text, "")
    mark = f"urn:x-tag-{secrets.token_hex(8)}:"  # in no file
    pieces: list[str] = []
    before, marked = "", False
    for token in tokens(text):
        piece = token.text
        if token.kind is None:
            if piece[0] == "@" and before[:1] in ("'", '"') and piece != piece.lower():
                piece, marked = f"^^<{mark}{piece[1:]}>", True
            before = token.text
        pieces.append(piece)
    return MarkedText("".join(pieces), mark) if marked else MarkedText(text, "")


def one_spelling(written: Iterable[Row], added: Iterable[Row] = ()) -> Callable[[Row], Row]:
    """Return a function that gives for a row the one that stands for all that differ only in the case of the tag.

    A written row stands for an added one; of several written ones, the first in the order of code points.

    >>> a = (0, "urn:a", "", "")
    >>> rows = [(a, "urn:p", (2, "x", LANG_STRING, tag)) for tag in ("en-gb", "en-GB", "EN-gb")]
    >>> [row[2][3] for row in map(one_spelling(rows[:2], rows[2:]), rows)]
    ['en-GB', 'en-GB', 'en-GB']
    """
    standing: dict[Row, Row] = {}
    for row in (*sorted(written), *sorted(added)):
        standing.setdefault(_lowered(row), row)
    return lambda row: standing[_lowered(row)]


def _lowered(row: Row) -> Row:
    subject, predicate, (kind, value, datatype, language) = row
    return row if kind != LITERAL else (subject, predicate, (kind, value, datatype, language.lower()))
