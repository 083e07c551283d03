"""Pages that list: all saved questions by topic, the kinds of things, the things of a kind, and what a search finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..errors import UnknownName
from ..language import say
from ..search import Found
from .context import Context


class Topic(NamedTuple):
    """The questions of a topic, each with its slug."""

    name: str
    questions: Sequence[tuple[str, str]]


class Listed(NamedTuple):
    """Things of a kind under the first letter of their labels."""

    kind: str
    total: int
    letters: Sequence[tuple[str, Sequence[tuple[str, NamedNode]]]]


def questions(context: Context) -> list[Topic]:
    """Return all questions by topic, the topic with the most questions first; each question once."""
    catalogue = context.reading.questions
    by_tag: dict[str, list[str]] = {}
    for slug, question in catalogue.items():
        for tag in question.tags:
            by_tag.setdefault(tag, []).append(slug)
    seen: set[str] = set()
    topics = []
    for tag, slugs in sorted(by_tag.items(), key=lambda item: (-len(item[1]), item[0])):
        fresh = [slug for slug in slugs if slug not in seen]
        seen.update(fresh)
        titles = [(slug, catalogue[slug].wording(context.language).question) for slug in fresh]
        topics += [Topic(tag, titles)] if titles else []
    rest = [(slug, catalogue[slug].wording(context.language).question) for slug in catalogue if slug not in seen]
    return [*topics, *([Topic("", rest)] if rest else [])]


def kinds(context: Context) -> list[tuple[str, str, int]]:
    """Return the kinds of things: segment, label and number, the most numerous first."""
    return [(segment, context.kind_label(segment), number) for segment, number in context.counts().most_common()]


def things(segment: str, context: Context) -> Listed:
    """Return the things of a kind by their labels.

    Raises:
        UnknownName: there are no things of that kind.
    """
    if segment not in context.things:
        raise UnknownName("kind", segment, context.things)
    nodes = context.things[segment]
    context.reading.labels.load(nodes)
    labelled = sorted(
        ((context.label(node), node) for node in nodes), key=lambda each: (each[0].casefold(), each[1].value)
    )
    letters: dict[str, list[tuple[str, NamedNode]]] = {}
    for label, node in labelled:
        letters.setdefault(_letter(label), []).append((label, node))
    return Listed(context.kind_label(segment), len(nodes), list(letters.items()))


def _letter(label: str) -> str:
    """Return the capital letter that a label is listed under: the first one, "#" for a digit or a sign.

    >>> _letter("école"), _letter("2024"), _letter("嫦娥六号")
    ('E', '#', '嫦')
    """
    from unicodedata import normalize

    first = normalize("NFD", label[:1]).upper()[:1]
    return first if first.isalpha() else "#"


class Search(NamedTuple):
    """What a search finds for some words."""

    words: str
    found: Found | None
    note: str


def find(words: str, context: Context) -> Search:
    """Return what a search finds; without words, nothing is searched for."""
    if not words.strip():
        return Search("", None, "")
    found = context.reading.find(words, 20)
    note = say("searched for: {words}", context.language, words=found.respelt) if found.respelt else ""
    return Search(words, found, note)
