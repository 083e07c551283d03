"""What a text names exactly: things and terms, by names, parts of names and acronyms that its words spell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from ..names.folding import folded
from ..names.index import FORM, FORMS, GRAPH
from ..namespaces import ID

_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’.-][^\W_\u3400-\u9fff]+)*")
_MOST_TOKENS = 40
"""Maximum number of words of a text that are looked up; the others are skipped."""
_LONGEST = 8
"""Maximum number of words, or Chinese characters, of a name."""
_SHORT = 3
"""A single word below this length is a name only if it is written in capitals, as codes of states are."""
_PREPOSITIONS = frozenset(("about", "at", "by", "for", "from", "in", "of", "on", "to", "with"))
_OF_GRAMMAR = frozenset(
    ("all", "and", "any", "are", "can", "did", "for", "had", "has", "how", "may", "must", "not", "was", "who")
)
"""Words that are names in capitals only, as ARE, a code of a state, and MUST, an acronym of a university, are."""
_POSSESSIVE = ("'s", "’s")
_SCORES = dict(zip(FORMS, (1.0, 0.95, 0.9), strict=True))
_OF_TEXT = 0.9
"""The score of a name that is nearly the whole text, against that of one that is the text."""
_OF_WORD = 0.45
"""The score of a name that is a small part of the text."""


class Mention(NamedTuple):
    """A part of a text and what it names, each with its score."""

    part: str
    nodes: Mapping[NamedNode, float]

    @property
    def of_thing(self) -> bool:
        """Whether it names a thing of the data, not a term only."""
        return any(node.value.startswith(ID) for node in self.nodes)


class Named(NamedTuple):
    """What a text names: things and terms, each with its score, and the parts of the text that name them, in order."""

    scores: dict[NamedNode, float]
    mentions: list[Mention]


def named(text: str, store: Store) -> Named:
    """Return the things and terms that `text` or a part of it names; names within found ones do not count.

    >>> from ilrs_graph import LunarGraph
    >>> found = named("partners of Change 6", LunarGraph().snapshot.store)
    >>> mission = NamedNode("https://w3id.org/ilrs-graph/id/mission/change-6")
    >>> mission in found.scores, [mention.part for mention in found.mentions if mention.of_thing]
    (True, ['Change 6'])
    """
    spans = _spans(text)
    by_form = _by_form({folded(text), *spans}, store)
    found = _scored(by_form.get(folded(text), {}), 1.0)
    mentions: list[tuple[range, Mention]] = []
    covered: set[int] = set()
    for form, places in sorted(spans.items(), key=lambda item: -len(item[1])):
        if form in by_form and covered.isdisjoint(places):
            covered.update(places)
            here = _scored(by_form[form], _of_part(len(form) / len(folded(text))))
            found = {**here, **found}
            mentions.append((places, Mention(text[places.start : places.stop], here)))
    return Named(found, [mention for _, mention in sorted(mentions, key=lambda each: each[0].start)])


def _of_part(share: float) -> float:
    """Return the score of a name that is this share of the text."""
    return _OF_WORD + (_OF_TEXT - _OF_WORD) * share


def _spans(text: str) -> dict[str, range]:
    """Return the folded sequences of words in a text, each with the places of its characters."""
    tokens = list(_TOKEN.finditer(text))[:_MOST_TOKENS]
    spans: dict[str, range] = {}
    for first in range(len(tokens)):
        for last in range(first, min(first + _LONGEST, len(tokens))):
            start, end = tokens[first].start(), tokens[last].end()
            piece = text[start:end]
            if piece.isdigit() or (piece in _OF_GRAMMAR and piece != text):
                continue  # a number alone is a year or a count
            if piece.endswith(_POSSESSIVE):
                spans.setdefault(folded(piece[:-2]), range(start, end - 2))
            if tokens[first][0].lower() in _PREPOSITIONS and last > first:
                continue  # "of Chang'e 6" is no name, although a part between commas may be
            if len(piece) >= _SHORT or (piece.isupper() and len(piece) > 1) or _is_chinese_name(piece):
                spans.setdefault(folded(piece), range(start, end))
    spans.pop("", None)
    return spans


def _is_chinese_name(piece: str) -> bool:
    return len(piece) > 1 and all(c >= "\u3400" for c in piece)


def _by_form(forms: set[str], store: Store) -> dict[str, dict[str, list[NamedNode]]]:
    """Return the things with each folded form, by the sort of form."""
    found: dict[str, dict[str, list[NamedNode]]] = {}
    for form in filter(None, sorted(forms)):
        for sort in FORMS:
            nodes = [q.subject for q in store.quads_for_pattern(None, FORM, Literal(sort + form), GRAPH)]
            if nodes:
                found.setdefault(form, {})[sort] = [node for node in nodes if isinstance(node, NamedNode)]
    return found


def _scored(by_sort: dict[str, list[NamedNode]], factor: float) -> dict[NamedNode, float]:
    """Return the things of the best sort of form, with their score."""
    best = next((sort for sort in FORMS if sort in by_sort), None)
    return dict.fromkeys(by_sort[best], _SCORES[best] * factor) if best is not None else {}
