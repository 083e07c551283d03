"""The rows of answers about one thing: asked with the thing as argument, or cut out of the answer without arguments.

Both give the same rows where the parameter only restricts the answer (`filter: true` in the header of the question).
Asking is faster for one page, cutting for the pages of all things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    """Some rows of an answer, with headings by variable, and each cell as a term and as text.

    `total` is the number of rows of the answer; the variables `varying` have several values in those that are not here.
    """

    question: Question
    wording: Wording
    columns: Mapping[str, str]
    rows: Sequence[Row]
    terms: Sequence[Sequence[Term | None]]
    texts: Sequence[Sequence[str]]
    total: int
    varying: frozenset[str] = frozenset()

    @classmethod
    def of(cls, answer: Answer, most: int | None = None, skipped: int = 0) -> Rows:
        """Return rows of an answer, by default all; labels and sources of no others are read.

        Args:
            answer: the answer.
            most: how many rows at most; default: all.
            skipped: how many rows there are before the first of them.
        """
        part = answer
        if skipped or (most is not None and len(answer) > most):
            end = len(answer) if most is None else skipped + most
            part = answer.replaced(answer.question.columns, answer.solutions[skipped:end])
        texts = answer_cells(part, Options(language=answer.language))
        terms = [tuple(row.values()) for row in part.terms()]
        varying = frozenset[str]()
        if len(part) < len(answer):
            varying = _varying(answer.columns, answer.terms())
        return cls(answer.question, answer.wording, answer.columns, part.rows, terms, texts, len(answer), varying)

    def at(self, places: Sequence[int], most: int | None = None) -> Rows:
        """Return the first of the rows at some places, by default all."""
        first = places if most is None else places[:most]
        parts = ([each[place] for place in first] for each in (self.rows, self.terms, self.texts))
        found: dict[str, Any] = dict(zip(("rows", "terms", "texts"), parts, strict=True))
        varying = frozenset[str]()
        if len(first) < len(places):
            rest = (self.terms[place] for place in places[len(first) - 1 :])
            varying = _varying(self.columns, [dict(zip(self.columns, each, strict=True)) for each in rest])
        return self._replace(**found, total=len(places), varying=varying)


def _varying(names: Iterable[str], rows: Sequence[Mapping[str, Term | None]]) -> frozenset[str]:
    return frozenset(name for name in names if len({row[name] for row in rows}) > 1)


class Answers(Protocol):
    """Finds the rows of a question about a thing."""

    def about(self, thing: NamedNode, applied: Applied, most: int | None = None) -> Rows:
        """Return the first rows of the answer with the thing as argument, by default all."""


class Asked:
    """Asks each question with the thing as its argument."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def about(self, thing: NamedNode, applied: Applied, most: int | None = None) -> Rows:
        """Return the first rows of the answer with the thing as argument, by default all."""
        arguments: dict[str, Any] = {applied.parameter.name: thing.value}
        return Rows.of(self._reading.ask(applied.question.slug, **arguments), most)


class Cut:
    """Asks each question once, without arguments, and cuts the rows of the thing out of its answer."""

    def __init__(self, reading: Reading) -> None:
        self._reading, self._whole = reading, dict[str, _Whole]()

    def about(self, thing: NamedNode, applied: Applied, most: int | None = None) -> Rows:
        """Return the first rows of the answer that name the thing; asked if the answer does not tell them."""
        slug, name = applied.question.slug, applied.parameter.name
        if slug not in self._whole:
            self._whole[slug] = _Whole(self._reading.ask(slug))
        places = self._whole[slug].places(name)
        if places is None:
            return Asked(self._reading).about(thing, applied, most)
        return self._whole[slug].rows.at(places.get(thing, ()), most)


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
