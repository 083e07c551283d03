"""The first place of a term in a text of a syntax whose parser reports no positions: JSON-LD."""

from __future__ import annotations

import json

from pyoxigraph import Literal, NamedNode, Triple

from ..errors import Place
from ..namespaces import slug
from .place import LineIndex, TriplePlace


class Words:
    """Finds terms as words in a text; a term that is not found gets the place of its subject, else the start.

    >>> Words('{"@id":\\n "http://a/thing"}').of(
    ...     Triple(NamedNode("http://a/thing"), NamedNode("http://a/p"), Literal("x"))).subject
    Place(file='', line=2, column=0)
    """

    def __init__(self, text: str, file: str = "") -> None:
        self._text, self._file = text, file
        self._index = LineIndex(text)
        self._known: dict[tuple[object, int], int] = {}

    def of(self, triple: Triple) -> TriplePlace:
        """Return the lines where the parts of a triple first occur, each at or after the one before."""
        subject = self._after(triple.subject, 0)
        predicate = self._after(triple.predicate, subject)
        value = self._after(triple.object, predicate)
        return TriplePlace(*(Place(self._file, self._index.place(o).line) for o in (subject, predicate, value)))

    def _after(self, term: object, start: int) -> int:
        key = (term, start)
        if key not in self._known:
            found = (self._text.find(word, start) for word in _spellings(term))
            self._known[key] = min((o for o in found if o >= 0), default=start)
        return self._known[key]


def _spellings(term: object) -> list[str]:
    """Return the ways in which JSON-LD may write a term: complete, or as the end of a compact IRI."""
    if isinstance(term, NamedNode):
        return [f'"{term.value}"', f':{slug(term.value)}"', f'"{slug(term.value)}"']
    if isinstance(term, Literal):
        return [json.dumps(term.value), json.dumps(term.value, ensure_ascii=False), term.value]
    return []
