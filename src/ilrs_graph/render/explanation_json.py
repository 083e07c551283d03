"""An explanation as JSON, for programs.

    {"fact": {"subject", "predicate", "object"}, "holds": bool, "note": str,
     "trees": [node, ...], "references": [{"iri", "title", "publisher", ...}, ...]}

A node is `{"kind", "holds", "fact", "text", "curies", "rule", "says", "notes", "places": [{"file", "line"}, ...],
"sources": [number of the reference from 0, ...], "premises": [node, ...]}`. Terms are in N-Triples form; "fact" is
null where a condition speaks of no single fact. Keys are never left out.
"""

from __future__ import annotations

import json
from typing import Any

from ..explanation.tree import Explanation, Told
from ..terms import GroundAtom
from ..things.citation import Citation


def as_json(explanation: Explanation) -> str:
    """Return the explanation as a JSON document.

    >>> from pyoxigraph import NamedNode
    >>> a = NamedNode("http://example.org/a")
    >>> json.loads(as_json(Explanation(GroundAtom(a, a, a), False, [])))["holds"]
    False
    """
    return json.dumps(record(explanation), ensure_ascii=False, indent=2) + "\n"


def record(explanation: Explanation) -> dict[str, Any]:
    """Return the explanation as plain values.

    >>> from pyoxigraph import NamedNode
    >>> a = NamedNode("http://example.org/a")
    >>> sorted(record(Explanation(GroundAtom(a, a, a), True, [])))
    ['fact', 'holds', 'note', 'references', 'trees']
    """
    number = {citation: i for i, citation in enumerate(explanation.references)}
    return {
        "fact": _fact(explanation.fact),
        "holds": explanation.holds,
        "note": explanation.note,
        "trees": [_node(tree, number) for tree in explanation.trees],
        "references": [citation._asdict() for citation in explanation.references],
    }


def _fact(fact: GroundAtom | None) -> dict[str, str] | None:
    if fact is None:
        return None
    return {"subject": str(fact.subject), "predicate": str(fact.predicate), "object": str(fact.object)}


def _node(told: Told, number: dict[Citation, int]) -> dict[str, Any]:
    return {
        "kind": told.kind,
        "holds": told.holds,
        "fact": _fact(told.fact),
        "text": told.text,
        "curies": told.curies,
        "rule": told.rule,
        "says": told.says,
        "notes": list(told.notes),
        "places": [place._asdict() for place in told.places],
        "sources": [number[citation] for citation in told.sources],
        "premises": [_node(premise, number) for premise in told.premises],
    }
