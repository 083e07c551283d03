"""The first page: some questions with their first rows, what changed lately, and how fresh the data is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..dates.words import date_text
from ..kinds import KINDS
from ..questions.catalogue import Question
from .answers import Rows
from .changes import Change, dates
from .context import Context
from .tables import Cell, cell

QUESTIONS = 12
"""How many questions the page has."""
ROWS = 3
COLUMNS = 3
_LATELY = 8
FEATURED = (
    "far-side-partners", "launch-dates", "mission-slips", "flown-payloads", "sample-transfers", "accords-and-ilrs",
    "crewed-landing-dates", "landing-sites", "frequent-contributors", "article-check", "phases-and-missions",
    "contradicted-claims",
)  # fmt: skip
"""The questions that come first, as far as the graph has them."""


class Card(NamedTuple):
    """A question with the number of rows of its answer and the first of them."""

    question: Question
    title: str
    size: int
    lines: Sequence[Sequence[Cell]]


class Home(NamedTuple):
    """What the first page shows."""

    cards: Sequence[Card]
    questions: int
    news: Sequence[Change]
    counts: Sequence[tuple[str, int, str]]
    last_edit: str
    as_of: str


class About(NamedTuple):
    """What the page about the graph shows: how many things it has, by kind."""

    counts: Sequence[tuple[str, int, str]]


def about(context: Context) -> About:
    """Return the page about the graph."""
    return About([(context.kind_label(segment), number, segment) for segment, number in _kinds(context)])


def home(context: Context) -> Home:
    """Return the first page."""
    catalogue = context.reading.questions
    edited = context.last_edit
    return Home(
        [_card(each, context) for each in chosen(catalogue.values())],
        len(catalogue),
        dates(context, _LATELY),
        [(context.kind_label(segment), number, segment) for segment, number in _kinds(context)],
        date_text(edited, context.language),
        date_text(str(context.reading.as_of or ""), context.language),
    )


def chosen(questions: Iterable[Question], most: int = QUESTIONS) -> list[Question]:
    """Return the featured questions, then others: each next one has the tags that are most frequent and least covered.

    >>> a, b, c = (Question(s, "", "", tags, (), {}, (), "table", "") for s, tags in
    ...     [("a", ("x",)), ("b", ("x", "y")), ("c", ("z",))])
    >>> [each.slug for each in chosen([a, b, c], 2)]
    ['b', 'c']
    """
    left = sorted(questions, key=lambda question: question.slug)
    found = sorted((q for q in left if q.slug in FEATURED), key=lambda q: FEATURED.index(q.slug))[:most]
    left = [question for question in left if question not in found]
    frequent = Counter(tag for question in left for tag in question.tags)
    covered: Counter[str] = Counter()
    while left and len(found) < most:
        best = max(left, key=lambda q: (sum(frequent[tag] / (1 + covered[tag]) ** 3 for tag in q.tags), q.slug))
        left.remove(best)
        covered.update(best.tags)
        found.append(best)
    return found


def _card(question: Question, context: Context) -> Card:
    answer = context.reading.ask(question.slug)
    first = Rows.of(answer.replaced(answer.question.columns, answer.solutions[:ROWS]))
    lines = [list(map(cell, terms, texts)) for terms, texts in zip(first.terms, first.texts, strict=True)]
    shown = [place for place in range(len(answer.columns)) if any(line[place].text for line in lines)][:COLUMNS]
    lines = [[line[place] for place in shown] for line in lines]
    return Card(question, question.wording(context.language).question, len(answer), lines)


def _kinds(context: Context) -> list[tuple[str, int]]:
    """Return the kinds of things that people look for with their numbers, the most numerous first."""
    counts = context.counts()
    shown = {segment for segment in counts if segment in KINDS and not KINDS[segment].travels}
    return [(segment, number) for segment, number in counts.most_common() if segment in shown or segment == "claim"][:8]
