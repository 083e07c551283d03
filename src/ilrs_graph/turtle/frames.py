"""The tokens of the current subject, predicate and object while a Turtle-like text is read token by token."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

_DIRECTIVES = {"PREFIX": 2, "@PREFIX": 2, "BASE": 1, "@BASE": 1, "VERSION": 1, "@VERSION": 1}
_CLOSING = frozenset(",;.)]}")
_NUMBER = frozenset("+-.0123456789")


@dataclass
class Frame:
    """The offsets of subject, predicate and value in one pair of brackets, and the text of the value."""

    subject: int = -1
    predicate: int = -1
    value: int = -1
    text: str = ""
    listed: bool = False
    """Whether this is a collection, in which every token is a value."""

    def copy(self) -> Frame:
        """Return a copy that later tokens do not change."""
        return Frame(self.subject, self.predicate, self.value, self.text, self.listed)

    def holds(self, term: object) -> bool:
        """Return whether the text of the value can denote `term`."""
        first = self.text[:1]
        if isinstance(term, BlankNode):
            return first in ("[", "(") or self.text.startswith("_:")
        literal = first in ('"', "'") or first in _NUMBER or self.text in ("true", "false")
        return literal if isinstance(term, Literal) else isinstance(term, NamedNode) and not literal


class Frames:
    """Follows the tokens of Turtle, TriG, N-Triples or N-Quads, without comments and spaces.

    >>> frames = Frames()
    >>> for offset, token in ((0, "<#s>"), (5, "<#p>"), (10, "<#o>")):
    ...     frames.read(token, offset)
    >>> frames.of(Triple(NamedNode("a:s"), NamedNode("a:p"), NamedNode("a:o")))
    Frame(subject=0, predicate=5, value=10, text='<#o>', listed=False)
    """

    def __init__(self) -> None:
        self._open = [Frame()]
        self._before: list[Frame] = []
        self._nodes: dict[BlankNode, int] = {}
        self._brackets: dict[int, Frame] = {}
        self._skip = 0
        self._suffix = False

    def of(self, triple: Triple) -> Frame:
        """Return the frame of a triple that the parser has just yielded."""
        opened = (
            self._brackets.get(self._nodes.get(triple.object, -1)) if isinstance(triple.object, BlankNode) else None
        )
        found = opened or self._holding(triple)
        if isinstance(triple.subject, BlankNode):
            self._nodes.setdefault(triple.subject, found.subject)
        return found

    def _holding(self, triple: Triple) -> Frame:
        for frame in (*self._before, *reversed(self._open)):
            if frame.value >= 0 and frame.holds(triple.object):
                return frame
        return self._before[0] if self._before else self._open[-1]

    def read(self, token: str, offset: int) -> None:
        """Process the next token, which begins at `offset`."""
        if token[0] in _CLOSING and len(token) == 1:
            # the parser yields a plain literal only when it sees the next token
            self._before = [f.copy() for f in self._open[: -3 if len(self._open) > 2 else None : -1]]
            self._close(token)
            return
        self._before = []
        if self._skip:
            self._skip -= 1
        elif self._suffix or token == "^^" or (token[0] == "@" and self._open[-1].value >= 0):
            self._suffix = token == "^^"
        elif token == "{":
            self._open = [Frame()]
        else:
            self._place(token, offset)

    def _close(self, token: str) -> None:
        here = self._open[-1]
        if token in ")]" and len(self._open) > 1:
            self._open.pop()
        elif token == ";":
            here.predicate = here.value = -1
        elif token == ",":
            here.value = -1
        elif token in ".}":
            self._open = [Frame()]

    def _place(self, token: str, offset: int) -> None:
        here = self._open[-1]
        if here.subject < 0:
            if token.upper() in _DIRECTIVES:
                self._skip = _DIRECTIVES[token.upper()]
                return
            here.subject = offset
        elif here.predicate < 0:
            here.predicate = offset
        elif here.listed or here.value < 0:
            here.value, here.text = offset, token
            if here.listed:
                here.predicate = offset
        if token in "[(" and here.value == offset:
            self._brackets[offset] = here.copy()
        if token == "[":
            self._open.append(Frame(subject=offset))
        elif token == "(":
            self._open.append(Frame(offset, offset, -1, listed=True))
