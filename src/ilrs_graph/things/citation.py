"""Citations of sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from ..dates.words import date_text
from ..engine import Engine, values
from ..language import say
from ..names.labels import Labels
from ..namespaces import DCTERMS, ONTOLOGY, PROV
from ..terms import Term


class Citation(NamedTuple):
    """One source: its IRI and the fields of a reference; an unknown field is empty.

    `issued` is a day, month or year in ISO 8601 format; `kind` is the label of the kind of source.
    """

    iri: str
    title: str
    publisher: str = ""
    issued: str = ""
    retrieved: str = ""
    url: str = ""
    kind: str = ""

    def __str__(self) -> str:
        """Return the reference in English."""
        return self.text()

    def text(self, language: str = "en") -> str:
        """Return the reference: publisher, title, date, address, kind."""
        head = f"{self.publisher}: {self.title}" if self.publisher else self.title
        dated = date_text(self.issued, language) if self.issued else say("undated", language)
        read = say(", read {day}", language, day=date_text(self.retrieved, language)) if self.retrieved else ""
        kind = self.kind or say("kind not stated", language)
        return f"{head.rstrip('.')}. {dated}{read}. {self.url} ({kind})"


def sources_of(nodes: Iterable[Term], engine: Engine) -> dict[Term, list[NamedNode]]:
    """Return, for each node, the sources from which it was derived, best kind first; a source is its own source."""
    wanted = [n for n in dict.fromkeys(nodes) if isinstance(n, NamedNode)]
    if not wanted:
        return {}
    found = engine.select(
        f"""SELECT ?node ?source ?order {{
  VALUES ?node {{ {values(wanted)} }}
  {{ ?node <{PROV}wasDerivedFrom> ?source }} UNION {{ ?node a <{ONTOLOGY}Source> . BIND(?node AS ?source) }}
  OPTIONAL {{ ?source <{ONTOLOGY}sourceKind>/<{ONTOLOGY}order> ?order }}
}}"""
    )
    by_node: dict[Term, set[tuple[int, str]]] = {}
    for node, source, order in found:
        if node is not None and isinstance(source, NamedNode):
            place = int(order.value) if isinstance(order, Literal) else 99
            by_node.setdefault(node, set()).add((place, source.value))
    return {node: [NamedNode(iri) for _, iri in sorted(ranked)] for node, ranked in by_node.items()}


def cite(sources: Iterable[NamedNode], engine: Engine, labels: Labels) -> dict[NamedNode, Citation]:
    """Return the citation of each source."""
    wanted = list(dict.fromkeys(sources))
    if not wanted:
        return {}
    fields = ("publisher", "issued", "retrieved", "url", "kind")
    rows = engine.select(
        f"""SELECT ?source ?publisher ?issued ?retrieved ?url ?kind {{
  VALUES ?source {{ {values(wanted)} }}
  OPTIONAL {{ ?source <{DCTERMS}publisher> ?publisher }}
  OPTIONAL {{ ?source <{DCTERMS}issued> ?issued }}
  OPTIONAL {{ ?source <{ONTOLOGY}retrievedOn> ?retrieved }}
  OPTIONAL {{ ?source <{ONTOLOGY}url> ?url }}
  OPTIONAL {{ ?source <{ONTOLOGY}sourceKind> ?kind }}
}} ORDER BY ?source ?publisher ?issued ?retrieved ?url ?kind"""
    ).rows
    labels.load([*wanted, *(cell for row in rows for cell in row)])
    found: dict[NamedNode, Citation] = {}
    for source, *cells in rows:
        if isinstance(source, NamedNode) and source not in found:
            texts = {name: labels.of(cell) for name, cell in zip(fields, cells, strict=True) if cell is not None}
            found[source] = Citation(source.value, labels.of(source), **texts)
    return found
