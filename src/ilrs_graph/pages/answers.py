"""The rows of answers about one thing: asked with the thing as argument, or cut out of the answer without arguments.

Both give the same rows where the parameter only restricts the answer (`filter: true` in the header of the question).
Asking is faster for one page, cutting for the pages of all things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from pyoxigraph import NamedNode

from ..questions.answer import Answer, Row
from ..questions.applying import Applied
from ..questions.catalogue import Question, Wording
from ..render.cells import answer_cells
from ..render.options import Options
from ..terms import Term

if TYPE_CHECKING:
    from ..graph import Reading


class Rows(NamedTuple):
    """Some rows of an answer, with headings by variable, and each cell as a term and as text."""

    question: Question
    wording: Wording
    columns: Mapping[str, str]
    rows: Sequence[Row]
    terms: Sequence[Sequence[Term | None]]
    texts: Sequence[Sequence[str]]

    @classmethod
    def of(cls, answer: Answer) -> Rows:
        """Return all rows of an answer."""
        texts = answer_cells(answer, Options(language=answer.language))
        terms = [tuple(row.values()) for row in answer.terms()]
        return cls(answer.question, answer.wording, answer.columns, answer.rows, terms, texts)

    def at(self, places: Sequence[int]) -> Rows:
        """Return the rows at some places."""
        parts = ([each[place] for place in places] for each in (self.rows, self.terms, self.texts))
        return self._replace(**dict(zip(("rows", "terms", "texts"), parts, strict=True)))  # type: ignore[arg-type]


class Answers(Protocol):
    """Finds the rows of a question about a thing."""

    def about(self, thing: NamedNode, applied: Applied) -> Rows:
        """Return the rows of the answer with the thing as argument."""


class Asked:
    """Asks each question with the thing as its argument."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def about(self, thing: NamedNode, applied: Applied) -> Rows:
        """Return the rows of the answer with the thing as argument."""
        arguments: dict[str, Any] = {applied.parameter.name: thing.value}
        return Rows.of(self._reading.ask(applied.question.slug, **arguments))


class Cut:
    """Asks each question once, without arguments, and cuts the rows of the thing out of its answer."""

    def __init__(self, reading: Reading) -> None:
        self._reading, self._whole = reading, dict[str, _Whole]()

    def about(self, thing: NamedNode, applied: Applied) -> Rows:
        """Return the rows of the answer that name the thing; asked if the answer does not tell them."""
        slug, name = applied.question.slug, applied.parameter.name
        if slug not in self._whole:
            self._whole[slug] = _Whole(self._reading.ask(slug))
        places = self._whole[slug].places(name)
        if places is None:
            return Asked(self._reading).about(thing, applied)
        return self._whole[slug].rows.at(places.get(thing, ()))


class _Whole:
    """An answer without arguments, with the places of its rows by the things that they name."""

    def __init__(self, answer: Answer) -> None:
        self._answer, self._places = answer, dict[str, dict[Term, list[int]] | None]()

    @cached_property
    def rows(self) -> Rows:
        return Rows.of(self._answer)

    def places(self, name: str) -> dict[Term, list[int]] | None:
        """Return the places of rows by the thing in a variable; None if some row does not have it."""
        if name not in self._places:
            found = defaultdict[Term, list[int]](list)
            for place, solution in enumerate(self._answer.solutions):
                term = solution.get(name)
                if term is not None:
                    found[term].append(place)
            whole = sum(map(len, found.values())) == len(self._answer.solutions)
            self._places[name] = dict(found) if whole else None
        return self._places[name]
