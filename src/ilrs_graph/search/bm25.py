"""BM25 over texts with weighted fields (Robertson and Zaragoza 2009, section 3.6), for the few saved questions.

>>> texts = {"a": [(1.0, "Which partners contributed to missions?")], "b": [(1.0, "When was each mission launched?")]}
>>> list(ranked({"launch": 1.0, "mission": 0.5}, texts))
['b', 'a']
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

from ..names.folding import words

Fields: TypeAlias = Sequence[tuple[float, str]]
"""The parts of a text, each with its weight."""

_SATURATION = 1.2
"""k1: how soon further occurrences of a word count less."""
_LENGTH = 0.5
"""b: how much a long text counts less."""
_FUNCTION_WORDS = frozenset(
    """a all an and any are as at be been by can did do does each every for from give given had has have how if in into
    is it its list me of on one or other our s show so some tell than that the their them then there these they this to
    up was we were what when where which who whom whose why will with would""".split()  # noqa: SIM905
)
_ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
_STEM = 3
"""The least length of a word without its ending."""


def stems(text: str) -> list[str]:
    """Return the words of a text without endings and function words; Chinese as pairs of characters.

    >>> stems("Which missions launched?"), stems("哪些任务")
    (['mission', 'launch'], ['哪些', '些任', '任务'])
    """
    found: list[str] = []
    for word in words(text):
        if word[:1] >= "\u3400":
            found += [word[i : i + 2] for i in range(len(word) - 1)] or [word]
        elif word not in _FUNCTION_WORDS:
            found.append(_stem(word))
    return found


@cache
def _stem(word: str) -> str:
    for ending, other in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM and not word.endswith("ss"):
            return word[: -len(ending)] + other
    return word


def ranked(wanted: Mapping[str, float], texts: Mapping[str, Fields]) -> dict[str, float]:
    """Return the keys of the texts that have words of `wanted` (stems with weights), the best first, with scores."""
    counts = {key: _weighted(fields) for key, fields in texts.items()}
    mean = sum(map(_total, counts.values())) / (len(counts) or 1) or 1.0
    texts_with = Counter(word for count in counts.values() for word in wanted if word in count)
    scores = dict.fromkeys(counts, 0.0)
    for key, count in counts.items():
        norm = _SATURATION * (1 - _LENGTH + _LENGTH * _total(count) / mean)
        for word in (word for word in wanted if word in count):
            rarity = math.log(1 + (len(counts) - texts_with[word] + 0.5) / (texts_with[word] + 0.5))
            scores[key] += wanted[word] * rarity * count[word] * (_SATURATION + 1) / (count[word] + norm)
    return {key: scores[key] for key in sorted(scores, key=lambda key: (-scores[key], key)) if scores[key] > 0}


def _weighted(fields: Fields) -> dict[str, float]:
    counts: dict[str, float] = {}
    for weight, text in fields:
        for word in stems(text):
            counts[word] = counts.get(word, 0.0) + weight
    return counts


def _total(count: Mapping[str, float]) -> float:
    return sum(count.values())
