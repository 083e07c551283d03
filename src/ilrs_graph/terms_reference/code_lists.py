"""Code lists: SKOS concept schemes and their concepts."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from ..namespaces import compact, slug
from ..owl.axioms import Axioms
from ..terms import TYPE
from . import vocabulary as v
from .model import CodeList, Concept
from .texts import text


def code_lists(axioms: Axioms) -> tuple[CodeList, ...]:
    """Return the code lists in the order of their names."""
    found = {t.subject for t in axioms.triples if t.predicate == TYPE and t.object == v.CONCEPT_SCHEME}
    schemes = sorted((node for node in found if isinstance(node, NamedNode)), key=str)
    return tuple(_code_list(axioms, scheme) for scheme in schemes)


def _code_list(axioms: Axioms, scheme: NamedNode) -> CodeList:
    members = {t.subject for t in axioms.triples if t.predicate == v.IN_SCHEME and t.object == scheme}
    concepts = sorted((m for m in members if isinstance(m, NamedNode)), key=lambda m: (_order(axioms, m), m.value))
    each = (
        Concept(compact(c.value), c.value, text(axioms, c, v.LABEL), text(axioms, c, v.DEFINITION)) for c in concepts
    )
    return CodeList(slug(scheme.value), scheme.value, text(axioms, scheme, v.LABEL), tuple(each))


def _order(axioms: Axioms, concept: NamedNode) -> int:
    return next((int(o.value) for o in axioms.all(concept, v.ORDER) if isinstance(o, Literal)), 0)
