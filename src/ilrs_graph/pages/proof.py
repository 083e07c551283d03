"""The page of one row of an answer: why it is there, from the rules down to the lines of files and their sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..errors import UsageError
from ..explanation.folding import folded
from ..explanation.tree import ExplainedFact
from ..language import say
from ..questions.catalogue import Question, Wording
from ..render.explanation.text import ABOVE, details
from .answers import Rows
from .context import Context
from .question import without_empty
from .tables import Cell, References, cell

_DEEP = 100
"""Levels of a proof: more than any has, so that only bookkeeping is left out."""
_OPEN = 2
"""Levels that are open when the page is."""


class Step(NamedTuple):
    """A fact of the proof: its text, why it holds, the numbers of its references, and the facts that it follows from.

    `is_open` is true near the top, where a reader begins.
    """

    text: str
    lines: Sequence[str]
    references: tuple[int, ...]
    premises: Sequence[Step]
    is_open: bool


class Proof(NamedTuple):
    """What the page shows: the row with its number from 1, and its proof; `arguments` are those of the question."""

    question: Question
    wording: Wording
    arguments: Mapping[str, str]
    number: int
    total: int
    cells: Sequence[tuple[str, Cell]]
    steps: Sequence[Step]
    notes: Sequence[str]
    references: References


def proof(slug: str, arguments: Mapping[str, str], context: Context) -> Proof:
    """Return the page of a row; the argument `row` is its number from 1, the others are those of the question.

    Raises:
        UnknownName, UsageError: no such question, parameter, thing or row.
        IlrsGraphError: too many facts would have to be examined.
    """
    given = without_empty(arguments)
    text = given.pop("row", "1")
    answer = context.reading.ask(slug, **given)
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    if not 0 < number <= len(answer):
        has = f"the answer has {len(answer)}"
        raise UsageError(f"{{row}}: {text[:20]!r} is not the number of a row", tip=has, about="row")
    one = answer.replaced(answer.question.columns, answer.solutions[number - 1 : number])
    rows, references = Rows.of(one), References()
    (tree,) = folded(context.reading.explain_answer(one), _DEEP, context.language).trees
    return Proof(
        answer.question,
        answer.wording,
        given,
        number,
        len(answer),
        [
            (heading, made)
            for heading, term, words in zip(rows.columns.values(), rows.terms[0], rows.texts[0], strict=True)
            if (made := cell(term, words)).text
        ],
        _steps(tree.premises, references, context, set(), 0),
        tree.notes,
        references,
    )


def _steps(
    facts: Sequence[ExplainedFact], references: References, context: Context, shown: set[ExplainedFact], depth: int
) -> list[Step]:
    """Return facts as steps; one that was shown before has no premises."""
    made = []
    for fact in facts:
        again = bool(fact.premises) and fact in shown
        shown.add(fact)
        lines = [say(ABOVE, context.language)] if again else details(fact, {}, context.language, "")
        numbers = references.numbers(fact.sources)
        below = () if again else _steps(fact.premises, references, context, shown, depth + 1)
        made.append(Step(" ".join(fact.text.split()), lines, numbers, below, depth < _OPEN))
    return made
