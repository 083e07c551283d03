"""Words of a text that neither a name nor a saved question has, as the most similar word that one has.

Similar words share sequences of three letters (`names.word_index`); short words, and Chinese ones, stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..names.folding import words
from ..names.word_index import WordIndex, likeness
from .bm25 import stems

_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]{5,}")
"""A word long enough to be recognised with a wrong letter."""
_PAIR = re.compile(r"\b([^\W\d_\u3400-\u9fff]{5,})[ -]([^\W\d_\u3400-\u9fff]+)")
"""Two words that may be one."""
_LEAST = 0.58
"""The least likeness of the word that stands for another."""
_LETTERS = 5
"""For each so many letters, a word may have one more or one less."""


def respelt(text: str, questions: Iterable[str], names: WordIndex) -> str:
    """Return `text` with the words that occur nowhere replaced by the most similar ones.

    Args:
        text: what a person typed.
        questions: the texts of the saved questions.
        names: the index of names.

    >>> from ilrs_graph.names.word_index import indexed
    >>> respelt("lanch of Chandrayaan", ["When was the launch of Chandrayaan?"], WordIndex(indexed([])))
    'launch of Chandrayaan'
    """
    typed = set(_WORD.findall(text))
    if not typed:
        return text
    known = {word for each in questions for word in words(each)}
    known_stems = {stem for each in known for stem in stems(each)}
    unknown = [w for w in typed if not names.has(w) and known_stems.isdisjoint(stems(w)) and stems(w)]
    instead = {word: _nearest(word, known, names) for word in unknown}
    joined = _PAIR.sub(lambda match: _joined(match, unknown, names), text)
    return _WORD.sub(lambda match: instead.get(match[0], match[0]), joined)


def _joined(match: re.Match[str], unknown: Iterable[str], names: WordIndex) -> str:
    """Return two words as one where a name has them so, and they as two words occur nowhere: "Shadow Cam"."""
    both = match[1] + match[2]
    return both if match[1] in unknown and names.has(both) else match[0]


def _nearest(typed: str, known: Iterable[str], names: WordIndex) -> str:
    """Return the word most similar to a typed one, of the questions and of the names; itself if none is similar."""
    folded = "".join(words(typed))
    alike = {**names.near(folded), **{word: likeness(folded, word) for word in known}}
    likely = {word: score for word, score in alike.items() if abs(len(word) - len(folded)) <= len(folded) // _LETTERS}
    best = max(likely, key=lambda word: (likely[word], word), default=typed)
    return best if likely.get(best, 0.0) >= _LEAST else typed
