"""An explanation in the DOT language of Graphviz: a box a fact, an arrow from each premise to what it gives.

https://graphviz.org/doc/info/lang.html
"""

from __future__ import annotations

from ...explanation.tree import ExplainedFact, Explanation
from ...printable import blank, printable
from ..fitting import fitted
from ..options import Options
from ..svg import ACTUAL, INK, PLAN, WRONG
from .text import details

_COLOUR = {"stated": ACTUAL, "axiom": PLAN, "rule": PLAN, "missing": WRONG, "barred": WRONG, "clash": WRONG, "row": INK}
_WIDTH = 48  # columns of a line in a box


def write(explanation: Explanation, options: Options) -> str:
    """Return a DOT digraph; a fact that several steps need is one box with several arrows.

    >>> from pyoxigraph import NamedNode
    >>> from ilrs_graph.terms import GroundAtom
    >>> a = NamedNode("http://example.org/a")
    >>> box = ExplainedFact("stated", None, 'the "a"', "a a a")
    >>> dot = write(Explanation(GroundAtom(a, a, a), True, [box]), Options())
    >>> '"the \\\\"a\\\\"' in dot
    True
    """
    number = {citation: i for i, citation in enumerate(explanation.references, 1)}
    names: dict[ExplainedFact, str] = {}
    boxes: list[str] = []
    arrows: dict[str, None] = {}
    for fact in (fact for tree in explanation.trees for fact in tree):
        if fact not in names:
            names[fact] = f"n{len(names)}"
            lines = [fact.text, fact.curies, *details(fact, number, options.language)]
            dashed = ', style="dashed"' if not fact.holds else ""
            boxes.append(f"  {names[fact]} [label={_label(lines)}, color={quoted(_COLOUR[fact.kind])}{dashed}];")
    for fact in names:
        arrows.update((f"  {names[premise]} -> {names[fact]};", None) for premise in fact.premises)
    references = [f"[{i}] {citation.text(options.language)}" for citation, i in number.items()]
    return (
        "\n".join(
            [
                "digraph explanation {",
                '  graph [rankdir="BT", fontname="Noto Sans", labeljust="l"];',
                f'  node [shape="box", fontname="Noto Sans", fontsize="10", fontcolor="{INK}"];',
                *([f"  label={_label(references, 160)};"] if references else []),
                *boxes,
                *arrows,
                "}",
            ]
        )
        + "\n"
    )


def quoted(text: str) -> str:
    r"""Return a DOT string: quotation marks and backslashes escaped.

    >>> print(quoted('a "b" \\'))
    "a \"b\" \\"
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _label(lines: list[str], width: int = _WIDTH) -> str:
    """Return a label of left-justified lines: each ends in the escape sequence \\l."""
    fit = (line for words in lines if words for line in fitted(printable(words, blank), width))
    return '"' + "".join(quoted(line)[1:-1] + "\\l" for line in fit) + '"'
