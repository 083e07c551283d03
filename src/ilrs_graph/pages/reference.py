"""The pages of the ontology and of its shapes: each term and shape has its place there, and code lists have pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..errors import UnknownName
from ..namespaces import ONTOLOGY, SHAPES, VOCAB, slug
from ..terms_reference.model import ClassTerm, CodeList, PropertyTerm, ShapeRule
from .context import Context


class Term(NamedTuple):
    """A class or property with its place on the page and the shapes that check it."""

    place: str
    term: ClassTerm | PropertyTerm
    shapes: Sequence[ShapeRule]


class Ontology(NamedTuple):
    """What the page of the ontology shows; `others` are terms without a definition, with their places and labels."""

    version: str
    classes: Sequence[Term]
    properties: Sequence[Term]
    code_lists: Sequence[CodeList]
    others: Sequence[tuple[str, str]]


def ontology(context: Context) -> Ontology:
    """Return the page of the ontology."""
    reference = context.terms_reference
    classes, properties = (
        [_term(each, reference.shapes_of(each.name)) for each in found]
        for found in (reference.classes, reference.properties)
    )
    shown = {each.term.iri for each in (*classes, *properties)}
    left = [node for node in context.terms if node.value.startswith(ONTOLOGY) and node.value not in shown]
    context.reading.labels.load(left)
    others = [(node.value.removeprefix(ONTOLOGY), context.label(node)) for node in left]
    return Ontology(reference.version, classes, properties, reference.code_lists, others)


def _term(term: ClassTerm | PropertyTerm, shapes: Sequence[ShapeRule]) -> Term:
    return Term(term.iri.removeprefix(ONTOLOGY), term, shapes)


class Shapes(NamedTuple):
    """What the page of the shapes shows: rules in words, and the names of the shapes that only hold others."""

    rules: Sequence[ShapeRule]
    others: Sequence[str]


def shapes(context: Context) -> Shapes:
    """Return the page of the shapes."""
    rules = context.terms_reference.shapes
    shown = {rule.iri for rule in rules}
    left = [node for node in context.terms if node.value.startswith(SHAPES) and node.value not in shown]
    return Shapes(rules, [node.value.removeprefix(SHAPES) for node in left])


def code_list(name: str, context: Context) -> CodeList:
    """Return the page of a code list.

    Raises:
        UnknownName: nothing has that name.
    """
    return context.terms_reference.code_list(name)


def concept(scheme: str, name: str, context: Context) -> NamedNode:
    """Return a concept of a code list.

    Raises:
        UnknownName: nothing has that name.
    """
    node = NamedNode(f"{VOCAB}{scheme}/{name}")
    if node not in context.concepts:
        raise UnknownName("concept", name, [slug(each.value) for each in context.concepts])
    return node
