"""An export as a network: things as nodes, relations as edges, for programs that analyse or draw graphs.

A contribution, participation, accommodation, support, membership or assignment relates two things and is no node: it is
one edge between them, and what else it says (kind, item, status, agreement) are attributes of the edge. Other edges are
relations that the files state, or a rule gives and no such node already does. Claims and sources are left out, and so
is what only follows from axioms, such as inverses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ..kinds import KINDS
from ..namespaces import GRAPH_INFERRED, ID, ONTOLOGY, VOCAB, compact, kind_of, slug
from ..terms import LABEL, TYPE
from .alignments import ALIGNMENTS_GRAPH
from .made_names import NAMES_GRAPH
from .whole import Export

FOLDED = {
    "accommodation": ("carriedItem", "ofMission"),
    "assignment": ("assignee", "toward"),
    "contribution": ("contributor", "toward"),
    "membership": ("member", "ofProgramme"),
    "participation": ("party", "ofAgreement"),
    "support": ("supporter", "supported"),
}
"""Segments of the IRIs of relation nodes, and the properties that lead to the source and the target of their edge."""
_NO_NODES = ("claim", "source", "edit", "statement")
_SIDE = {NAMES_GRAPH, ALIGNMENTS_GRAPH, NamedNode(f"{GRAPH_INFERRED}/closure")}
"""Graphs that bring no edges."""
_QUALIFIED, _WIKIDATA = NamedNode(ONTOLOGY + "qualifiedForm"), NamedNode(ONTOLOGY + "wikidata")
_INTERNAL = {"kind", "standing", "bestClaim", "firstPlan"}
NODE_COLUMNS = ("id", "label", "labelZh", "kind", "wikidata")


class Edge(NamedTuple):
    """One relation: its name is that of a property, or of the class of the node that it folds."""

    source: str
    target: str
    relation: str
    id: str
    attributes: Mapping[str, str]


class Network(NamedTuple):
    """Nodes by CURIE with their attributes (`NODE_COLUMNS` without the first), and edges, both in order."""

    nodes: Mapping[str, Mapping[str, str]]
    edges: tuple[Edge, ...]

    @property
    def attributes(self) -> tuple[str, ...]:
        """The names of all attributes of edges, sorted."""
        return tuple(sorted({name for edge in self.edges for name in edge.attributes}))


def network(export: Export) -> Network:
    """Return the network of an export.

    >>> from ilrs_graph import LunarGraph
    >>> found = network(LunarGraph().export(thing="dorn"))
    >>> [e.relation for e in found.edges if (e.source, e.target) == ("item:dorn", "mission:change-6")]
    ['Accommodation']
    """
    return _Reader(export).network()


class _Reader:
    def __init__(self, export: Export) -> None:
        self._stated = [t for name, triples in export.graphs.items() if name not in _SIDE for t in triples]
        self._labels = _labels(t for triples in export.graphs.values() for t in triples if t.predicate == LABEL)
        self._types: dict[str, str] = {}
        for t in self._stated:
            if t.predicate == TYPE and _is_own(t.subject) and isinstance(t.object, NamedNode):
                self._types.setdefault(_name(t.subject), slug(t.object.value))
        self._shortened = {  # direct properties that say again what a folded node says
            t.subject
            for t in export.axioms
            if t.predicate == _QUALIFIED and _folds(str(getattr(t.object, "value", "")))
        }

    def network(self) -> Network:
        edges = sorted([*self._folded(), *self._direct()], key=lambda e: (e.source, e.target, e.relation, e.id))
        named = {name for edge in edges for name in (edge.source, edge.target)}
        named |= {name for name in self._types if _segment(name) not in (*FOLDED, *_NO_NODES)}
        wikidata = {_name(t.subject): slug(str(t.object)[1:-1]) for t in self._stated if t.predicate == _WIKIDATA}
        return Network({name: self._node(name, wikidata.get(name, "")) for name in sorted(named)}, tuple(edges))

    def _node(self, name: str, wikidata: str) -> dict[str, str]:
        labels = self._labels.get(name, {})
        kind = self._types.get(name, KINDS[_segment(name)].of)
        return {"label": labels.get("en", name), "labelZh": labels.get("zh", ""), "kind": kind, "wikidata": wikidata}

    def _folded(self) -> Iterable[Edge]:
        facts: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
        for t in self._stated:
            if _is_own(t.subject) and _segment(_name(t.subject)) in FOLDED and t.predicate.value.startswith(ONTOLOGY):
                facts[_name(t.subject)][slug(t.predicate.value)].append(t.object)  # type: ignore[arg-type]
        for name, found in facts.items():
            ends = FOLDED[_segment(name)]
            more = {key: values for key, values in found.items() if key not in ends and key not in _INTERNAL}
            attributes = {key: "; ".join(sorted({self._text(x) for x in values})) for key, values in more.items()}
            for source in found[ends[0]]:
                for target in found[ends[1]]:
                    yield Edge(_name(source), _name(target), KINDS[_segment(name)].of, name, attributes)

    def _direct(self) -> Iterable[Edge]:
        for t in dict.fromkeys(self._stated):
            if not (_is_own(t.subject) and _is_own(t.object)) or t.predicate in self._shortened:
                continue
            source, target, relation = _name(t.subject), _name(t.object), slug(t.predicate.value)
            if not {_segment(source), _segment(target)} & {*FOLDED, *_NO_NODES}:
                yield Edge(source, target, relation, f"{source} {relation} {target}", {})

    def _text(self, value: NamedNode | Literal) -> str:
        if isinstance(value, Literal):
            return value.value
        if value.value.startswith(VOCAB):
            return slug(value.value)
        return self._labels.get(_name(value), {}).get("en") or _name(value)


def _labels(triples: Iterable[Triple]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for t in triples:
        if isinstance(t.object, Literal) and isinstance(t.subject, NamedNode):
            found[_name(t.subject)].setdefault(t.object.language or "", t.object.value)
    return found


def _is_own(node: object) -> bool:
    return isinstance(node, NamedNode) and node.value.startswith(ID) and kind_of(node.value) is not None


def _name(node: object) -> str:
    return compact(str(getattr(node, "value", ""))).strip("<>")


def _segment(name: str) -> str:
    return name.partition(":")[0]


def _folds(iri: str) -> bool:
    return iri.removeprefix(ONTOLOGY) in {KINDS[segment].of for segment in FOLDED}
