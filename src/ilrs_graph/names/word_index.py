"""An index of the words of names, which finds names by similar words.

Words are similar by their sequences of three letters, Chinese ones by their characters and pairs of these. The index
is one byte string: JSON with the words, things and sequences, then arrays of 32-bit numbers in the byte order of the
machine. Two words are as similar as the Dice coefficient of their sequences (Dice 1945); a rare word counts more.

>>> from ..namespaces import ID
>>> from ..terms import LABEL
>>> mission, site = NamedNode(ID + "mission/change-6"), NamedNode(ID + "site/apollo-crater")
>>> names = [Triple(mission, LABEL, Literal("Chang'e 6")), Triple(site, LABEL, Literal("Landing site of Chang'e 6"))]
>>> index = WordIndex(indexed(names))
>>> [thing.value.rpartition("/id/")[2] for _, thing in index.find("Cange 6")]
['mission/change-6', 'site/apollo-crater']
"""

from __future__ import annotations

import json
import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import accumulate, pairwise

from pyoxigraph import Literal, NamedNode, Triple

from ..namespaces import BASE, slug
from .folding import sections, words
from .index import TYPED, WHOLE_ONLY, segment_of

_ALIKE = 0.4
"""The least similarity of two words that are taken for the same."""
_MOST_ALIKE = 12
"""Maximum number of words of the index taken for one typed word."""
_UNIT = 1000
"""Weights are stored as multiples of 1/1000."""
_ALL = 0.95
"""The part of the weight of a name that a text must have to contain the name."""
_WITHIN = 0.8
"""The score of a name that a longer text contains, against 1 for an equal name."""
_BEGINS = 0.6
"""The score of a longer name that has all words of the text."""


@lru_cache(maxsize=1 << 15)
def sequences(word: str) -> frozenset[str]:
    """Return the sequences of three letters of a word, with its borders; of Chinese, the characters and their pairs.

    >>> sorted(sequences("cnes")), sorted(sequences("月球"))
    (['  c', ' cn', 'cne', 'es ', 'nes'], ['月', '月球', '球'])
    """
    if word[:1] >= "\u3400":
        return frozenset((*word, *(word[i : i + 2] for i in range(len(word) - 1))))
    padded = f"  {word} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2))


def likeness(one: str, other: str) -> float:
    """Return how similar two words are, from 0 to 1.

    >>> likeness("lunakhod", "lunokhod") > likeness("lunakhod", "luna") > likeness("lunakhod", "apollo")
    True
    """
    ours, theirs = sequences(one), sequences(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def indexed(triples: Iterable[Triple]) -> bytes:
    """Return the index of the names in `triples`: whole names, their parts between commas, and slugs."""
    names = dict.fromkeys(_names(triples))
    things = {thing: number for number, thing in enumerate(dict.fromkeys(thing for thing, _ in names))}
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for number, (_, found) in enumerate(names):
        for word in dict.fromkeys(found):
            by_word[word].append(number)
    by_sequence: defaultdict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(by_word):
        for each in sorted(sequences(word)):
            by_sequence[each].append(number)
    weights = {word: _weight(len(found), len(names)) for word, found in by_word.items()}
    sizes = (round(_UNIT * sum(map(weights.__getitem__, set(found)))) for _, found in names)
    head = {"words": list(by_word), "things": list(things), "sequences": list(by_sequence)}
    of_name = (array("I", (things[thing] for thing, _ in names)), array("I", sizes))
    arrays = (*_packed(by_sequence.values()), *_packed(by_word.values()), *of_name)
    text = json.dumps({**head, "sizes": [len(each) for each in arrays]}, ensure_ascii=False).encode()
    padding = b" " * (-(len(text) + 1) % 4)
    return b"\n".join((text + padding, b"".join(each.tobytes() for each in arrays)))


def _names(triples: Iterable[Triple]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield things, by their IRIs after the base, each with the words of one name, of a part of it, or of its slug."""
    for t in triples:
        thing = t.subject
        if t.predicate in TYPED and isinstance(thing, NamedNode) and thing.value.startswith(BASE):
            key, name = thing.value.removeprefix(BASE), t.object.value if isinstance(t.object, Literal) else ""
            yield key, words(name)
            if segment_of(thing.value) not in WHOLE_ONLY:
                for part in (*sections(name), slug(key)):
                    yield key, words(part)


def _packed(lists: Iterable[Sequence[int]]) -> tuple[array[int], array[int]]:
    """Return lists of numbers as one, with the places where each begins and ends."""
    held = list(lists)
    return array("I", accumulate(map(len, held), initial=0)), array("I", (n for each in held for n in each))


class WordIndex:
    """An open index."""

    def __init__(self, content: bytes) -> None:
        end = content.index(b"\n")
        head = json.loads(content[:end])
        self._words: list[str] = head["words"]
        self._things: list[str] = head["things"]
        self._sequences = {each: number for number, each in enumerate(head["sequences"])}
        numbers = memoryview(content)[end + 1 :].cast("I")
        ends = list(accumulate(head["sizes"], initial=0))
        parts = [numbers[a:b] for a, b in pairwise(ends)]
        self._of_sequence, self._of_word = (parts[0], parts[1]), (parts[2], parts[3])
        self._thing_of, self._size_of = parts[4:]

    @property
    def things(self) -> list[str]:
        """The IRIs of all things in the index."""
        return [BASE + thing for thing in self._things]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self._words)}

    def has(self, word: str) -> bool:
        """Whether a name has this word, whatever its case and accents."""
        return "".join(words(word)) in self._numbers

    def near(self, word: str) -> dict[str, float]:
        """Return the words of names that are similar to a folded one, each with its likeness."""
        return {self._words[number]: likeness for number, likeness in self._alike(word).items()}

    def beginning(self, text: str) -> list[str]:
        """Return the IRIs of the things with a name of which a word begins with the folded `text`."""
        begin = "".join(words(text))
        numbers = [number for number, word in enumerate(self._words) if begin and word.startswith(begin)]
        names = {name for number in numbers for name in _list(self._of_word, number)}
        return [BASE + self._things[thing] for thing in sorted({self._thing_of[name] for name in names})]

    def find(self, text: str, most: int = 30) -> list[tuple[float, NamedNode]]:
        """Return up to `most` things with names similar to `text`, each with a score of 0 to 1, the best first."""
        typed = list(dict.fromkeys(words(text)))
        alike = [self._alike(word) for word in typed]
        sizes = [self._size(word, found) for word, found in zip(typed, alike, strict=True)]
        common: defaultdict[int, float] = defaultdict(float)
        whole: defaultdict[int, float] = defaultdict(lambda: sum(sizes))
        for size, found in zip(sizes, alike, strict=True):
            best: dict[int, tuple[float, float]] = {}
            for word, similarity in found.items():
                weight = self._weight(word)
                for name in _list(self._of_word, word):
                    best[name] = max((similarity * weight, weight), best.get(name, (0.0, 0.0)))
            for name, (shared, weight) in best.items():
                common[name] += shared
                whole[name] += weight - size
        likely = nlargest(most * 8, common, key=lambda name: common[name])
        scores: dict[str, float] = {}
        for name in likely:
            score = _score(common[name], whole[name], self._size_of[name] / _UNIT)
            thing = self._things[self._thing_of[name]]
            scores[thing] = max(score, scores.get(thing, 0.0))
        ranked = sorted(scores, key=lambda thing: (-scores[thing], thing))
        return [(scores[thing], NamedNode(BASE + thing)) for thing in ranked[:most]]

    def _size(self, typed: str, alike: Mapping[int, float]) -> float:
        """Return the weight of a typed word: its own, or else the greatest of the words similar to it."""
        own = [self._numbers[typed]] if typed in self._numbers else []
        return max(map(self._weight, own or alike), default=_weight(1, len(self._thing_of)))

    def _weight(self, word: int) -> float:
        begins = self._of_word[0]
        return _weight(begins[word + 1] - begins[word], len(self._thing_of))

    def _alike(self, typed: str) -> dict[int, float]:
        """Return the words similar to a typed one, each with the similarity; of numbers, the same only."""
        wanted = sequences(typed)
        shared: defaultdict[int, int] = defaultdict(int)
        for number in (self._sequences[each] for each in wanted if each in self._sequences):
            for word in _list(self._of_sequence, number):
                shared[word] += 1
        found: dict[int, float] = {}
        for word, count in shared.items():
            name = self._words[word]
            similarity = 1.0 if name == typed else 2 * count / (len(wanted) + _length(name))
            if name == typed or (similarity >= _ALIKE and not typed.isdigit() and not name.isdigit()):
                found[word] = similarity
        return dict(nlargest(_MOST_ALIKE, found.items(), key=lambda item: item[1]))


def _score(shared: float, whole: float, size: float) -> float:
    """Return the score of a name from the weights of the shared words, of the text and of the name."""
    within = _WITHIN * shared / size if shared >= _ALL * size else 0.0
    return min(1.0, max(2 * shared / (whole + size), within, _BEGINS * shared / whole)) if whole else 0.0


def _weight(names: int, of: int) -> float:
    """Return the weight of a word that so many names have (inverse document frequency)."""
    return math.log(1 + of / names)


def _length(word: str) -> int:
    """Return the number of sequences of a word, repeated ones included, without making them.

    >>> _length("cnes") == len(sequences("cnes")), _length("月球") == len(sequences("月球"))
    (True, True)
    """
    return 2 * len(word) - 1 if word[:1] >= "\u3400" else len(word) + 1


def _list(packed: tuple[memoryview, memoryview], number: int) -> memoryview:
    begins, numbers = packed
    return numbers[begins[number] : begins[number + 1]]
