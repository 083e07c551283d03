"""Citations of sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode

from ..dates.words import date_text
from ..engine import Engine, values
from ..language import say
from ..names.labels import Labels
from ..namespaces import DC, DCTERMS, ONTOLOGY, PROV, slug
from ..terms import Term


class Citation(NamedTuple):
    """One source: its IRI and the fields of a reference; an unknown field is empty.

    `issued` is a day, month or year in ISO 8601 format; `kind` is the label of the kind of source, `code` its slug.
    `languages` are codes of ISO 639, and `original` is the name of the source or agent of which the source is a copy.
    """

    iri: str
    title: str
    publisher: str = ""
    issued: str = ""
    retrieved: str = ""
    url: str = ""
    kind: str = ""
    code: str = ""
    languages: tuple[str, ...] = ()
    original: str = ""

    def __str__(self) -> str:
        """Return the reference in English."""
        return self.text()

    def text(self, language: str = "en") -> str:
        """Return the reference: publisher, title, date, address, kind."""
        form = "{publisher}: {title}"
        head = say(form, language, publisher=self.publisher, title=self.title) if self.publisher else self.title
        dated = date_text(self.issued, language) if self.issued else say("undated", language)
        read = say(", read {day}", language, day=date_text(self.retrieved, language)) if self.retrieved else ""
        kind = self.kind or say("kind not stated", language)
        whole = "{head}. {dated}{read}. {url} ({kind})"
        return say(whole, language, head=head.rstrip(".。"), dated=dated, read=read, url=self.url, kind=kind)

    def printed(self) -> dict[str, str]:
        """Return the fields that a printed reference has, by name.

        >>> [*Citation("http://a", "A", languages=("en",)).printed()]
        ['iri', 'title', 'publisher', 'issued', 'retrieved', 'url', 'kind']
        """
        return {name: getattr(self, name) for name in _PRINTED}


_PRINTED = Citation._fields[: Citation._fields.index("code")]


def sources_of(nodes: Iterable[Term], engine: Engine, labels: Labels | None = None) -> dict[Term, list[NamedNode]]:
    """Return, for each node, the sources from which it was derived, best kind first; a source is its own source.

    With the labels of a reading, what was read of its nodes is not read again: many answers rest on the same.
    """
    wanted = [n for n in dict.fromkeys(nodes) if isinstance(n, NamedNode)]
    known = {} if labels is None else _DERIVED.setdefault(labels, {})
    fresh = [node for node in wanted if node not in known]
    if fresh:
        found = _derived(fresh, engine)
        known.update((node, found.get(node, [])) for node in fresh)
    return {node: list(known[node]) for node in wanted if known[node]}


_DERIVED: WeakKeyDictionary[Labels, dict[Term, list[NamedNode]]] = WeakKeyDictionary()
"""The sources of the nodes that were read, by the labels of their reading."""
_LAST = 99
"""The place of a kind of source that has none."""


def _derived(nodes: Sequence[NamedNode], engine: Engine) -> dict[Term, list[NamedNode]]:
    rows = engine.select(
        f"""SELECT ?node ?source {{
  VALUES ?node {{ {values(nodes)} }}
  {{ ?node <{PROV}wasDerivedFrom> ?source }} UNION {{ ?node a <{ONTOLOGY}Source> . BIND(?node AS ?source) }}
}}"""
    ).rows
    places = _places({source for _, source in rows if isinstance(source, NamedNode)}, engine)
    by_node: dict[Term, set[NamedNode]] = {}
    for node, source in rows:
        if node is not None and isinstance(source, NamedNode):
            by_node.setdefault(node, set()).add(source)
    return {node: sorted(found, key=places.__getitem__) for node, found in by_node.items()}


def _places(sources: Collection[NamedNode], engine: Engine) -> dict[NamedNode, tuple[int, str]]:
    """Return the order of sources: the place of their kind, then their IRI; read once for each, not for each node."""
    if not sources:
        return {}
    rows = engine.select(
        f"""SELECT ?source ?order {{
  VALUES ?source {{ {values(sorted(sources, key=str))} }}
  ?source <{ONTOLOGY}sourceKind>/<{ONTOLOGY}order> ?order
}}"""
    )
    found = dict.fromkeys(sources, _LAST)
    for source, order in rows:
        if isinstance(source, NamedNode) and isinstance(order, Literal):
            found[source] = min(found[source], int(order.value))
    return {source: (place, source.value) for source, place in found.items()}


_CITED: WeakKeyDictionary[Labels, dict[NamedNode, Citation]] = WeakKeyDictionary()
"""The citations that were made, by the labels of their reading: many answers cite the same sources."""


def cite(sources: Iterable[NamedNode], engine: Engine, labels: Labels) -> dict[NamedNode, Citation]:
    """Return the citation of each source; those that were made with these labels are not read again."""
    wanted = list(dict.fromkeys(sources))
    if not wanted:
        return {}
    known = _CITED.setdefault(labels, {})
    fresh = [source for source in wanted if source not in known]
    if fresh:
        known.update(_read(fresh, engine, labels))
    return {source: known[source] for source in wanted if source in known}


def _read(wanted: Sequence[NamedNode], engine: Engine, labels: Labels) -> dict[NamedNode, Citation]:
    rows = engine.select(
        f"""SELECT ?source ?publisher ?issued ?retrieved ?url ?kind ?original ?language {{
  VALUES ?source {{ {values(wanted)} }}
  OPTIONAL {{ ?source <{DCTERMS}publisher> ?publisher }}
  OPTIONAL {{ ?source <{DCTERMS}issued> ?issued }}
  OPTIONAL {{ ?source <{ONTOLOGY}retrievedOn> ?retrieved }}
  OPTIONAL {{ ?source <{ONTOLOGY}url> ?url }}
  OPTIONAL {{ ?source <{ONTOLOGY}sourceKind> ?kind }}
  OPTIONAL {{ ?source <{ONTOLOGY}derivativeOf> ?original }}
  OPTIONAL {{ ?source <{DC}language> ?language }}
}} ORDER BY ?source ?publisher ?issued ?retrieved ?url ?kind ?original ?language"""
    ).rows
    labels.load([*wanted, *(cell for row in rows for cell in row)])
    by_source: dict[NamedNode, list[Sequence[Term | None]]] = {}
    for source, *cells in rows:
        if isinstance(source, NamedNode):
            by_source.setdefault(source, []).append(cells)
    return {source: _citation(source, found, labels) for source, found in by_source.items()}


def _citation(source: NamedNode, rows: Sequence[Sequence[Term | None]], labels: Labels) -> Citation:
    """Return a citation with the first value of each field, and all languages."""
    *cells, _ = rows[0]
    publisher, issued, retrieved, url, kind, original = ("" if x is None else labels.of(x) for x in cells)
    languages = tuple(dict.fromkeys(x.value for *_, x in rows if isinstance(x, Literal)))
    code = slug(cells[4].value) if isinstance(cells[4], NamedNode) else ""
    return Citation(source.value, labels.of(source), publisher, issued, retrieved, url, kind, code, languages, original)
