"""What a search finds: questions and things, each group with the best first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from ..engine import Table
from ..namespaces import compact


class FoundQuestion(NamedTuple):
    """A saved question; `arguments` are its parameters that take a thing named in the text, with the CURIE."""

    slug: str
    question: str
    arguments: Mapping[str, str]
    score: float

    @property
    def command(self) -> str:
        """The command that asks it.

        >>> FoundQuestion("far-side-partners", "", {"mission": "mission:change-6"}, 1.0).command
        'ilrs-graph ask far-side-partners --mission mission:change-6'
        """
        return " ".join(["ilrs-graph ask", self.slug, *(f"--{name} {value}" for name, value in self.arguments.items())])


class FoundThing(NamedTuple):
    """A thing, source or term with its label and what it is, such as `mission`; a `score` of 1 is an equal name."""

    node: NamedNode
    label: str
    kind: str
    score: float

    @property
    def command(self) -> str:
        """The command that shows it."""
        return f"ilrs-graph show {compact(self.node.value)}"


class Found(NamedTuple):
    """The questions and the things that fit a text."""

    questions: list[FoundQuestion]
    things: list[FoundThing]

    def table(self) -> Table:
        """Return both groups as one table: group, name, title, kind and the command that goes on.

        >>> Found([], []).table().variables
        ('group', 'name', 'title', 'kind', 'command')
        """
        rows = [("question", q.slug, q.question, "saved question", q.command) for q in self.questions]
        rows += [("thing", compact(t.node.value), t.label, t.kind, t.command) for t in self.things]
        columns = ("group", "name", "title", "kind", "command")
        return Table(columns, [tuple(map(Literal, row)) for row in rows])
