"""Labels of things: English first, then text without a language, Chinese, and any other language.

In a language in which no cited page prints a name, the label is our translation, `ilrs:translatedLabel`. A node without
a label is called by a name made from its kind and neighbours (`made`), and last by its slug.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from threading import Lock

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from ..engine import Engine, values
from ..language import FOREIGN_TERMS
from ..namespaces import BASE, ID, slug
from ..terms import ALT_LABEL, HIDDEN_LABEL, LABEL, TRANSLATED_LABEL, Subject, Term
from .made import MadeNames, facts_query, language_of

LANGUAGES = ("en", "", "zh")
"""The preferred languages of labels, the most preferred first; "" is text without a language tag."""
NAMES = (LABEL, TRANSLATED_LABEL, ALT_LABEL, HIDDEN_LABEL)
LABEL_PATH = f"{LABEL}|{TRANSLATED_LABEL}"
"""The path in SPARQL from a thing to its labels; in each language a thing has a printed label or our translation."""

_STEPS = 4
"""How far from a node its name reaches: a claim on an event of a mission takes three steps."""


def preferring(language: str) -> tuple[str, ...]:
    """Return the languages of labels with one of them first.

    >>> preferring("zh")
    ('zh', 'en', '')
    """
    return (language, *(other for other in LANGUAGES if other != language))


def pick(labels: Iterable[Literal], languages: Sequence[str] = LANGUAGES) -> str:
    """Return the label in the most preferred language, the first by code point if there are several; "" without labels.

    >>> pick([Literal("月", language="zh"), Literal("Lune", language="fr"), Literal("Moon", language="en")])
    'Moon'
    """
    rank = {language: place for place, language in enumerate(languages)}
    return min(((rank.get(x.language or "", len(rank)), x.value) for x in labels), default=(0, ""))[1]


def text_of(literal: Literal) -> str:
    """Return the text of a literal, with its language if it has one.

    >>> text_of(Literal("嫦娥六号", language="zh")), text_of(Literal("2024"))
    ('嫦娥六号 (zh)', '2024')
    """
    return f"{literal.value} ({literal.language})" if literal.language else literal.value


def label_in(node: NamedNode, store: Store, languages: Sequence[str] = LANGUAGES) -> str:
    """Return the label of a node in a store; without a query, of which the first of a process costs more."""
    found = (
        q.object for p in (LABEL, TRANSLATED_LABEL) for q in store.quads_for_pattern(node, p, None, DefaultGraph())
    )
    return pick((label for label in found if isinstance(label, Literal)), languages) or slug(node.value)


def names_in(node: NamedNode, store: Store) -> list[str]:
    """Return the labels of a node in a store, and the other names by which it is found."""
    found = (q.object for p in NAMES for q in store.quads_for_pattern(node, p, None, DefaultGraph()))
    return sorted({name.value for name in found if isinstance(name, Literal)})


class Labels:
    """Labels, and names made for nodes without one, read from an engine on demand and cached; threads may share them.

    >>> from pyoxigraph import Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> Labels(StoreEngine(Store())).of(NamedNode("http://a/some-thing"))
    'some-thing'
    """

    def __init__(self, engine: Engine, languages: tuple[str, ...] = LANGUAGES) -> None:
        self._engine = engine
        self._languages = languages
        self._reading = Lock()
        self._known: dict[NamedNode, str] = {}
        self._labels: dict[NamedNode, str] = {}
        self._facts: dict[Subject, dict[NamedNode, list[Term]]] = {}
        self._made = MadeNames(self._facts.get, lambda node: self._labels.get(node, ""), language_of(languages))

    @property
    def language(self) -> str:
        """The most preferred language."""
        return self._languages[0]

    def load(self, terms: Iterable[Term | None]) -> None:
        """Read the labels of all `terms` that are IRIs and not cached, in one query if all have a label."""
        wanted = [t for t in dict.fromkeys(terms) if isinstance(t, NamedNode) and t not in self._known]
        if not wanted:
            return
        with self._reading:
            fresh = [node for node in wanted if node not in self._known]
            self._read_labels(fresh)
            self._read_around(fresh)
            for node in fresh:
                self._known[node] = self._labels[node] or self._made.of(node) or self._by_slug(node)
            self._facts.clear()

    def _by_slug(self, node: NamedNode) -> str:
        """Return the slug, or in Chinese the words for a term of another vocabulary, which has no label here."""
        name = slug(node.value)
        return FOREIGN_TERMS.get(name, name) if self.language == "zh" and not node.value.startswith(BASE) else name

    def of(self, term: Term) -> str:
        """Return the label of an IRI, or the text of a literal."""
        if not isinstance(term, NamedNode):
            return term.value
        if term not in self._known:
            self.load([term])
        return self._known[term]

    def _read_labels(self, nodes: Iterable[NamedNode]) -> None:
        fresh = [node for node in dict.fromkeys(nodes) if node not in self._labels]
        if not fresh:
            return
        found: defaultdict[Term | None, list[Literal]] = defaultdict(list)
        query = f"SELECT ?x ?label {{ VALUES ?x {{ {values(fresh)} }} ?x {LABEL_PATH} ?label }}"
        for node, label in self._engine.select(query):
            if isinstance(label, Literal):
                found[node].append(label)
        self._labels.update((node, pick(found[node], self._languages) if node in found else "") for node in fresh)

    def _read_around(self, nodes: Iterable[NamedNode]) -> None:
        """Read the facts of the nodes without a label, and of their neighbours without one, with all labels."""
        for _ in range(_STEPS):
            nameless = [n for n in nodes if not self._labels[n] and n.value.startswith(ID) and n not in self._facts]
            if not nameless:
                return
            self._facts.update((node, {}) for node in nameless)
            for node, prop, value in self._engine.select(facts_query(nameless)):
                if isinstance(node, NamedNode) and isinstance(prop, NamedNode) and value is not None:
                    self._facts[node].setdefault(prop, []).append(value)
            around = (v for node in nameless for found in self._facts[node].values() for v in found)
            nodes = [value for value in dict.fromkeys(around) if isinstance(value, NamedNode)]
            self._read_labels(nodes)
