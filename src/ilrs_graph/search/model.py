"""What a search finds: questions and things, each group with the best first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from ..engine import Table
from ..language import say
from ..namespaces import compact


class FoundQuestion(NamedTuple):
    """A saved question.

    `arguments` are its parameters that take what the text names: a CURIE, a year or a day. `fit` is, of the best
    question, the share of the text by the weight of its words that it asks or takes as an argument. `alternatives` are
    the values that the text gives for a parameter that takes one: none of them is an argument.
    """

    slug: str
    question: str
    arguments: Mapping[str, str]
    score: float
    fit: float = 0.0
    alternatives: Mapping[str, tuple[str, ...]] = MappingProxyType({})

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


_FITS = 0.99
"""The least fit of a question that a text asks clearly."""
_AHEAD = 1.25
"""How many times the score of the next question that one has, at least."""


class Found(NamedTuple):
    """The questions and the things that fit a text, with titles and kinds in `language`.

    `respelt` is the text that was looked for instead, "" if all words of the given one are known.
    """

    questions: list[FoundQuestion]
    things: list[FoundThing]
    language: str = "en"
    respelt: str = ""

    @property
    def clear(self) -> FoundQuestion | None:
        """The question that the text asks clearly, None if it may be another or none.

        It accounts for the whole text, is well ahead of every other question, and the text names one value for each
        parameter.

        >>> one, other = FoundQuestion("a", "", {}, 4.0, 1.0), FoundQuestion("b", "", {}, 2.0)
        >>> Found([one, other], []).clear == one, Found([one, one], []).clear
        (True, None)
        """
        first, second = (*self.questions[:2], None, None)[:2]
        if (
            first is None
            or first.alternatives
            or first.fit < _FITS
            or (second is not None and first.score < _AHEAD * second.score)
        ):
            return None
        return first

    def table(self) -> Table:
        """Return both groups as one table: group, name, title, kind and the command that goes on.

        >>> Found([], []).table().variables
        ('group', 'name', 'title', 'kind', 'command')
        """
        question, saved, thing = (say(text, self.language) for text in ("question", "saved question", "thing"))
        rows = [(question, q.slug, q.question, saved, q.command) for q in self.questions]
        rows += [(thing, compact(t.node.value), t.label, t.kind, t.command) for t in self.things]
        columns = tuple(say(text, self.language) for text in ("group", "name", "title", "kind", "command"))
        return Table(columns, [tuple(map(Literal, row)) for row in rows])
