"""Counts of what a graph contains."""

from __future__ import annotations

from datetime import date
from typing import Any

from pyoxigraph import Literal, NamedNode

from . import __version__
from .engine import Engine, Table
from .names.labels import Labels
from .namespaces import ONTOLOGY, PROV, SKOS, VOCAB
from .terms import Term

_THINGS = f"SELECT ?kind (COUNT(?x) AS ?n) {{ ?x <{ONTOLOGY}kind> ?kind }} GROUP BY ?kind"
_SOURCES = f"SELECT ?kind (COUNT(?x) AS ?n) {{ ?x <{ONTOLOGY}sourceKind> ?kind }} GROUP BY ?kind"
_FACTS = f"""SELECT ?kind (COUNT(?fact) AS ?n) {{
  {{ SELECT ?fact (MIN(?place) AS ?order) {{
      ?one <{SKOS}inScheme> <{VOCAB}source-kind> ; <{ONTOLOGY}order> ?place .
      ?source <{ONTOLOGY}sourceKind> ?one .
      ?fact <{PROV}wasDerivedFrom> ?source
    }} GROUP BY ?fact }}
  ?kind <{SKOS}inScheme> <{VOCAB}source-kind> ; <{ONTOLOGY}order> ?order
}} GROUP BY ?kind"""
"""Written from the few kinds to the many facts, which takes a fifth of the time of the path from fact to kind."""


def info(
    root: str,
    as_of: date | None,
    triples: tuple[int, int],
    questions: int,
    engine: Engine,
    labels: Labels,
) -> dict[str, Any]:
    """Return version, root, triples (asserted and inferred), things by kind, and sources and facts by kind of source.

    A fact is a node with its own source: a claim, a contribution, an agreement, an agent. It is counted once, under
    the best kind among its sources: as a number in "facts", as a fraction in "share of facts".

    Counts are of the open graph: the files of the root, or what was known on the `as_of` day. `triples` are the
    numbers of asserted and of inferred triples.
    """
    asserted, inferred = triples
    facts = _counts(engine, labels, _FACTS)
    return {
        "version": __version__,
        "root": root,
        "as of": str(as_of) if as_of else None,
        "triples": {"asserted": asserted, "inferred": inferred},
        "questions": questions,
        "things": _counts(engine, labels, _THINGS),
        "sources": _counts(engine, labels, _SOURCES),
        "facts": facts,
        "share of facts": {label: round(count / sum(facts.values()), 4) for label, count in facts.items()},
    }


def _counts(engine: Engine, labels: Labels, sparql: str) -> dict[str, int]:
    found = engine.query(sparql)
    rows = [(k, n) for k, n in found.rows if k is not None] if isinstance(found, Table) else []
    labels.load(k for k, _ in rows)
    ranked = sorted((-_number(n), labels.of(k)) for k, n in rows if isinstance(k, NamedNode))
    return {label: -count for count, label in ranked}


def _number(term: Term | None) -> int:
    return int(term.value) if isinstance(term, Literal) else 0
