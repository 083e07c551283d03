"""The short form of an explanation: some levels of a proof, without bookkeeping, and facts about one thing together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..language import say
from .tree import ExplainedFact, Explanation

FAILING = ("missing", "barred")
"""The kinds of facts for which a rule does not apply."""
_GAP = "  "
"""What separates the parts of a fact in its text."""


def folded(explanation: Explanation, depth: int | None, language: str = "en") -> Explanation:
    """Return the explanation with `depth` levels below each fact at the top; whole if `depth` is None.

    A step with one premise counts as no level. Facts with properties of bookkeeping (`ilrs:internal`), such as the sort
    key of a claim, are omitted with what proves them, unless a step has no other premise. Stated facts about one thing
    stand together. CURIEs are omitted, and the notes on what must be absent for a rule to apply.

    >>> from ilrs_graph import LunarGraph
    >>> whole = LunarGraph().explain("change-6", "hasPartner", "cnes")
    >>> short = folded(whole, 2)
    >>> sum(1 for _ in short.trees[0]) < sum(1 for _ in whole.trees[0]) / 3
    True
    """
    if depth is None:
        return explanation
    trees = [_cut(together(without_bookkeeping(tree), language), depth, depth, language) for tree in explanation.trees]
    return replace(explanation, trees=trees, _references=[])


def without_bookkeeping(fact: ExplainedFact) -> ExplainedFact:
    """Return a fact without premises of bookkeeping, unless there are no others; what fails stays."""
    kept = [each for each in fact.premises if not each.internal or each.kind in FAILING] or fact.premises
    return replace(fact, premises=tuple(map(without_bookkeeping, kept)))


def together(fact: ExplainedFact, language: str = "en") -> ExplainedFact:
    """Return a fact whose stated premises about one thing are one line.

    >>> one = ExplainedFact("stated", None, "DORN  mass  4.5", "item:dorn ilrs:mass 4.5")
    >>> together(ExplainedFact("rule", None, "", "", premises=(one, one))).premises == (one, one)
    True
    """
    groups: dict[object, list[ExplainedFact]] = {}
    for place, each in enumerate(fact.premises):
        alone = each.fact is None or each.kind not in ("stated", "barred") or bool(each.premises)
        groups.setdefault(place if alone or each.fact is None else (each.kind, each.fact.subject), []).append(each)
    return replace(
        fact,
        premises=tuple(_as_one([together(each, language) for each in group], language) for group in groups.values()),
    )


def _as_one(facts: list[ExplainedFact], language: str) -> ExplainedFact:
    first, *others = facts
    if not others:
        return first
    texts = [first.text, *(each.text.partition(_GAP)[2] for each in others)]
    notes = dict.fromkeys(note for each in facts for note in each.notes)
    places = sorted({place for each in facts for place in each.places})
    return replace(first, text=say("; ", language).join(texts), notes=tuple(notes), places=tuple(places))


def _cut(fact: ExplainedFact, left: int, depth: int, language: str) -> ExplainedFact:
    """Return a fact with `left` more levels of premises, and a note on what is not shown."""
    notes = () if fact.kind in ("axiom", "rule") else fact.notes
    if left or not fact.premises:
        below = left - (len(fact.premises) > 1)
        premises = tuple(_cut(each, below, depth, language) for each in fact.premises)
        return replace(fact, curies="", notes=notes, premises=premises)
    more = _count(fact.premises)
    note = say("{n} fact below, with --depth {depth}" if more == 1 else "{n} facts below, with --depth {depth}",
               language, n=more, depth=depth + 1)  # fmt: skip
    return replace(fact, curies="", premises=(), notes=(*notes, note))


def _count(facts: Iterable[ExplainedFact]) -> int:
    return len({part for fact in facts for part in fact})
