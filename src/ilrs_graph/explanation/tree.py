"""An explanation as people read it: labels first, CURIEs beside, places and sources under what is stated.

The same tree serves all forms of output: an `ExplainedFact` is one box or branch of it.
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

    `kind` is "stated" (in a file), "axiom" or "rule" (it follows), "missing" (it does not hold, and the premises
    are those that the nearest rule asks for), "barred" (it holds, and must not for the rule to apply) "row" (a row of
    an answer, over the facts that it rests on) or "clash" (facts that an axiom rules out together).
    `text` is the fact by labels, `curies` by CURIEs; `rule` and `says` name what gives it, or would give it;
    `places` say where a file states the fact or, for what follows, where the axiom or rule is stated.
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
    """Why `fact` holds, or what is missing.

    `trees` holds one proof where the fact holds; else what each of the nearest rules misses, the nearest first.
    Of an answer, which is no single fact, it holds a tree for each row.
    """

    fact: GroundAtom | None
    holds: bool
    trees: Sequence[ExplainedFact]
    note: str = ""
    _references: list[Citation] = field(default_factory=list, repr=False)

    @property
    def references(self) -> list[Citation]:
        """Every source once, in the order in which the trees name them."""
        if not self._references:
            found = dict.fromkeys(c for tree in self.trees for fact in tree for c in fact.sources)
            self._references.extend(found)
        return self._references
