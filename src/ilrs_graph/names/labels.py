"""Labels of things: English first, then any language, then the slug."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from ..engine import Engine, Term, values
from ..namespaces import RDFS, slug

LANGUAGES = ("en", "", "zh")
"""The languages of labels, most wanted first."""


class Labels:
    """Labels read from an engine on demand and kept.

    >>> from pyoxigraph import Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> Labels(StoreEngine(Store())).of(NamedNode("http://a/some-thing"))
    'some-thing'
    """

    def __init__(self, engine: Engine, languages: tuple[str, ...] = LANGUAGES) -> None:
        self._engine = engine
        self._languages = languages
        self._known: dict[NamedNode, str] = {}

    def load(self, terms: Iterable[Term | None]) -> None:
        """Read the labels of all `terms` that are IRIs and not read yet, in one query."""
        fresh = [t for t in dict.fromkeys(terms) if isinstance(t, NamedNode) and t not in self._known]
        if not fresh:
            return
        best: dict[NamedNode, tuple[int, str]] = {}
        found = self._engine.select(f"SELECT ?x ?label {{ VALUES ?x {{ {values(fresh)} }} ?x <{RDFS}label> ?label }}")
        for thing, label in found:
            if isinstance(thing, NamedNode) and isinstance(label, Literal):
                best[thing] = min(best.get(thing, (99, "")), (self._wanted(label.language), label.value))
        for thing in fresh:
            self._known[thing] = best[thing][1] if thing in best else slug(thing.value)

    def of(self, term: Term) -> str:
        """Return the label of an IRI, or the text of a literal."""
        if not isinstance(term, NamedNode):
            return term.value
        if term not in self._known:
            self.load([term])
        return self._known[term]

    def _wanted(self, language: str | None) -> int:
        found = language or ""
        return self._languages.index(found) if found in self._languages else len(self._languages)
