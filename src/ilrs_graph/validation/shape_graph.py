"""A graph of SHACL shapes, read by the words of SHACL; its blank nodes are named by their order."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode

from ..errors import InputError
from ..namespaces import RDF, RDFS, SH
from ..terms import RDFS_CLASS, XSD_BOOLEAN, Fact, Node, Statement, fact_of
from ..views.memory import TripleIndex
from .model import ANONYMOUS
from .shape_paths import items

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


class ShapeGraph(TripleIndex):
    """The triples of a graph of shapes, blank nodes named."""

    def __init__(self, triples: Iterable[Statement]) -> None:
        super().__init__(named(list(map(fact_of, triples))))
        self.custom = bool(self.subjects(RDF + "type", sh("ConstraintComponent")))
        self.classes = self._find_classes()

    def subjects(self, predicate: str, o: Node) -> list[Node]:
        """Return what has a property with this value."""
        return [s for s, _, _ in self.match(None, NamedNode(predicate), o)]

    def objects(self, node: Node, name: str) -> list[Node]:
        """Return the values of a word of SHACL.

        Raises:
            InputError: one is a triple.
        """
        return [plain(o) for _, _, o in self.match(node, sh(name))]

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
        words = (p.value for _, p, _ in self.match(node))
        return all(w.removeprefix(SH) in _KNOWN for w in words if w.startswith(SH))

    def is_shape(self, node: Node) -> bool:
        """Tell whether a node is a shape: typed so, or described by words of SHACL."""
        kinds = (sh("NodeShape"), sh("PropertyShape"))
        return any(p.value.startswith(SH) or o in kinds for _, p, o in self.match(node))

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
    raise InputError(f"{o} is not an RDF 1.1 term", tip="write shapes in RDF 1.1")


def named(facts: list[Fact]) -> list[Fact]:
    """Return the facts with an IRI for each blank node that is a shape, and a label for any other, by their order."""
    marks = {SH + name for name in (*_LOCAL, *NESTED, *LISTS, *COMPARED)}
    inner = {SH + name for name in ("property", *NESTED)}
    shapes = {s for s, p, _ in facts if p.value in marks} | {o for _, p, o in facts if p.value in inner}
    blank = dict.fromkeys(n for s, _, o in facts for n in (s, o) if isinstance(n, BlankNode))
    names: dict[Node, Node] = {
        node: NamedNode(f"{ANONYMOUS}{number}") if node in shapes else BlankNode(f"b{number}")
        for number, node in enumerate(blank, 1)
    }
    return [(names.get(s, s), p, names.get(o, o)) for s, p, o in facts]
