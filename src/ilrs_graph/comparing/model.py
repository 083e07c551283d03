"""The result of a comparison: changed things, saved answers and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Triple

from ..terms import Subject, Term

Cells = tuple[Term | None, ...]


@dataclass(frozen=True)
class FactChange:
    """The removed and added values of a property of a thing, separately for each language.

    `single` is true if the property has one value before and after: its value changed.
    """

    property: NamedNode
    removed: tuple[Term, ...]
    added: tuple[Term, ...]
    single: bool = False


@dataclass(frozen=True)
class ThingChange:
    """A thing that differs; `how` is "added", "removed" (one side has no facts about it) or "changed"."""

    thing: Subject
    how: str
    facts: tuple[FactChange, ...]


@dataclass(frozen=True)
class AnswerChange:
    """A saved question whose rows differ: `columns` maps each variable to its heading, rows are terms by column."""

    slug: str
    question: str
    columns: Mapping[str, str]
    removed: tuple[Cells, ...]
    added: tuple[Cells, ...]


@dataclass(frozen=True)
class FileChange:
    """A rule or a saved question whose text differs; `how` is as for things."""

    name: str
    how: str


@dataclass(frozen=True)
class Comparison:
    """All differences between two graphs, each part in a fixed order.

    `removed` and `added` are the triples of one side only. `answers` is None if answers were not compared. `tags` has
    the language tags of triples that are written with capitals.

    >>> Comparison("a", "b", (), (), (), None, ()).same
    True
    """

    old: str
    new: str
    removed: tuple[Triple, ...]
    added: tuple[Triple, ...]
    things: tuple[ThingChange, ...]
    answers: tuple[AnswerChange, ...] | None
    files: tuple[FileChange, ...]
    tags: Mapping[Triple, str] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.removed or self.added or self.answers or self.files)

    def written(self, triple: Triple) -> str:
        """Return a triple as in N-Triples, with its language tag as it is written.

        >>> from pyoxigraph import Literal
        >>> name = Triple(NamedNode("urn:a"), NamedNode("urn:p"), Literal("x", language="en-GB"))
        >>> Comparison("a", "b", (), (name,), (), None, (), {name: "en-GB"}).written(name)
        '<urn:a> <urn:p> "x"@en-GB'
        """
        return f"{triple.subject} {triple.predicate} {self.written_value(triple)}"

    def written_value(self, triple: Triple) -> str:
        """Return the object of a triple as in N-Triples, with its language tag as it is written."""
        tag, text = self.tags.get(triple, ""), str(triple.object)
        return text[: -len(tag)] + tag if tag else text
