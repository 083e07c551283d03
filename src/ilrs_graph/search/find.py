"""Finds what a text is about: questions by BM25 and the things that it names, things by exact and by similar names."""

from __future__ import annotations

from itertools import islice

from pyoxigraph import NamedNode, Store

from ..language import say
from ..names.labels import label_in, preferring
from ..names.word_index import WordIndex
from ..namespaces import ID, ONTOLOGY, VOCAB, compact, kind_of
from ..questions.catalogue import Catalogue
from ..snapshot import Snapshot
from .linked import linked_to
from .model import Found, FoundThing
from .named import Named, named
from .questions import found_questions, question_texts
from .spelling import respelt

_CANDIDATES = 40
"""How many similar names are looked at."""
_MENTIONS = 64
"""The number of triples with a thing as object that make it the most important."""
_KNOWN = 0.04
_PROMINENT = 0.02
"""How much the mentions of a thing, and the prominence of its kind, decide between names of equal likeness."""
_REPEATED = -0.1
"""How much things whose kind shares labels, such as pages, stand behind others."""
_OF_ONTOLOGY = -0.1
"""How much terms stand behind things."""
_LEAST = 0.3
"""The least score of a thing that is shown."""


def find(text: str, catalogue: Catalogue, snapshot: Snapshot, most: tuple[int, int], language: str = "en") -> Found:
    """Return the questions and the things that fit `text`, the best first.

    Args:
        text: words in any order; they may be misspelt.
        catalogue: the saved questions.
        snapshot: the snapshot of the graph, with its index of names.
        most: the maximum number of questions and of things.
        language: that of titles, labels and kinds.
    """
    names = WordIndex(snapshot.words)
    asked = respelt(text, question_texts(catalogue), names)
    exact = named(asked, snapshot.store)
    questions = found_questions(asked, catalogue, snapshot.store, exact.mentions)
    worded = [each._replace(question=catalogue[each.slug].wording(language).question) for each in questions[: most[0]]]
    things = _things(names.find(asked, _CANDIDATES), snapshot, exact, language)[: most[1]]
    return Found(worded, things, language, asked if asked != text else "")


def _things(alike: list[tuple[float, NamedNode]], snapshot: Snapshot, exact: Named, language: str) -> list[FoundThing]:
    scores = {node: score for score, node in alike}
    for node, score in exact.scores.items():
        scores[node] = max(score, scores.get(node, 0.0))
    likely = {node: score for node, score in scores.items() if score >= _LEAST}
    linked = linked_to(exact.mentions, likely, snapshot.store)
    for node in linked:
        likely.setdefault(node, _LEAST)
    order = {node: score + linked.get(node, 0.0) + _importance(node, snapshot.store) for node, score in likely.items()}
    nodes = sorted(order, key=lambda node: (-order[node], node.value))
    store, languages = snapshot.store, preferring(language)
    return [
        FoundThing(node, label_in(node, store, languages), _kind(node, store, languages), likely[node])
        for node in nodes
    ]


def _importance(node: NamedNode, store: Store) -> float:
    if not node.value.startswith(ID):
        return _OF_ONTOLOGY
    mentions = sum(1 for _ in islice(store.quads_for_pattern(None, None, node), _MENTIONS))
    kind = kind_of(node.value)
    repeated = _REPEATED if kind is not None and kind.labels_repeat else 0.0
    return repeated + _KNOWN * mentions / _MENTIONS + (_PROMINENT * kind.prominence if kind is not None else 0.0)


def _kind(node: NamedNode, store: Store, languages: tuple[str, ...]) -> str:
    kind = kind_of(node.value)
    if kind is not None:
        return label_in(NamedNode(ONTOLOGY + kind.of), store, languages)
    return compact(node.value).partition(":")[0] if node.value.startswith(VOCAB) else say("term", languages[0])
