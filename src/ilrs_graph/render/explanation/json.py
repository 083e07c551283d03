"""An explanation as JSON, for programs.

    {"fact": {"subject", "predicate", "object"}, "holds": bool, "summary": str, "note": str,
     "trees": [node, ...], "references": [{"iri", "title", "publisher", ...}, ...]}

A node is `{"kind", "holds", "fact", "text", "curies", "rule", "says", "notes", "places": [{"file", "line"}, ...],
"sources": [number of the reference from 0, ...], "premises": [node, ...]}`. Terms are in N-Triples syntax; "fact" is
null if a condition is not about a single fact. Keys are never omitted.
"""

from __future__ import annotations

from typing import Any

from ...explanation.tree import ExplainedFact, Explanation
from ...terms import GroundAtom
from ...things.citation import Citation
from ..json_text import json_text
from ..options import Options


def write(explanation: Explanation, _: Options) -> str:
    """Return the explanation as JSON.

    >>> import json
    >>> from pyoxigraph import NamedNode
    >>> a = NamedNode("http://example.org/a")
    >>> sorted(json.loads(write(Explanation(GroundAtom(a, a, a), False, []), Options())))
    ['fact', 'holds', 'note', 'references', 'summary', 'trees']
    """
    number = {citation: i for i, citation in enumerate(explanation.references)}
    return json_text(
        {
            "fact": _fact(explanation.fact),
            "holds": explanation.holds,
            "summary": explanation.summary,
            "note": explanation.note,
            "trees": [_node(tree, number) for tree in explanation.trees],
            "references": [citation.printed() for citation in explanation.references],
        }
    )


def _fact(fact: GroundAtom | None) -> dict[str, str] | None:
    if fact is None:
        return None
    return {"subject": str(fact.subject), "predicate": str(fact.predicate), "object": str(fact.object)}


def _node(node: ExplainedFact, number: dict[Citation, int]) -> dict[str, Any]:
    return {
        "kind": node.kind,
        "holds": node.holds,
        "fact": _fact(node.fact),
        "text": node.text,
        "curies": node.curies,
        "rule": node.rule,
        "says": node.says,
        "notes": list(node.notes),
        "places": [{"file": place.file, "line": place.line} for place in node.places],
        "sources": [number[citation] for citation in node.sources],
        "premises": [_node(premise, number) for premise in node.premises],
    }
