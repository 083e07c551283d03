"""Terms: undeclared properties and classes, and terms used as another kind of term."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ...names.near import did_you_mean
from ...namespaces import ONTOLOGY, OWL, RDF, RDFS, WGS84, compact, slug
from ...terms import IS_DEFINED_BY, PROPERTY_SORTS, TYPE
from ..context import Context
from .note import Note, note

_SORTS = {sort.value for sort in PROPERTY_SORTS}
_PLAIN = {RDF + "type", RDFS + "label", RDFS + "comment", RDFS + "seeAlso", OWL + "deprecated"}
"""The terms of RDF, RDFS and OWL that data may use; all others state axioms."""
_DECLARED = "Every term in the data must be declared in the ontology; no rule or question uses a misspelt term."
_AXIOM = "Axioms belong to the ontology, where they are reviewed, because they change the inferences from all data."


def find(context: Context) -> Iterator[Note]:
    """Yield the problems of the properties of the added triples, and of the terms among their values."""
    for t in context.added:
        found = _property(context, t) or _class(context, t) or _value(context, t)
        if found:
            yield found


def _property(context: Context, t: Triple) -> Note | None:
    iri = t.predicate.value
    if iri in _PLAIN or iri.startswith(WGS84):  # wgs84_pos has a lint of its own
        return None
    sorts = context.sorts(t.predicate)
    if iri == OWL + "imports":
        what = "owl:imports is not followed."
        return note("by-hand", "import", t, "predicate", what, "Check that file too.", reason=_AXIOM)
    if iri.startswith((RDF, RDFS, OWL)):
        return _built_in(t)
    if not sorts:
        return note("term", "unknown-term", t, "predicate", *_unknown(context, iri, _SORTS), reason=_DECLARED)
    if not sorts & _SORTS:
        what, remedy = f"{compact(iri)} is not a property.", _offer(context, iri, _SORTS)
        return note("term", "not-a-property", t, "predicate", what, remedy, reason=_DECLARED)
    return _sort(t, sorts)


def _built_in(t: Triple) -> Note:
    near = did_you_mean(t.predicate.value, _PLAIN, "")
    what = f"{compact(t.predicate.value)} states an axiom, or does not exist."
    return note("term", "axiom", t, "predicate", what, near or "Remove it from the data.", reason=_AXIOM)


def _sort(t: Triple, sorts: frozenset[str]) -> Note | None:
    """Return a note if the value is a thing instead of a literal, or the other way round."""
    name = compact(t.predicate.value)
    if isinstance(t.object, Literal) and sorts & _SORTS == {OWL + "ObjectProperty"}:
        what, remedy = f"The value of {name} must be a thing, not a literal.", "Use the IRI of the thing."
    elif not isinstance(t.object, Literal) and sorts & _SORTS == {OWL + "DatatypeProperty"}:
        what, remedy = f"The value of {name} must be a literal, not a thing.", 'Write the value in "quotes".'
    else:
        return None
    return note("term", "sort-of-value", t, "value", what, remedy, reason=_DECLARED)


def _class(context: Context, t: Triple) -> Note | None:
    kind = t.object
    if t.predicate != TYPE:
        return None
    if isinstance(kind, Literal):
        what, remedy = "The class must be an IRI, not a literal.", "Use its IRI, such as ilrs:Mission."
        return note("term", "unknown-term", t, "value", what, remedy, reason=_DECLARED)
    if isinstance(kind, BlankNode | Triple) or kind.value.startswith(WGS84):
        return None
    sorts = context.sorts(kind)
    if kind.value.startswith((RDF, RDFS, OWL)):
        what = f"{compact(kind.value)} states an axiom, or does not exist."
        return note("term", "axiom", t, "value", what, "Use a class such as ilrs:Mission.", reason=_AXIOM)
    if not sorts:
        return note(
            "term", "unknown-term", t, "value", *_unknown(context, kind.value, {OWL + "Class"}), reason=_DECLARED
        )
    if OWL + "Class" not in sorts:
        what, remedy = f"{compact(kind.value)} is not a class.", _offer(context, kind.value, {OWL + "Class"})
        return note("term", "not-a-class", t, "value", what, remedy, reason=_DECLARED)
    return None


def _value(context: Context, t: Triple) -> Note | None:
    term = t.object
    if not isinstance(term, NamedNode) or not term.value.startswith(ONTOLOGY) or t.predicate == TYPE:
        return None
    if context.holds(term, IS_DEFINED_BY, None):
        return None
    return note("term", "unknown-term", t, "value", *_unknown(context, term.value, None), reason=_DECLARED)


def _unknown(context: Context, iri: str, sorts: set[str] | None) -> tuple[str, str]:
    what = f"There is no term {compact(iri)}." if iri.startswith(ONTOLOGY) else f"{compact(iri)} is not used here."
    return what, _offer(context, iri, sorts)


def _offer(context: Context, iri: str, sorts: set[str] | None) -> str:
    wanted = sorts or {*_SORTS, OWL + "Class"}
    declared = (s for sort in wanted for s, _, _ in context.match(None, TYPE, NamedNode(sort)))
    known = {term.value for term in declared if isinstance(term, NamedNode)}
    if sorts == _SORTS:
        known |= _PLAIN
    near = [each for each in known if each.removesuffix(slug(each)) == iri.removesuffix(slug(iri))]
    again = did_you_mean(iri, sorted(near), "") or did_you_mean(iri, sorted(known), "")
    return again or "Use a term that the ontology declares: 'ilrs-graph show' describes each term."
