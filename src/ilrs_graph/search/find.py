"""Finds what a text is about: questions by BM25 and the things that it names, things by exact and by similar names."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from ..names.labels import pick
from ..names.word_index import WordIndex
from ..namespaces import ID, ONTOLOGY, VOCAB, compact, expand, kind_of, slug
from ..questions.catalogue import Catalogue, Question
from ..snapshot import Snapshot
from ..terms import LABEL, TRANSLATED_LABEL, TYPE
from .bm25 import Fields, ranked, stems
from .model import Found, FoundQuestion, FoundThing
from .named import Named, named

_MERGED = DefaultGraph()
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
_TAKES_THING = 1.4
"""How much more a question counts that has a parameter for a thing named in the text."""
_OF_ARGUMENT = 0.3
"""The weight of a word in the name of a thing, against 1 for another word of the text."""
_OF_TERM = 0.7
"""The weight of a word in the label of a term that the text names in other words or in Chinese."""
_LEAST_OF_BEST = 0.2
"""The least part of the best score of a question that is shown."""


def find(text: str, catalogue: Catalogue, snapshot: Snapshot, most: tuple[int, int]) -> Found:
    """Return the questions and the things that fit `text`, the best first.

    Args:
        text: words in any order; they may be misspelt.
        catalogue: the saved questions.
        snapshot: the snapshot of the graph, with its index of names.
        most: the maximum number of questions and of things.
    """
    exact = named(text, snapshot.store)
    questions = _questions(text, catalogue, snapshot.store, exact)
    return Found(questions[: most[0]], _things(text, snapshot, exact.scores)[: most[1]])


def _things(text: str, snapshot: Snapshot, exact: Mapping[NamedNode, float]) -> list[FoundThing]:
    scores = {node: score for score, node in WordIndex(snapshot.words).find(text, _CANDIDATES)}
    for node, score in exact.items():
        scores[node] = max(score, scores.get(node, 0.0))
    likely = {node: score for node, score in scores.items() if score >= _LEAST}
    order = {node: score + _importance(node, snapshot.store) for node, score in likely.items()}
    nodes = sorted(order, key=lambda node: (-order[node], node.value))
    store = snapshot.store
    return [FoundThing(node, _label(node, store), _kind(node, store), likely[node]) for node in nodes]


def _label(node: NamedNode, store: Store) -> str:
    """Return the label of a node, read from the store: it costs less than the first query of a process."""
    found = (q.object for p in (LABEL, TRANSLATED_LABEL) for q in store.quads_for_pattern(node, p, None, _MERGED))
    return pick(label for label in found if isinstance(label, Literal)) or slug(node.value)


def _importance(node: NamedNode, store: Store) -> float:
    if not node.value.startswith(ID):
        return _OF_ONTOLOGY
    mentions = sum(1 for _ in islice(store.quads_for_pattern(None, None, node), _MENTIONS))
    kind = kind_of(node.value)
    repeated = _REPEATED if kind is not None and kind.labels_repeat else 0.0
    return repeated + _KNOWN * mentions / _MENTIONS + (_PROMINENT * kind.prominence if kind is not None else 0.0)


def _kind(node: NamedNode, store: Store) -> str:
    kind = kind_of(node.value)
    if kind is not None:
        return _label(NamedNode(ONTOLOGY + kind.of), store)
    return compact(node.value).partition(":")[0] if node.value.startswith(VOCAB) else "term"


def _questions(text: str, catalogue: Catalogue, store: Store, exact: Named) -> list[FoundQuestion]:
    of_class = _by_class(exact.scores, store)
    texts = dict(catalogue.items())
    scores = ranked(_wanted(text, store, exact), {name: _fields(question) for name, question in texts.items()})
    found = []
    for name, score in scores.items():
        arguments = _arguments(texts[name], of_class)
        factor = _TAKES_THING if arguments else 1
        found.append(FoundQuestion(name, texts[name].question, arguments, score * factor))
    found.sort(key=lambda each: (-each.score, each.slug))
    return [each for each in found if each.score >= _LEAST_OF_BEST * found[0].score]


def _wanted(text: str, store: Store, exact: Named) -> dict[str, float]:
    """Return the stems to look for with their weights: those of the text, and of the labels of terms that it names.

    The words of a thing that the text names, which becomes an argument, count less.
    """
    wanted = dict.fromkeys(stems(text), 1.0)
    wanted.update(dict.fromkeys((stem for part in exact.parts for stem in stems(part)), _OF_ARGUMENT))
    terms = [node for node in exact.scores if not node.value.startswith(ID)]
    for stem in (stem for node in terms for stem in stems(_label(node, store))):
        wanted[stem] = max(_OF_TERM, wanted.get(stem, 0.0))
    return wanted


def _fields(question: Question) -> Fields:
    headings = " ".join([*question.columns.values(), *(p.label for p in question.parameters), *question.tags])
    return [(3.0, question.question), (2.0, question.slug), (2.0, headings), (1.0, question.description)]


def _by_class(exact: Mapping[NamedNode, float], store: Store) -> dict[str, NamedNode]:
    """Return the best named thing of each class."""
    best: dict[str, NamedNode] = {}
    for node in sorted(exact, key=lambda node: (-exact[node], node.value)):
        for quad in store.quads_for_pattern(node, TYPE, None, _MERGED) if node.value.startswith(ID) else ():
            if isinstance(quad.object, NamedNode):
                best.setdefault(quad.object.value, node)
    return best


def _arguments(question: Question, of_class: Mapping[str, NamedNode]) -> dict[str, str]:
    """Return the parameters that take a named thing; each thing is taken once."""
    taken: dict[str, str] = {}
    for parameter in question.parameters:
        node = of_class.get(expand(parameter.of_class) or "") if parameter.of_class else None
        if node is not None and compact(node.value) not in taken.values():
            taken[parameter.name] = compact(node.value)
    return taken
