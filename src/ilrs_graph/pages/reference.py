"""The pages of the ontology and of its shapes: each term and shape has its place there, and code lists have pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..errors import UnknownName
from ..language import say
from ..namespaces import ONTOLOGY, SHAPES, VOCAB, slug
from ..terms_reference.model import ClassTerm, CodeList, PropertyTerm, ShapeRule
from .context import Context
from .pictures.classes import Joint, draw


class Term(NamedTuple):
    """A class or property with its place on the page and the shapes that check it."""

    place: str
    term: ClassTerm | PropertyTerm
    shapes: Sequence[ShapeRule]


MAIN = {
    "Claim": (0, 0), "State": (1, 0), "Event": (2, 0), "Place": (3, 0),
    "Source": (0, 1), "Agent": (1, 1), "Mission": (3, 1),
    "Agreement": (0, 2), "Programme": (2, 2),
    "Contribution": (1, 3), "Item": (2, 3), "Spacecraft": (3, 3),
}  # fmt: skip
"""The classes of the diagram, as far as the ontology has them, each with its column and row."""


class Relation(NamedTuple):
    """A property from one class of the diagram to another, by CURIEs and label."""

    subject: str
    property: str
    label: str
    object: str


class Ontology(NamedTuple):
    """What the page of the ontology shows; `others` are terms without a definition, with their places and labels.

    `picture` is the diagram of the main classes, `relations` the same as rows.
    """

    version: str
    classes: Sequence[Term]
    properties: Sequence[Term]
    code_lists: Sequence[CodeList]
    others: Sequence[tuple[str, str]]
    picture: str
    relations: Sequence[Relation]


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
    relations = list(_relations(context))
    picture = _picture(relations, context)
    return Ontology(reference.version, classes, properties, reference.code_lists, others, picture, relations)


def _relations(context: Context) -> Iterator[Relation]:
    """Yield the properties between the main classes."""
    main = {f"ilrs:{name}" for name in MAIN}
    for term in context.terms_reference.properties:
        if term.sort == "object" and not term.internal:
            for one, other in product(term.domain, term.range):
                if one in main and other in main:
                    yield Relation(one, term.name, term.label.in_language(context.language), other)


def _picture(relations: Sequence[Relation], context: Context) -> str:
    names = {each.name: each.label.in_language(context.language) for each in context.terms_reference.classes}
    places = {f"ilrs:{name}": place for name, place in MAIN.items() if f"ilrs:{name}" in names}
    joined: dict[tuple[str, str], list[str]] = {}
    for each in relations:
        if each.subject != each.object:
            one, other = sorted((each.subject, each.object), key=list(places).index)
            forward = places[each.subject] <= places[each.object]
            upright = places[one][0] == places[other][0]
            arrow = ("↓" if forward else "↑") if upright else ("→" if forward else "←")
            joined.setdefault((one, other), []).append(f"{each.label} {arrow}" if forward else f"{arrow} {each.label}")
    joints = [Joint(one, other, found) for (one, other), found in joined.items()]
    return draw(places, names, joints, say("The main classes and the properties between them", context.language))


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
