"""A graph of SHACL shapes, read by the words of SHACL; its blank nodes are named by their order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ..errors import InputError
from ..namespaces import RDF, RDFS, SH
from ..terms import RDFS_CLASS, XSD_BOOLEAN, Node
from .model import ANONYMOUS
from .paths import items
from .views import Few

TARGETS = {"targetClass": "class", "targetNode": "node", "targetSubjectsOf": "subjects", "targetObjectsOf": "objects"}
"""The words for targets, and the kind of each."""
NESTED = ("node", "not", "qualifiedValueShape")
"""The words that lead to a shape which is only tested."""
LISTS = ("and", "or", "xone")
"""The words that lead to a list of such shapes."""
COMPARED = ("equals", "disjoint", "lessThan", "lessThanOrEquals")
"""The words that compare values with those of another property of the focus node."""
_LOCAL = frozenset({
    "path", "datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive", "maxExclusive",
    "maxInclusive", "minLength", "maxLength", "pattern", "flags", "languageIn", "uniqueLang", "hasValue", "in",
    "closed", "ignoredProperties", "qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint", "name",
    "description", "order", "group", "defaultValue", "message", "severity", "deactivated", "class", "property",
    "sparql", "target",
})  # fmt: skip
_KNOWN = _LOCAL | TARGETS.keys() | {*NESTED, *LISTS, *COMPARED}
TRUE = Literal("true", datatype=XSD_BOOLEAN)
"""The one term that switches something on."""


def sh(name: str) -> NamedNode:
    """Return a word of SHACL.

    >>> sh("path").value
    'http://www.w3.org/ns/shacl#path'
    """
    return NamedNode(SH + name)


class ShapeGraph(Few):
    """The triples of a graph of shapes, blank nodes named."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        super().__init__(named(list(triples)))
        self.custom = bool(self.subjects(RDF + "type", sh("ConstraintComponent")))
        self.classes = self._find_classes()

    def subjects(self, predicate: str, o: Node) -> list[Node]:
        """Return what has a property with this value."""
        return [t.subject for t in self.match(None, NamedNode(predicate), o)]

    def objects(self, node: Node, name: str) -> list[Node]:
        """Return the values of a word of SHACL.

        Raises:
            InputError: one is a triple.
        """
        return [plain(t.object) for t in self.match(node, sh(name))]

    def is_on(self, node: Node, name: str) -> bool:
        """Tell whether a word of SHACL is `true` of a shape."""
        return TRUE in self.objects(node, name)

    def members(self, node: Node, name: str) -> list[Node]:
        """Return the members of the lists that a word of SHACL leads to."""
        return [member for head in self.objects(node, name) for member in items(self, head)]

    def tested(self, node: Node) -> list[Node]:
        """Return the shapes that a shape tests without reporting of them."""
        found = [o for name in NESTED for o in self.objects(node, name)]
        return found + [o for name in LISTS for o in self.members(node, name)]

    def is_known(self, node: Node) -> bool:
        """Tell whether every word of SHACL that a shape uses is known here."""
        words = (t.predicate.value for t in self.match(node))
        return all(w.removeprefix(SH) in _KNOWN for w in words if w.startswith(SH))

    def is_shape(self, node: Node) -> bool:
        """Tell whether a node is a shape: typed so, or described by words of SHACL."""
        kinds = (sh("NodeShape"), sh("PropertyShape"))
        return any(t.predicate.value.startswith(SH) or t.object in kinds for t in self.match(node))

    def siblings(self, node: Node) -> list[Node]:
        """Return the qualified shapes that a value of a disjoint qualified shape must not fit."""
        parents = self.subjects(SH + "property", node)
        beside = [p for s in parents for p in self.objects(s, "property")]
        return [shape for p in beside for shape in self.objects(p, "qualifiedValueShape")]

    def _find_classes(self) -> set[Node]:
        kinds: set[Node] = {RDFS_CLASS}
        newest = set(kinds)
        while newest:
            newest = {s for kind in newest for s in self.subjects(RDFS + "subClassOf", kind)} - kinds
            kinds |= newest
        return {s for kind in kinds for s in self.subjects(RDF + "type", kind)}


def plain(o: object) -> Node:
    """Return a term of RDF 1.1 as it is.

    Raises:
        InputError: it is something else.
    """
    if isinstance(o, NamedNode | BlankNode | Literal):
        return o
    raise InputError(f"{o} is no term of SHACL", tip="write shapes in RDF 1.1")


def named(triples: list[Triple]) -> list[Triple]:
    """Return the triples with an IRI for each blank node that is a shape, and a label for any other, by their order."""
    marks = {SH + name for name in (*_LOCAL, *NESTED, *LISTS, *COMPARED)}
    inner = {SH + name for name in ("property", *NESTED)}
    shapes: set[Node] = {t.subject for t in triples if t.predicate.value in marks}
    shapes |= {t.object for t in triples if t.predicate.value in inner}
    blank = dict.fromkeys(n for t in triples for n in (t.subject, t.object) if isinstance(n, BlankNode))
    names: dict[Any, Any] = {
        node: NamedNode(f"{ANONYMOUS}{number}") if node in shapes else BlankNode(f"b{number}")
        for number, node in enumerate(blank, 1)
    }
    return [Triple(names.get(t.subject, t.subject), t.predicate, names.get(t.object, t.object)) for t in triples]
