"""Explanations as trees of facts with labels, CURIEs, places and sources.

All output formats use the same tree: an `ExplainedFact` is one node of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..errors import Place
from ..terms import GroundAtom
from ..things.citation import Citation


@dataclass(frozen=True, slots=True)
class ExplainedFact:
    """One fact of an explanation.

    `kind` is "stated" (in a file), "axiom" or "rule" (inferred), "missing" (it does not hold; the premises are those
    of the nearest rule), "barred" (it holds, but prevents the rule from applying), "row" (a row of an answer, above its
    evidence) or "clash" (facts that contradict an axiom). `text` is the fact with labels, `curies` with CURIEs; `rule`
    and `says` are the name and the text of the axiom or rule that derives it, or would derive it. `places` are those
    of a stated fact in files, and those of the axiom or rule for an inferred fact. `internal` marks bookkeeping: a
    fact whose property has `ilrs:internal`, which the short form omits. `statement` is true for what is missing if the
    text is a sentence that holds ("No contribution ... names ..."), not the condition that fails.
    """

    kind: str
    fact: GroundAtom | None
    text: str
    curies: str
    rule: str = ""
    says: str = ""
    notes: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    sources: tuple[Citation, ...] = ()
    premises: tuple[ExplainedFact, ...] = ()
    internal: bool = False
    statement: bool = False

    @property
    def by_rule(self) -> bool:
        """Whether a rule, not an axiom, derives the fact or would derive it."""
        return self.kind == "rule" or (self.kind == "missing" and any(p.file.endswith(".rq") for p in self.places))

    @property
    def holds(self) -> bool:
        """Whether the fact is true in the graph."""
        return self.kind != "missing"

    def __iter__(self) -> Iterator[ExplainedFact]:
        yield self
        for premise in self.premises:
            yield from premise


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why `fact` holds, or which premises are missing.

    `trees` holds one proof if the fact holds, otherwise one tree for each of the nearest rules, nearest first. For an
    answer, `fact` is None and there is a tree for each row. `summary` says in at most three sentences what holds, by
    which rule and on which sources, or what does not hold and why; it is empty for answers and contradictions.
    """

    fact: GroundAtom | None
    holds: bool
    trees: Sequence[ExplainedFact]
    note: str = ""
    summary: str = ""
    _references: list[Citation] = field(default_factory=list, repr=False)

    def __repr__(self) -> str:
        facts = sum(1 for tree in self.trees for _ in tree)
        return f"<Explanation: {'holds' if self.holds else 'does not hold'}, {facts:,} facts>"

    @property
    def references(self) -> list[Citation]:
        """Every source once, in the order of the trees."""
        if not self._references:
            found = dict.fromkeys(c for tree in self.trees for fact in tree for c in fact.sources)
            self._references.extend(found)
        return self._references
