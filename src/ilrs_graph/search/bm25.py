"""BM25 over texts with weighted fields (Robertson and Zaragoza 2009, section 3.6), for the few saved questions.

>>> texts = {"a": [(1.0, "Which partners contributed to missions?")], "b": [(1.0, "When was each mission launched?")]}
>>> [key for key, _ in ranked([{"launch": 1.0}, {"mission": 0.5}], texts)]
['b', 'a']
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from ..names.folding import words

Fields: TypeAlias = Sequence[tuple[float, str]]
"""The parts of a text, each with its weight."""

Wanted: TypeAlias = Mapping[str, float]
"""The stems that stand for one word of a query, each with its weight."""


class Match(NamedTuple):
    """How a text matches: the score, and the weight of each wanted word."""

    score: float
    sizes: list[float]


_SATURATION = 1.2
"""k1: how soon further occurrences of a word count less."""
_LENGTH = 0.5
"""b: how much a long text counts less."""
_FUNCTION_WORDS = frozenset(
    """a all an and any are as at be been but by can cannot did do does each every for from give given had has have how
    if in into is it its list me not of on one or other our s show so some such tell than that the their them then
    there these they this to up was we were what when where which who whom whose with would
    lunar mission missions moon 月球 任务""".split()  # noqa: SIM905
)
_PARTICLES = re.compile("哪些|什么|[的了吗呢]")
"""What parts Chinese words and says nothing of its own."""
_FUNCTION_CHARACTERS = frozenset("为在是和与由被有把对及或各到从向以并其之号个次谁")
_ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
_STEM = 3
"""The least length of a word without its ending."""


def stems(text: str) -> list[str]:
    """Return the words of a text without endings and function words; Chinese as pairs of characters.

    >>> stems("Which missions launched?"), stems("哪些任务的样品量")
    (['launch'], ['样品', '品量'])
    """
    return list(_stems(text))


@lru_cache(maxsize=1 << 12)
def _stems(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in words(text):
        if word[:1] >= "\u3400":
            found += [pair for run in _PARTICLES.split(word) for pair in _pairs(run)]
        elif word not in _FUNCTION_WORDS:
            found.append(_stem(word))
    return tuple(found)


def _pairs(run: str) -> list[str]:
    """Return the pairs of neighbours in a run of Chinese, or its one character, without function words."""
    if len(run) > 1:
        return [pair for pair in (run[i : i + 2] for i in range(len(run) - 1)) if pair not in _FUNCTION_WORDS]
    return [run] if run and run not in _FUNCTION_CHARACTERS else []


@cache
def _stem(word: str) -> str:
    for ending, other in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM and not word.endswith("ss"):
            return word[: -len(ending)] + other
    return word


def ranked(wanted: Sequence[Wanted], texts: Mapping[str, Fields]) -> list[tuple[str, Match]]:
    """Return the keys of the texts, each with its match, the best first.

    Args:
        wanted: for each word, the stems that stand for it, each with a weight; the one that fits best counts.
        texts: the texts by key.
    """
    counts = {key: _weighted(fields) for key, fields in texts.items()}
    mean = sum(map(_total, counts.values())) / (len(counts) or 1) or 1.0
    texts_with = Counter(stem for count in counts.values() for stem in {s for each in wanted for s in each} & {*count})
    rarity = {stem: math.log(1 + (len(counts) - n + 0.5) / (n + 0.5)) for stem, n in texts_with.items()}
    unknown = math.log(1 + (len(counts) + 0.5) / 0.5)
    sizes = [max((w * rarity[s] for s, w in each.items() if s in rarity), default=unknown) for each in wanted]
    found = {key: _match(wanted, sizes, count, mean, rarity) for key, count in counts.items()}
    return sorted(found.items(), key=lambda each: (-each[1].score, each[0]))


def _match(
    wanted: Sequence[Wanted], sizes: list[float], count: Mapping[str, float], mean: float, rarity: Mapping[str, float]
) -> Match:
    norm = _SATURATION * (1 - _LENGTH + _LENGTH * _total(count) / mean)
    held = {s: rarity[s] * n * (_SATURATION + 1) / (n + norm) for s, n in count.items() if s in rarity}
    parts = [max((w * held[s] for s, w in each.items() if s in held), default=0.0) for each in wanted]
    return Match(sum(parts), sizes)


def _weighted(fields: Fields) -> dict[str, float]:
    counts: dict[str, float] = {}
    for weight, text in fields:
        for word in stems(text):
            counts[word] = counts.get(word, 0.0) + weight
    return counts


def _total(count: Mapping[str, float]) -> float:
    return sum(count.values())
