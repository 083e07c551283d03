"""What a text names exactly: things and terms, by names, parts of names and acronyms that its words spell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from ..names.folding import folded
from ..names.index import FORM, FORMS, GRAPH, PART, TYPED
from ..namespaces import ID, ONTOLOGY
from ..terms import TYPE
from .exclusions import excluded, of_others

_STATE = NamedNode(ONTOLOGY + "State")
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’.-][^\W_\u3400-\u9fff]+)*")
_MOST_TOKENS = 40
"""Maximum number of words of a text that are looked up; the others are skipped."""
_LONGEST = 8
"""Maximum number of words, or Chinese characters, of a name."""
_SHORT = 3
"""A single word below this length is a name only if it is written in capitals, as codes of states are."""
_PREPOSITIONS = frozenset(("about", "at", "by", "for", "from", "in", "of", "on", "to", "with"))
_OF_GRAMMAR = frozenset(
    """about after all also and any are been before but can come could did does done few for from get give given got had
    has have her here him his how its just least less like made make many may more most much must near new non nor not
    now off old one only open other our out over own per same say she should since some still such take than that the
    their them then there these they this too under until upon use used very via was were what when where which while
    who whom whose why will with would yet you""".split()  # noqa: SIM905
)
"""Words that are names in capitals only, as ARE, a code of a state, and MUST, an acronym of a university, are."""
_CODE = 3
"""The length of the codes of states, which are written in capitals; a name as short that has a language is none."""
_POSSESSIVE = ("'s", "’s")
_SCORES = dict(zip(FORMS, (1.0, 0.95, 0.9), strict=True))
_OF_TEXT = 0.9
"""The score of a name that is nearly the whole text, against that of one that is the text."""
_OF_WORD = 0.45
"""The score of a name that is a small part of the text."""


class Mention(NamedTuple):
    """A part of a text and what it names, each with its score; `excluded` if the text asks for others than that."""

    part: str
    nodes: Mapping[NamedNode, float]
    excluded: bool = False

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
    others = of_others(text)
    for form, places in sorted(spans.items(), key=lambda item: -len(item[1])):
        part = text[places.start : places.stop]
        by_sort = by_form.get(form, {}) if part == text else _of_word(part, by_form.get(form, {}), store)
        if by_sort and covered.isdisjoint(places):
            covered.update(places)
            here = _scored(by_sort, _of_part(len(form) / len(folded(text))))
            found = {**here, **found}
            out = excluded(text, places.start, places.stop) or (others and any(_is_state(node, store) for node in here))
            mentions.append((places, Mention(part, here, out)))
    return Named(found, [mention for _, mention in sorted(mentions, key=lambda each: each[0].start)])


def _of_word(part: str, by_sort: dict[str, list[NamedNode]], store: Store) -> dict[str, list[NamedNode]]:
    """Return what a part of a text names; a word without capitals is no code of a state and no part of a long name.

    So "are" is no code, and "open" is not the publisher OPEN (open-open.com).
    """
    if not part.isascii() or not part.islower() or len(_TOKEN.findall(part)) > 1:
        return by_sort
    kept = {
        sort: [node for node in nodes if not (_is_agent(node) and (sort == PART or _is_code(part, node, store)))]
        for sort, nodes in by_sort.items()
    }
    return {sort: nodes for sort, nodes in kept.items() if nodes}


def _is_agent(node: NamedNode) -> bool:
    return node.value.startswith(f"{ID}agent/")


def _is_state(node: NamedNode, store: Store) -> bool:
    return _is_agent(node) and any(store.quads_for_pattern(node, TYPE, _STATE, DefaultGraph()))


def _is_code(part: str, node: NamedNode, store: Store) -> bool:
    """Whether a word is no name of a state in any language, but its code, as "are" is."""
    if len(part) != _CODE or not _is_state(node, store):
        return False
    names = (q.object for property_ in TYPED for q in store.quads_for_pattern(node, property_, None, DefaultGraph()))
    return not any(isinstance(n, Literal) and n.language and folded(n.value) == folded(part) for n in names)


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
            if piece.isdigit() or (_is_of_grammar(piece) and piece != text):
                continue  # a number alone is a year or a count
            if piece.endswith(_POSSESSIVE):
                spans.setdefault(folded(piece[:-2]), range(start, end - 2))
            if tokens[first][0].lower() in _PREPOSITIONS and last > first:
                continue  # "of Chang'e 6" is no name, although a part between commas may be
            if len(piece) >= _SHORT or (piece.isupper() and len(piece) > 1) or _is_chinese_name(piece):
                spans.setdefault(folded(piece), range(start, end))
    spans.pop("", None)
    return spans


def _is_of_grammar(piece: str) -> bool:
    return piece.lower() in _OF_GRAMMAR and not piece.isupper()


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
