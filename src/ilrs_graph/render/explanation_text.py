"""An explanation as text: a tree of box-drawing lines, fitted to a width, references below."""

from __future__ import annotations

from collections.abc import Iterator

from ..explanation.tree import Explanation, Told
from ..things.citation import Citation
from .svg import fitted, printable

_NARROWEST = 30
"""Columns that a deep branch keeps, however narrow the terminal is."""

ABOVE = "why: see above"
"""Stands in place of a tree that has been shown before."""
_MARK = {"missing": "✗ ", "barred": "! ", "clash": "✗ "}


def as_text(explanation: Explanation, width: int = 100) -> str:
    """Return the explanation as text of at most `width` columns, where words allow.

    >>> from pyoxigraph import NamedNode
    >>> from ilrs_graph.terms import GroundAtom
    >>> a = NamedNode("http://example.org/a")
    >>> print(as_text(Explanation(GroundAtom(a, a, a), True, [Told("stated", None, "a  a  a", "a a a")])), end="")
    a  a  a
      a a a
    """
    number = {citation: i for i, citation in enumerate(explanation.references, 1)}
    lines = list(_opening(explanation, width))
    page = _Page(width, number)
    for i, tree in enumerate(explanation.trees):
        lines += [""] if i else []
        lines += page.branch(tree, "", "")
    if number:
        lines += ["", "References"]
        for citation, i in number.items():
            lines += _hung(f"[{i}] ", "    ", str(citation), width)
    if explanation.note:
        lines += ["", *fitted(explanation.note, width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _opening(explanation: Explanation, width: int) -> Iterator[str]:
    if explanation.holds or not explanation.trees:
        return
    several = len(explanation.trees) > 1
    yield from fitted(
        "This does not hold. " + ("Rules that could give it, the nearest first:" if several else ""), width
    )
    yield ""


class _Page:
    """Writes trees; a step that has been told is not told again."""

    def __init__(self, width: int, number: dict[Citation, int]) -> None:
        self._width = width
        self._number = number
        self._told: set[Told] = set()

    def branch(self, told: Told, first: str, rest: str) -> Iterator[str]:
        """Yield the lines of a tree: `first` stands before the first line, `rest` before all others."""
        again = told in self._told
        premises = () if again else told.premises
        down = "│ " if premises else "  "
        yield from _hung(first + _MARK.get(told.kind, ""), rest + down, told.text, self._width)
        for words in (told.curies, *([ABOVE] if again else details(told, self._number))):
            if words:
                yield from _hung(rest + down, rest + down + "  ", words, self._width)
        if told.premises:
            self._told.add(told)
        for i, premise in enumerate(premises):
            last = i == len(premises) - 1
            yield rest + "│"
            yield from self.branch(premise, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "))


def details(told: Told, number: dict[Citation, int]) -> list[str]:
    """Return what is to be said of a fact beside itself: why, by which rule, where, from which sources.

    >>> details(Told("axiom", None, "", "", "prp-trp", "Transitive ilrs:withinRegion"), {})
    ['because: Transitive ilrs:withinRegion (prp-trp)']
    """
    where = ", ".join(map(str, told.places))
    cited = " ".join(f"[{number[c]}]" for c in told.sources)
    if told.kind == "stated" or not told.says:
        said = [" ".join(filter(None, [f"stated in {where}" if where else "stated", cited]))]
        return [*(said if where or cited else []), *told.notes]
    why = {"missing": "would follow from: ", "clash": ""}.get(told.kind, "because: ")
    at = f", {where}" if where else ""
    return [f"{why}{told.says} ({told.rule}{at})", *told.notes]


def _hung(first: str, rest: str, words: str, width: int) -> Iterator[str]:
    """Yield the words behind `first`, further lines behind `rest`."""
    room, further = max(width - len(first), _NARROWEST), max(width - len(rest), _NARROWEST)
    lines = fitted(printable(words), room, further)
    yield first + lines[0]
    yield from (rest + line for line in lines[1:])
