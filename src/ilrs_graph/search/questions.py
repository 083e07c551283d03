"""Finds the saved questions that a text asks: by BM25 over its words, and by the things, terms and years it names."""

from __future__ import annotations

from pyoxigraph import Store

from ..names.labels import names_in
from ..questions.catalogue import Catalogue, Question
from .arguments import Given, given
from .bm25 import Fields, Match, Wanted, ranked, stems
from .model import FoundQuestion
from .named import Mention
from .years import years

_CHINESE = "\u3400"
"""The first of the Chinese characters: a text without any is compared with the English of the questions alone."""
_TAKES = 1.4
"""How much more a question counts that has a parameter for what is named in the text."""
_OF_EACH = 0.8
"""What each part of the text that becomes an argument adds to the score."""
_OF_ARGUMENT = 0.3
"""The weight of a word in the name of a thing, against 1 for another word of the text."""
_OF_TERM = 0.55
"""The weight of a word in a name of a term that the text names in other words or in Chinese."""
_CLAIMS = "claims-on"
"""The question that lists all claims about a thing, whatever they say: it holds what no other question asks."""
_FIRST = 5
"""How many questions are shown first."""
_LEAST_OF_BEST = 0.2
"""The least part of the best score of a question that is shown."""


def found_questions(text: str, catalogue: Catalogue, store: Store, mentions: list[Mention]) -> list[FoundQuestion]:
    """Return the questions that have words of the text, the best first."""
    said = years(text)
    parts = _parts(text, mentions, said.part if said is not None else "")
    wanted = [_stems(part, mention, store) for part, mention in parts]
    questions = dict(catalogue.items())
    in_chinese = any(c >= _CHINESE for c in text)
    fields, own_texts = (_fields_with_chinese, _chinese_texts) if in_chinese else (_fields, _own_texts)
    flat = [each for group in wanted for each in group]
    found = []
    for slug, match in ranked(flat, {slug: fields(question) for slug, question in questions.items()}):
        arguments = given(questions[slug], mentions, said, store)
        score = (match.score + _OF_EACH * len(arguments.parts)) * (_TAKES if arguments.parts else 1)
        if score > 0:
            each = FoundQuestion(slug, questions[slug].question, arguments.arguments, score)
            found.append((each._replace(alternatives=arguments.alternatives), match, arguments))
    found.sort(key=lambda each: (-each[0].score, each[0].slug))
    if found:
        first, match, arguments = found[0]
        own = {stem for _, text in own_texts(questions[first.slug]) for stem in stems(text)}
        fit = _fit([part for part, _ in parts], wanted, match, arguments, own)
        found[0] = first._replace(fit=fit), match, arguments
    likely = [each for each, _, _ in found if each.score >= _LEAST_OF_BEST * found[0][0].score]
    return _with_claims(likely, [each for each, _, _ in found])


def _with_claims(likely: list[FoundQuestion], found: list[FoundQuestion]) -> list[FoundQuestion]:
    """Return the questions with that on all claims about what the text names among the first ones."""
    rest = [each for each in likely if each.slug != _CLAIMS]
    claims = [each for each in found if each.slug == _CLAIMS and (each.arguments or each.alternatives)]
    return (
        [*rest[: _FIRST - 1], *claims, *rest[_FIRST - 1 :]] if claims and claims[0] not in likely[:_FIRST] else likely
    )


def _parts(text: str, mentions: list[Mention], years_part: str) -> list[tuple[str, Mention | None]]:
    """Return the text in order, cut into what it names and the pieces between."""
    found: list[tuple[str, Mention | None]] = []
    rest = text
    for mention in mentions:
        before, part, rest = rest.partition(mention.part)
        found += [(before, None), (part, mention)]
    found.append((rest, None))
    return [each for piece in found for each in _cut(*piece, years_part) if each[0].strip()]


def _cut(piece: str, mention: Mention | None, part: str) -> list[tuple[str, Mention | None]]:
    """Cut a piece of a text that names nothing at the part that gives years."""
    if mention is not None or not part:
        return [(piece, mention)]
    return [(each, None) for each in piece.partition(part)]


def _stems(part: str, mention: Mention | None, store: Store) -> list[Wanted]:
    """Return the words to look for in a part of the text; the label of a term stands for the words that name it."""
    if mention is None:
        return [{stem: 1.0} for stem in stems(part)]
    if mention.of_thing:
        return [{stem: _OF_ARGUMENT} for stem in stems(part)]
    own = dict.fromkeys(stems(part), 1.0)
    names = (name for node in mention.nodes for name in names_in(node, store))
    return [{**dict.fromkeys((stem for name in names for stem in stems(name)), _OF_TERM), **own}] if own else []


def question_texts(catalogue: Catalogue) -> list[str]:
    """Return all English texts of the saved questions."""
    return [text for _, question in catalogue.items() for _, text in _fields(question)]


def _fields(question: Question) -> Fields:
    return [*_own_texts(question), (2.0, " ".join(question.keywords)), (1.0, question.description)]


def _own_texts(question: Question) -> Fields:
    """Return the texts of a question that say what it asks."""
    headings = " ".join([*question.columns.values(), *(p.label for p in question.parameters), *question.tags])
    return [(3.0, question.question), (2.0, question.slug), (2.0, headings)]


def _fields_with_chinese(question: Question) -> Fields:
    description = [(1.0, question.zh.description)] if question.zh is not None else []
    return [*_fields(question), *_chinese_texts(question), *description]


def _chinese_texts(question: Question) -> Fields:
    """Return the texts in Chinese that say what a question asks; none if it has none."""
    if question.zh is None:
        return []
    headings = " ".join([*question.zh.columns.values(), *question.zh.parameters.values()])
    return [(3.0, question.zh.question), (2.0, headings)]


def _fit(parts: list[str], wanted: list[list[Wanted]], match: Match, arguments: Given, own: set[str]) -> float:
    """Return the share of the text, by the weight of its words, that the question asks or takes as an argument."""
    total = accounted = 0.0
    at = 0
    for part, group in zip(parts, wanted, strict=True):
        for word in group:
            total += match.sizes[at]
            accounted += match.sizes[at] if part in arguments.parts or not own.isdisjoint(word) else 0.0
            at += 1
    return accounted / total if total else 0.0
