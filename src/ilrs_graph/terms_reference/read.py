"""Reads the reference of terms from the files of a root."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import Literal, NamedNode

from ..files.parsing import triples_of
from ..files.root import Root
from ..namespaces import ONTOLOGY, compact
from ..owl.axioms import Axioms
from ..owl.wording import class_words, property_words
from ..terms import TYPE, Node
from . import vocabulary as v
from .code_lists import code_lists
from .model import ClassTerm, PropertyTerm, TermsReference
from .shape_rules import shape_rules
from .texts import examples, names, text


def terms_reference(root: Root) -> TermsReference:
    """Return the reference of the terms that the files of `root` define: those with a definition.

    Raises:
        InputError: a file cannot be read or parsed.
        OntologyError: an axiom is malformed.
    """
    axioms = Axioms(t for path in root.axioms for t in triples_of(root, path))
    lists = Axioms(t for path in root.vocabularies for t in triples_of(root, path))
    shapes = [t for path in root.shapes for t in triples_of(root, path)]
    properties = _properties(axioms)
    version = _value(axioms, NamedNode(ONTOLOGY.rstrip("#")), v.VERSION)
    return TermsReference(version, _classes(axioms, properties), properties, code_lists(lists), shape_rules(shapes))


def _defined(axioms: Axioms, sort: NamedNode) -> list[NamedNode]:
    """Return the terms of a sort that this ontology defines, in the order of their names."""
    found = {t.subject for t in axioms.triples if t.predicate == TYPE and t.object == sort}
    own = (node for node in found if isinstance(node, NamedNode) and axioms.all(node, v.DEFINITION))
    return sorted(own, key=lambda node: compact(node.value).casefold())


def _classes(axioms: Axioms, properties: tuple[PropertyTerm, ...]) -> tuple[ClassTerm, ...]:
    disjoint = list(_disjoint(axioms))
    return tuple(_class(axioms, node, properties, disjoint) for node in _defined(axioms, v.CLASS))


def _class(
    axioms: Axioms, node: NamedNode, properties: tuple[PropertyTerm, ...], disjoint: list[set[Node]]
) -> ClassTerm:
    name, above = compact(node.value), _above(axioms, node)
    return ClassTerm(
        name,
        node.value,
        text(axioms, node, v.LABEL),
        text(axioms, node, v.DEFINITION),
        examples(axioms, node),
        _module(axioms, node),
        names(axioms.all(node, v.SUB_CLASS_OF)),
        names(_subjects(axioms, v.SUB_CLASS_OF, node)),
        names(other for group in disjoint if node in group for other in group - {node}),
        " or ".join(class_words(axioms, each) for each in axioms.all(node, v.EQUIVALENT_CLASS)),
        tuple(p.name for p in properties if name in p.domain),
        tuple(p.name for p in properties if name not in p.domain and not above.isdisjoint(p.domain)),
        tuple(p.name for p in properties if name in p.range),
    )


def _above(axioms: Axioms, node: NamedNode) -> set[str]:
    """Return the names of all classes above a class."""
    found: set[Node] = set()
    newest: set[Node] = {node}
    while newest:
        newest = {o for s in newest for o in axioms.all(s, v.SUB_CLASS_OF)} - found
        found |= newest
    return set(names(found))


def _disjoint(axioms: Axioms) -> Iterator[set[Node]]:
    """Yield each set of classes that have no common instance."""
    for t in axioms.triples:
        if t.predicate == v.DISJOINT_WITH:
            yield {t.subject, t.object}
        elif t.predicate == v.MEMBERS and axioms.declares(t.subject, v.ALL_DISJOINT):
            yield set(axioms.members(t.object))


def _properties(axioms: Axioms) -> tuple[PropertyTerm, ...]:
    found = [_property(axioms, node, sort) for sort, kind in v.SORTS.items() for node in _defined(axioms, kind)]
    return tuple(sorted(found, key=lambda term: term.name.casefold()))


def _property(axioms: Axioms, node: NamedNode, sort: str) -> PropertyTerm:
    inverse = chain(axioms.all(node, v.INVERSE_OF), _subjects(axioms, v.INVERSE_OF, node))
    return PropertyTerm(
        compact(node.value),
        node.value,
        text(axioms, node, v.LABEL),
        text(axioms, node, v.DEFINITION),
        examples(axioms, node),
        _module(axioms, node),
        sort,
        names(o for p in v.DOMAINS for o in axioms.all(node, p)),
        names(o for p in v.RANGES for o in axioms.all(node, p)),
        names(inverse),
        names(axioms.all(node, v.SUB_PROPERTY_OF)),
        names(_subjects(axioms, v.SUB_PROPERTY_OF, node)),
        tuple(trait for trait, kind in v.TRAITS.items() if axioms.declares(node, kind)),
        " or ".join(_chain(axioms, head) for head in axioms.all(node, v.CHAIN)),
        _value(axioms, node, v.SOURCED_BY),
        _value(axioms, node, v.MANY_VALUED) == "true",
        _value(axioms, node, v.INTERNAL) == "true",
        ", ".join(names(axioms.all(node, v.QUALIFIED_FORM))),
    )


def _chain(axioms: Axioms, head: Node) -> str:
    return " o ".join(property_words(axioms, each) for each in axioms.members(head))


def _value(axioms: Axioms, node: NamedNode, predicate: NamedNode) -> str:
    return next((o.value for o in axioms.all(node, predicate) if isinstance(o, Literal)), "")


def _subjects(axioms: Axioms, predicate: NamedNode, value: Node) -> Iterable[Node]:
    return (t.subject for t in axioms.triples if t.predicate == predicate and t.object == value)


def _module(axioms: Axioms, node: NamedNode) -> str:
    """Return the title of the ontology that defines a term."""
    return next((text(axioms, o, v.TITLE).en for o in axioms.all(node, v.IS_DEFINED_BY)), "")
