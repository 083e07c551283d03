"""Strength of evidence: how many independent sources stand behind a row of an answer, and of which kind the best is.

**Original.** A source that names no original (`ilrs:derivativeOf`) is one itself. A copy stands for the originals at
the end of its chain of copies; an original that is not in the graph is named by its agent. So the saved question
`single-source-facts` counts, too.

**Independent sources.** Originals are independent if they have different publishers (`dcterms:publisher`; an agent is
its own publisher). Copies of one text, and pages of one publisher, count as one.

**Kind.** The best `ilrs:sourceKind` of the pages cited, in the order of `ilrs:order`. A copy counts as what was read, a
mirror.

**Row.** A row holds only if each of its evidence nodes holds, so it is as strong as its weakest node: the number of
independent sources is the least among the nodes, and the kind is the worst among the best kinds of the nodes. In other
words, each fact behind the row has at least so many independent sources, one of them at least of this kind. Nodes
without a source, such as terms of the vocabulary, do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode

from ..engine import Engine, values
from ..language import say
from ..names.labels import Labels
from ..namespaces import DCTERMS, ONTOLOGY
from ..terms import Term

_LAST = 99
"""The order of a kind that has none."""

STRENGTH = ("independentSources", "bestKind", "bestKindLabel")
"""The columns that a table for programs has on the strength of evidence."""


class SourceKind(NamedTuple):
    """A kind of source: its place in the order of the ontology (1 is best), its IRI and its label."""

    order: int
    iri: str
    label: str


class Strength(NamedTuple):
    """How strong the evidence is: numbers of independent sources, of originals and of pages, and the best kind.

    Without any source the numbers are 0, and `best` is None.
    """

    independent: int = 0
    originals: int = 0
    pages: int = 0
    best: SourceKind | None = None

    def text(self, language: str = "en") -> str:
        """Return the number of independent sources and their best kind, "" if there are none.

        >>> press = SourceKind(5, "https://w3id.org/ilrs-graph/vocab/source-kind/press", "press")
        >>> Strength(1, 2, 2, press).text(), Strength(3, 3, 4, press).text()
        ('1: press', '3, best: press')
        """
        if self.best is None:
            return ""
        form = "{n}: {kind}" if self.independent == 1 else "{n}, best: {kind}"
        return say(form, language, n=self.independent, kind=self.best.label)

    def cells(self) -> tuple[int, str | None, str | None]:
        """Return the values of the columns `STRENGTH`."""
        return self.independent, self.best and self.best.iri, self.best and self.best.label


class _Source(NamedTuple):
    """What counts of a source: its kind, its originals and their publishers."""

    kind: SourceKind | None
    originals: frozenset[Term]
    publishers: frozenset[Term]


_KNOWN: WeakKeyDictionary[Labels, dict[NamedNode, _Source]] = WeakKeyDictionary()
"""What was read of sources, by the labels of their reading: many answers rest on the same."""


def strengths_of(by_node: Mapping[Term, Sequence[NamedNode]], engine: Engine, labels: Labels) -> dict[Term, Strength]:
    """Return the strength of the evidence for each node, given its sources.

    >>> from ilrs_graph import LunarGraph
    >>> graph = LunarGraph()
    >>> page = graph.resolve("source:armenpress-2024-05-03-launch")
    >>> strengths_of({page: [page]}, graph.engine, graph.labels)[page].text()
    '1: mirror'
    """
    if not by_node:
        return {}
    known = _KNOWN.setdefault(labels, {})
    fresh = [s for s in dict.fromkeys(s for found in by_node.values() for s in found) if s not in known]
    if fresh:
        known.update(_sources(fresh, engine, labels))
    return {node: _of([known[s] for s in found]) for node, found in by_node.items() if found}


def weakest(strengths: Iterable[Strength]) -> Strength:
    """Return the strength of what holds only if several facts hold, from the strength of each.

    >>> press, wiki = SourceKind(5, "", "press"), SourceKind(8, "", "wiki")
    >>> weakest([Strength(1, 1, 1, press), Strength(2, 3, 3, wiki)]).text()
    '1: wiki'
    """
    found = list(strengths)
    if not found:
        return Strength()
    return Strength(
        min(each.independent for each in found),
        min(each.originals for each in found),
        min(each.pages for each in found),
        max((each.best for each in found if each.best), default=None),
    )


def _of(sources: Sequence[_Source]) -> Strength:
    originals = frozenset[Term]().union(*(source.originals for source in sources))
    publishers = frozenset[Term]().union(*(source.publishers for source in sources))
    best = min((source.kind for source in sources if source.kind), default=None)
    return Strength(len(publishers), len(originals), len(sources), best)


def _sources(wanted: Sequence[NamedNode], engine: Engine, labels: Labels) -> dict[NamedNode, _Source]:
    rows = engine.select(
        f"""SELECT ?source ?kind ?order ?original ?publisher {{
  VALUES ?source {{ {values(wanted)} }}
  OPTIONAL {{ ?source <{ONTOLOGY}sourceKind> ?kind . OPTIONAL {{ ?kind <{ONTOLOGY}order> ?order }} }}
  OPTIONAL {{
    ?source <{ONTOLOGY}derivativeOf>+ ?first . FILTER NOT EXISTS {{ ?first <{ONTOLOGY}derivativeOf> ?next }}
  }}
  BIND(COALESCE(?first, ?source) AS ?original)
  OPTIONAL {{ ?original <{DCTERMS}publisher> ?publisher }}
}}"""
    ).rows
    labels.load({kind for _, kind, *_ in rows})
    by_source: dict[Term | None, list[Sequence[Term | None]]] = {}
    for source, *cells in rows:
        by_source.setdefault(source, []).append(cells)
    return {source: _read(by_source.get(source, ()), labels) for source in wanted}


def _read(rows: Iterable[Sequence[Term | None]], labels: Labels) -> _Source:
    kinds, originals, publishers = set(), set(), set()
    for kind, order, original, publisher in rows:
        if isinstance(kind, NamedNode):
            place = int(order.value) if isinstance(order, Literal) else _LAST
            kinds.add(SourceKind(place, kind.value, labels.of(kind)))
        if original is not None:
            originals.add(original)
            publishers.add(publisher or original)
    return _Source(min(kinds, default=None), frozenset(originals), frozenset(publishers))
