"""An explanation as text: a tree of box-drawing lines, fitted to a width, references below."""

from __future__ import annotations

from collections.abc import Iterator

from ...explanation.outline import Entry, outline
from ...explanation.tree import ExplainedFact, Explanation
from ...language import say
from ...printable import blank, printable
from ...things.citation import Citation
from ..fitting import fitted
from ..options import Options

_WIDTH = 110
"""Columns of a line without a terminal."""
_NARROWEST = 30
"""Columns that a deep branch keeps, however narrow the terminal is."""

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
      a a a
    """
    width = options.width or _WIDTH
    number = {citation: i for i, citation in enumerate(explanation.references, 1)}
    lines, language = list(_opening(explanation, width, options.language)), options.language
    for i, entry in enumerate(outline(explanation.trees)):
        if entry.last:
            lines.append(_bars(entry.last[:-1]) + "│")
        elif i:
            lines.append("")
        lines += _branch(entry, number, width, language)
    if number:
        lines += ["", say("References", language)]
        for citation, i in number.items():
            lines += _hung(f"[{i}] ", "    ", citation.text(language), width)
    if explanation.note:
        lines += ["", *fitted(explanation.note, width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _opening(explanation: Explanation, width: int, language: str) -> Iterator[str]:
    if explanation.holds or not explanation.trees:
        return
    several = len(explanation.trees) > 1
    nearest = say("Rules that could give it, the nearest first:", language) if several else ""
    yield from fitted(say("This does not hold. ", language) + nearest, width)
    yield ""


def _branch(entry: Entry, number: dict[Citation, int], width: int, language: str) -> Iterator[str]:
    """Yield the lines of one fact, without its premises."""
    fact, last, again = entry
    first = _bars(last[:-1]) + ("" if not last else "└─ " if last[-1] else "├─ ")
    rest = _bars(last) + ("│ " if fact.premises and not again else "  ")
    yield from _hung(first + MARK.get(fact.kind, ""), rest, fact.text, width)
    for words in (fact.curies, *([say(ABOVE, language)] if again else details(fact, number, language))):
        if words:
            yield from _hung(rest, rest + "  ", words, width)


def _bars(last: tuple[bool, ...]) -> str:
    """Return the prefix of a line: a bar for each level with further lines."""
    return "".join("   " if ends else "│  " for ends in last)


def details(fact: ExplainedFact, number: dict[Citation, int], language: str = "en") -> list[str]:
    """Return the details of a fact: reason, rule, place and sources.

    >>> details(ExplainedFact("axiom", None, "", "", "prp-trp", "Transitive ilrs:withinRegion"), {})
    ['because: Transitive ilrs:withinRegion (prp-trp)']
    """
    where = ", ".join(map(str, fact.places))
    cited = " ".join(f"[{number[c]}]" for c in fact.sources)
    if fact.kind == "stated" or not fact.says:
        said = say("stated in {where}", language, where=where) if where else say("stated", language)
        stated = [" ".join(filter(None, [said, cited]))]
        return [*(stated if where or cited else []), *fact.notes]
    why = {"missing": "would follow from: ", "clash": ""}.get(fact.kind, "because: ")
    at = f", {where}" if where else ""
    says = say("a rule", language) if language != "en" and fact.rule[:1].isdigit() else fact.says
    return [f"{say(why, language) if why else ''}{says} ({fact.rule}{at})", *fact.notes]


def _hung(first: str, rest: str, words: str, width: int) -> Iterator[str]:
    """Yield the words behind `first`, further lines behind `rest`."""
    room, further = max(width - len(first), _NARROWEST), max(width - len(rest), _NARROWEST)
    lines = fitted(printable(words, blank), room, further)
    yield first + lines[0]
    yield from (rest + line for line in lines[1:])
