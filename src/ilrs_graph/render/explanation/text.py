"""An explanation as text: its summary, a tree of box-drawing lines fitted to a width, and a line for each reference.

Unless the options ask for the whole proof, it is in its short form (`ilrs_graph.explanation.folding`), in which a fact
names its best sources only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...errors import Place
from ...explanation.folding import folded
from ...explanation.outline import Entry, outline
from ...explanation.tree import ExplainedFact, Explanation
from ...language import say
from ...printable import blank, printable
from ...things.citation import Citation
from ..fitting import fitted
from ..options import Options
from ..references.numbers import ranges

_WIDTH = 110
"""Columns of a line without a terminal."""
_NARROWEST = 30
"""Columns that a deep branch keeps, however narrow the terminal is."""

_MOST_SOURCES = 3
"""How many sources of a fact the short form names."""

ABOVE = "why: see above"
"""Replaces a tree that was shown before."""
MARK = {"missing": "✗ ", "barred": "! ", "clash": "✗ "}
"""Stands before a fact that does not hold, or must not."""


def write(explanation: Explanation, options: Options) -> str:
    """Return the explanation as text, in lines as wide as the terminal if the words fit.

    >>> from pyoxigraph import NamedNode
    >>> from ilrs_graph.terms import GroundAtom
    >>> a = NamedNode("http://example.org/a")
    >>> fact = ExplainedFact("stated", None, "a  a  a", "a a a")
    >>> print(write(Explanation(GroundAtom(a, a, a), True, [fact]), Options()), end="")
    a  a  a
    """
    width, language = options.width or _WIDTH, options.language
    shown = folded(explanation, options.depth, language)
    most = None if options.depth is None else _MOST_SOURCES
    cited = (c for tree in shown.trees for fact in tree for c in fact.sources[:most])
    number = {citation: i for i, citation in enumerate(dict.fromkeys(cited), 1)}
    lines = [*_opening(shown, width, language), *tree_lines(shown, number, width, language)]
    if number:
        lines += ["", say("References", language)]
        for citation, i in number.items():
            lines.append(f"[{i}] {printable(citation.text(language), blank)}")
    if explanation.note and explanation.note not in explanation.summary:
        lines += ["", *fitted(explanation.note, width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def tree_lines(
    explanation: Explanation, number: dict[Citation, int], width: int = _WIDTH, language: str = "en"
) -> Iterator[str]:
    """Yield the lines of the trees; facts cite those of their sources that have a number."""
    for i, entry in enumerate(outline(explanation.trees)):
        if entry.last:
            yield _bars(entry.last[:-1]) + "│"
        elif i:
            yield ""
        yield from _branch(entry, number, width, language)


def _opening(explanation: Explanation, width: int, language: str) -> Iterator[str]:
    if explanation.summary:
        yield from fitted(printable(explanation.summary, blank), width)
        yield ""
    if not explanation.holds and len(explanation.trees) > 1:
        yield from fitted(say("Rules that could give it, the nearest first:", language), width)
        yield ""


def _branch(entry: Entry, number: dict[Citation, int], width: int, language: str) -> Iterator[str]:
    """Yield the lines of one fact, without its premises."""
    fact, last, again = entry
    first = _bars(last[:-1]) + ("" if not last else "└─ " if last[-1] else "├─ ")
    rest = _bars(last) + ("│ " if fact.premises and not again else "  ")
    yield from _hung(first + MARK.get(fact.kind, ""), rest, fact.text, width)
    cited = _cited(fact, number, language)
    for words in (fact.curies, *([say(ABOVE, language)] if again else details(fact, number, language, cited))):
        if words:
            yield from _hung(rest, rest + "  ", words, width)


def _bars(last: tuple[bool, ...]) -> str:
    """Return the prefix of a line: a bar for each level with further lines."""
    return "".join("   " if ends else "│  " for ends in last)


def _cited(fact: ExplainedFact, number: dict[Citation, int], language: str) -> str:
    """Return the numbers of the sources of a fact, and how many more there are."""
    found = [number[citation] for citation in fact.sources if citation in number]
    more = len(fact.sources) - len(found)
    return " ".join([ranges(found), *([say("and {n} more", language, n=more)] if more else [])])


def details(
    fact: ExplainedFact, number: dict[Citation, int], language: str = "en", cited: str | None = None
) -> list[str]:
    """Return the details of a fact: reason, rule, place and sources; `cited` are the sources as text, default: each.

    >>> details(ExplainedFact("axiom", None, "", "", "prp-trp", "Transitive ilrs:withinRegion"), {})
    ['because: Transitive ilrs:withinRegion (prp-trp)']
    """
    where = _where(fact.places)
    cited = " ".join(f"[{number[c]}]" for c in fact.sources) if cited is None else cited
    if fact.kind == "stated" or not fact.says:
        said = say("stated in {where}", language, where=where) if where else say("stated", language)
        stated = [" ".join(filter(None, [said, cited]))]
        return [*(stated if where or cited else []), *fact.notes]
    why = {"missing": "would follow from: ", "clash": ""}.get(fact.kind, "because: ")
    at = f", {where}" if where else ""
    says = say("a rule", language) if language != "en" and fact.rule[:1].isdigit() else fact.says
    return [f"{say(why, language) if why else ''}{says} ({fact.rule}{at})", *fact.notes]


def _where(places: Iterable[Place]) -> str:
    """Return places as text, lines of one file together.

    >>> _where([Place("a.ttl", 3), Place("a.ttl", 7), Place("b.ttl", 1)])
    'a.ttl:3, 7, b.ttl:1'
    """
    lines: dict[str, list[str]] = {}
    for place in places:
        lines.setdefault(place.file, []).append(str(place).removeprefix(f"{place.file}:"))
    return ", ".join(f"{file}:{', '.join(found)}" for file, found in lines.items())


def _hung(first: str, rest: str, words: str, width: int) -> Iterator[str]:
    """Yield the words behind `first`, further lines behind `rest`."""
    room, further = max(width - len(first), _NARROWEST), max(width - len(rest), _NARROWEST)
    lines = fitted(printable(words, blank), room, further)
    yield first + lines[0]
    yield from (rest + line for line in lines[1:])
