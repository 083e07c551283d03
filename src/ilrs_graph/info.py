"""What a graph holds, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from . import __version__
from .engine import Table, Term
from .namespaces import ONTOLOGY, PROV, SKOS, VOCAB

if TYPE_CHECKING:
    from .graph import LunarGraph

_THINGS = f"SELECT ?kind (COUNT(?x) AS ?n) {{ ?x <{ONTOLOGY}kind> ?kind }} GROUP BY ?kind"
_SOURCES = f"SELECT ?kind (COUNT(?x) AS ?n) {{ ?x <{ONTOLOGY}sourceKind> ?kind }} GROUP BY ?kind"
_FACTS = f"""SELECT ?kind (COUNT(?fact) AS ?n) {{
  {{ SELECT ?fact (MIN(?place) AS ?order) {{
      ?fact <{PROV}wasDerivedFrom>/<{ONTOLOGY}sourceKind>/<{ONTOLOGY}order> ?place
    }} GROUP BY ?fact }}
  ?kind <{SKOS}inScheme> <{VOCAB}source-kind> ; <{ONTOLOGY}order> ?order
}} GROUP BY ?kind"""


def info(graph: LunarGraph) -> dict[str, Any]:
    """Return version, root, triples (asserted and inferred), things by kind, and sources and facts by kind of source.

    A fact is a node with a source of its own: a claim, a contribution, an agreement, an agent. It counts once, under
    the best kind among its sources, in "facts" by number and in "share of facts" as a part of one.

    Counts are of the graph as it is open: the root's files, or what was known on the `as_of` day.
    """
    asserted = len(set(graph.triples(asserted=True)))
    whole = len(set(graph.triples()))
    facts = _counts(graph, _FACTS)
    return {
        "version": __version__,
        "root": str(graph.root.path),
        "as of": str(graph.as_of) if graph.as_of else None,
        "triples": {"asserted": asserted, "inferred": whole - asserted},
        "questions": len(graph.questions),
        "things": _counts(graph, _THINGS),
        "sources": _counts(graph, _SOURCES),
        "facts": facts,
        "share of facts": {label: round(count / sum(facts.values()), 4) for label, count in facts.items()},
    }


def _counts(graph: LunarGraph, sparql: str) -> dict[str, int]:
    found = graph.engine.query(sparql)
    rows = [(k, n) for k, n in found.rows if k is not None] if isinstance(found, Table) else []
    graph.labels.load(k for k, _ in rows)
    ranked = sorted((-_number(n), graph.labels.of(k)) for k, n in rows if isinstance(k, NamedNode))
    return {label: -count for count, label in ranked}


def _number(term: Term | None) -> int:
    return int(term.value) if isinstance(term, Literal) else 0
