"""What RDF/XML cannot hold: characters that XML 1.0 does not have, and properties whose IRI ends in no XML name."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ...namespaces import compact
from ...printable import code_point
from ...terms import PROPERTY_SORTS, TYPE
from ...xml_names import NOT_XML, namespace_of
from ..context import Context
from .note import Note, note

_WHY = "RDF/XML could not hold it, so an export of the graph in that format would fail."
_END = "End the IRI in a name, a letter first: .../mass instead of .../6."


def find(context: Context) -> Iterator[Note]:
    """Yield the texts and the properties of the added triples that RDF/XML cannot hold."""
    for t in context.added:
        yield from in_text(t)
        if namespace_of(t.predicate.value) is None and context.sorts(t.predicate):  # others are unknown terms
            yield note("term", "property-name", t, "predicate", _what(t.predicate), _END, reason=_WHY)


def in_text(t: Triple) -> Iterator[Note]:
    """Yield a note for a literal with a character that XML 1.0 does not have, the first of them.

    >>> t = Triple(NamedNode("urn:a"), NamedNode("urn:p"), Literal("moon\\x0b"))
    >>> [found.finding.message for found in in_text(t)]
    ['The text has the character U+000B, which XML 1.0 does not have.']
    """
    wrong = NOT_XML.search(t.object.value) if isinstance(t.object, Literal) else None
    if wrong:
        what = f"The text has the character {code_point(wrong[0])}, which XML 1.0 does not have."
        remedy = f"Remove it (it is character {wrong.start() + 1} of the text), or put a space in its place."
        yield note("literal", "character", t, "value", what, remedy, reason=_WHY)


def in_declaration(t: Triple) -> Iterator[Note]:
    """Yield a note for the declaration of a property that RDF/XML cannot write."""
    declares = t.predicate == TYPE and t.object in PROPERTY_SORTS
    if declares and isinstance(t.subject, NamedNode) and namespace_of(t.subject.value) is None:
        yield note("term", "property-name", t, "subject", _what(t.subject), _END, reason=_WHY)


def _what(property_: NamedNode) -> str:
    return f"RDF/XML cannot write the property {compact(property_.value)}."
