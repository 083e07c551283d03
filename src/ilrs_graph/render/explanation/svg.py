"""An explanation as an SVG picture: cards one below the other, premises indented under what they give."""

from __future__ import annotations

from typing import NamedTuple

from ...explanation.tree import ExplainedFact, Explanation
from ...language import say
from ...things.citation import Citation
from ..fitting import columns, fitted
from ..options import Options
from ..svg import ACTUAL, FAINT, INK, PLAN, WRONG, document, text
from .text import details

WIDTH = 1200
_MARGIN, _INDENT, _PAD, _GAP, _LEADING = 20, 30, 9, 10, 1.38
_COLOUR = {"stated": ACTUAL, "axiom": PLAN, "rule": PLAN, "missing": WRONG, "barred": WRONG, "clash": WRONG, "row": INK}
_LEGEND = {"stated": "stated in a file", "axiom": "follows", "missing": "missing", "barred": "holds, and must not"}
_EM = 0.56
"""Width of a column of text in parts of its size; a Chinese character has two columns."""
_NARROWEST = 24  # columns that the deepest card keeps


class _Line(NamedTuple):
    words: str
    size: int
    fill: str = INK
    more: str = ""

    @property
    def height(self) -> float:
        return self.size * _LEADING


class _Sheet:
    """The picture as it grows downwards: `y` is where the next card begins."""

    def __init__(self, number: dict[Citation, int], language: str) -> None:
        self.number, self.language = number, language
        self.body: list[str] = []
        self.y = 20.0

    def write(self, x: float, line: _Line) -> None:
        """Write one line, and move down by its height."""
        self.body.append(text(x, self.y + line.size, line.words, line.size, line.more, fill=line.fill))
        self.y += line.height

    def card(self, fact: ExplainedFact, depth: int) -> float:
        """Draw a fact and all below it; return the height at which a line from above meets the card."""
        x, top, colour = _MARGIN + depth * _INDENT, self.y, _COLOUR[fact.kind]
        at = len(self.body)
        self.y += _PAD / 2
        for line in _lines(fact, self, WIDTH - _MARGIN - x - 2 * _PAD):
            self.write(x + _PAD, line)
        self.y += _PAD
        self.body.insert(at, _frame(x, top, self.y - top, colour, dashed=not fact.holds))
        bottom = self.y
        self.y += _GAP
        met = [self.card(premise, depth + 1) for premise in fact.premises]
        self.body += _joints(x + _INDENT / 2, bottom, met, x + _INDENT)
        return top + 15


def write(explanation: Explanation, options: Options) -> str:
    """Return the picture as an SVG document, the same bytes for the same explanation.

    >>> from pyoxigraph import NamedNode
    >>> from ilrs_graph.terms import GroundAtom
    >>> a = NamedNode("http://example.org/a")
    >>> card = ExplainedFact("stated", None, "a  a  a", "a a a")
    >>> write(Explanation(GroundAtom(a, a, a), True, [card]), Options()).count("<text")
    3
    """
    sheet = _Sheet({citation: i for i, citation in enumerate(explanation.references, 1)}, options.language)
    _legend(explanation, sheet)
    for tree in explanation.trees:
        sheet.card(tree, 0)
        sheet.y += _GAP
    _small_print(explanation, sheet)
    title = explanation.trees[0].text if explanation.trees else ""
    return document(WIDTH, sheet.y + _MARGIN, title, sheet.body)


def _lines(fact: ExplainedFact, sheet: _Sheet, width: float) -> list[_Line]:
    """Return the lines of a card that is `width` pixels wide inside."""
    wanted = [
        _Line(fact.text, 14, more='font-weight="600"'),
        _Line(fact.curies, 11, more='fill-opacity="0.65"'),
        *(_Line(words, 12) for words in details(fact, sheet.number, sheet.language)),
    ]
    return [
        line._replace(words=words)
        for line in wanted
        if line.words
        for words in fitted(line.words, max(int(width / (line.size * _EM)), _NARROWEST))
    ]


def _frame(x: float, y: float, height: float, colour: str, *, dashed: bool) -> str:
    dash = ' stroke-dasharray="5 3"' if dashed else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{WIDTH - _MARGIN - x:.1f}" height="{height:.1f}" rx="4" '
        f'fill="{colour}" fill-opacity="0.05" stroke="{colour}"{dash}/>'
    )


def _joints(x: float, top: float, met: list[float], right: float) -> list[str]:
    """Return the lines from a card down to the cards of its premises."""
    if not met:
        return []
    arms = " ".join(f"M{x:.1f} {y:.1f} H{right:.1f}" for y in met)
    return [f'<path d="M{x:.1f} {top:.1f} V{met[-1]:.1f} {arms}" fill="none" stroke="{FAINT}" stroke-width="1.5"/>']


def _legend(explanation: Explanation, sheet: _Sheet) -> None:
    kinds = {fact.kind for tree in explanation.trees for fact in tree}
    x = float(_MARGIN)
    for kind, english in _LEGEND.items():
        words = say(english, sheet.language)
        if kind in kinds or (kind == "axiom" and "rule" in kinds):
            sheet.body.append(text(x, sheet.y, f"■ {words}", 11, fill=_COLOUR[kind]))
            x += (columns(words) + 6) * 11 * _EM
    sheet.y += _GAP


def _small_print(explanation: Explanation, sheet: _Sheet) -> None:
    """Write the references and the note."""
    words = [f"[{i}] {citation.text(sheet.language)}" for citation, i in sheet.number.items()]
    for line in (*words, *([explanation.note] if explanation.note else [])):
        for part in fitted(line, int((WIDTH - 2 * _MARGIN) / (11 * _EM))):
            sheet.write(_MARGIN, _Line(part, 11))
