"""What a fact that does not hold lacks: conditions in words, and the facts that they ask for."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode, Variable

from ..names.labels import Labels
from ..sparql.algebra import Group, Pattern
from ..terms import Fact, GroundAtom, Node
from .model import Kind
from .pattern_text import group_words


class Lack(NamedTuple):
    """A condition that does not hold, in words; `fact` is the fact that it asks for where it asks for one alone."""

    words: str
    fact: GroundAtom | None = None


class Missing(NamedTuple):
    """A rule that nearly gives the fact: the facts it has, those that bar it, and what it lacks."""

    kind: Kind
    rule: str
    says: str
    present: tuple[Fact, ...]
    barring: tuple[Fact, ...]
    lacking: tuple[Lack, ...]

    @property
    def distance(self) -> tuple[float, int, str, str]:
        """The nearer, the less: the share of conditions that lack, then their number."""
        wanting = len(self.lacking) + bool(self.barring)
        return wanting / (wanting + len(self.present) or 1), wanting, self.rule, self.says


def lack(pattern: Pattern, known: dict[str, Node], names: dict[str, str], labels: Labels) -> Lack:
    """Return what a pattern asks for, as a fact where all of it is known.

    >>> from ilrs_graph import LunarGraph
    >>> verb = LunarGraph().resolve("ilrs:hasPartner")
    >>> pattern = Pattern(LunarGraph().resolve("change-6"), verb, Variable("x"))
    >>> lack(pattern, {}, {}, LunarGraph().labels)
    Lack(words="Chang'e 6  has partner  anything", fact=None)
    """
    words = group_words(Group((pattern,)), known, labels, names)
    terms = [known.get(t.value) if isinstance(t, Variable) else t for t in (pattern.subject, pattern.object)]
    verb = known.get(pattern.predicate.value) if isinstance(pattern.predicate, Variable) else pattern.predicate
    if None in terms or not isinstance(verb, NamedNode):
        return Lack(words)
    return Lack(words, GroundAtom(terms[0], verb, terms[1]))  # type: ignore[arg-type]
