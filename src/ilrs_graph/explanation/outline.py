"""Trees of facts in reading order, from the top down; repeated steps are shown once.

All text formats use this order; `lines` is the shortest of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .tree import ExplainedFact

_INDENT = "  "


class Entry(NamedTuple):
    """A fact at its place in an outline.

    `last` has one flag for each level below the root, down to the fact: whether it is the last entry of that level.
    `again` is true if the premises were shown before and are omitted.
    """

    fact: ExplainedFact
    last: tuple[bool, ...]
    again: bool


def outline(trees: Iterable[ExplainedFact]) -> Iterator[Entry]:
    """Yield the facts of trees from the top down.

    >>> leaf = ExplainedFact("stated", None, "a", "a")
    >>> step = ExplainedFact("axiom", None, "b", "b", premises=(leaf,))
    >>> top = ExplainedFact("rule", None, "c", "c", premises=(step, step))
    >>> [(entry.fact.text, entry.last, entry.again) for entry in outline([top])]
    [('c', (), False), ('b', (False,), False), ('a', (False, True), False), ('b', (True,), True)]
    """
    shown: set[ExplainedFact] = set()
    for tree in trees:
        yield from _below(tree, (), shown)


def _below(fact: ExplainedFact, last: tuple[bool, ...], shown: set[ExplainedFact]) -> Iterator[Entry]:
    again = fact in shown
    yield Entry(fact, last, again)
    if not fact.premises or again:
        return
    shown.add(fact)
    for place, premise in enumerate(fact.premises, 1):
        yield from _below(premise, (*last, place == len(fact.premises)), shown)


def lines(trees: Iterable[ExplainedFact]) -> Iterator[str]:
    """Yield a line for each fact with CURIEs: its place, or the axiom or rule from which it follows.

    >>> from ilrs_graph.errors import Place
    >>> leaf = ExplainedFact("stated", None, "", "item:a a ilrs:Item", places=(Place("new.ttl", 3),))
    >>> top = ExplainedFact("rule", None, "", "item:a a ilrs:Thing", "010", "All are.", premises=(leaf,))
    >>> print("\\n".join(lines([top])))
    item:a a ilrs:Thing: follows by rule 010: All are.
      item:a a ilrs:Item: stated in new.ttl:3
    """
    for entry in outline(trees):
        yield f"{_INDENT * len(entry.last)}{entry.fact.curies}: {_reason(entry)}"


def _reason(entry: Entry) -> str:
    fact, where = entry.fact, ", ".join(map(str, entry.fact.places))
    if fact.kind == "stated":
        return f"stated in {where or 'the graph'}"
    if entry.again:
        return "see above"
    if fact.kind == "rule":
        return f"follows by rule {fact.rule}: {fact.says}"
    by = f" by {fact.says!r} ({fact.rule})" if fact.says else ""
    return f"follows{by}{f' in {where}' if where else ''}"
