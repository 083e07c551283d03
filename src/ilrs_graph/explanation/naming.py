"""From the three words that a person types to a triple: things, properties and values by any of their names."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode, Triple

from ..engine import Engine, Term
from ..errors import UnknownName, UsageError
from ..names.resolve import resolve
from ..namespaces import BASE, ONTOLOGY, OWL, RDF, RDFS, XSD, compact, expand, slug

_TYPE = NamedNode(RDF + "type")
_DATA = frozenset({OWL + "DatatypeProperty", OWL + "AnnotationProperty"})
_QUOTED = re.compile(r'"(?P<text>.*)"(?:@(?P<tag>[A-Za-z0-9-]+)|\^\^(?P<type>\S+))?', re.DOTALL)


def read_fact(subject: str, predicate: str, value: str, engine: Engine) -> Triple:
    """Return the triple that three words mean.

    A thing is a slug, CURIE, IRI or exact label; a property its local name (hasPartner), label, CURIE or IRI, and
    `a` is `rdf:type`; a value is a thing, a class, or a literal: as plain text, or in quotes as in Turtle.

    Raises:
        UnknownName: nothing is called that, with near names.
        UsageError: several things are.

    >>> from ilrs_graph import LunarGraph
    >>> print(read_fact("change-6", "launchDate", "2024-05-03", LunarGraph().engine).object.datatype.value)
    http://www.w3.org/2001/XMLSchema#date
    """
    about = resolve(subject, engine)
    verb = property_called(predicate, engine)
    return Triple(about, verb, _value(about, verb, value, engine))


def property_called(name: str, engine: Engine) -> NamedNode:
    """Return the property of that name.

    Raises:
        UnknownName: no property is called that, with near names.
        UsageError: several are.
    """
    text = name.strip()
    if text == "a":
        return _TYPE
    rows = engine.select(_PROPERTIES).rows
    known = list(dict.fromkeys(row[0] for row in rows if isinstance(row[0], NamedNode)))
    iri = _iri(text)
    found = [p for p in known if iri in (None, p.value) and (iri or slug(p.value) == text)]
    if not found and iri is None:
        found = list(dict.fromkeys(p for p, label in rows if isinstance(p, NamedNode) and _is_called(label, text)))
    own = [p for p in found if p.value.startswith(ONTOLOGY)]
    found = own or found
    if len(found) > 1:
        choices = ", ".join(compact(p.value) for p in found)
        raise UsageError(f"{name!r} can mean several properties: {choices}", tip="name one of them")
    if not found:
        labels = [label.value for _, label in rows if isinstance(label, Literal)]
        raise UnknownName("property", name, [*(slug(p.value) for p in known), *labels])
    return found[0]


_PROPERTIES = f"""SELECT DISTINCT ?p ?label {{
  {{ ?p a <{OWL}ObjectProperty> }} UNION {{ ?p a <{OWL}DatatypeProperty> }} UNION {{ ?p a <{OWL}AnnotationProperty> }}
  UNION {{ VALUES ?p {{ <{RDF}type> <{RDFS}label> <{RDFS}subClassOf> <{RDFS}subPropertyOf> <{RDFS}isDefinedBy> }} }}
  OPTIONAL {{ ?p <{RDFS}label> ?label }}
}} ORDER BY ?p ?label"""


def _is_called(label: Term | None, text: str) -> bool:
    return isinstance(label, Literal) and label.value.casefold() == text.casefold()


def _iri(text: str) -> str | None:
    if text.startswith("<") and text.endswith(">"):
        return text[1:-1]
    return text if "://" in text else expand(text)


def _value(about: NamedNode, verb: NamedNode, text: str, engine: Engine) -> NamedNode | Literal:
    """Return what `text` means as a value of `verb`: one that is there, else one of the kind that `verb` takes."""
    if verb == _TYPE:
        return _class_called(text, engine)
    quoted = _quoted(text)
    if quoted is not None:
        return quoted
    there = engine.select(f"SELECT ?o {{ {about} {verb} ?o }}").rows
    iri = _iri(text.strip())
    for (value,) in there:
        if isinstance(value, Literal | NamedNode) and value.value == (text if isinstance(value, Literal) else iri):
            return value
    if not _takes_literals(verb, engine):
        return resolve(text, engine)
    return Literal(text, datatype=_datatype(verb, engine))


def _quoted(text: str) -> Literal | None:
    match = _QUOTED.fullmatch(text.strip())
    if match is None:
        return None
    datatype = _iri(match["type"]) if match["type"] else XSD + "string"
    try:
        if match["tag"]:
            return Literal(match["text"], language=match["tag"].lower())
        if datatype is None:
            raise ValueError(f"{match['type']} is no datatype")
        return Literal(match["text"], datatype=NamedNode(datatype))
    except ValueError as error:
        raise UsageError(
            f"{text} is no literal: {error}", tip='write "2024-05-03"^^xsd:date or "嫦娥六号"@zh'
        ) from None


def _class_called(text: str, engine: Engine) -> NamedNode:
    rows = engine.select(
        f"SELECT ?c ?label {{ ?c a <{OWL}Class> OPTIONAL {{ ?c <{RDFS}label> ?label }} }} ORDER BY ?c ?label"
    ).rows
    known = dict.fromkeys(c for c, _ in rows if isinstance(c, NamedNode))
    iri = _iri(text)
    for c in known:
        if c.value == iri or (iri is None and slug(c.value) == text):
            return c
    for named, label in rows:
        if iri is None and isinstance(named, NamedNode) and _is_called(label, text):
            return named
    names = [slug(c.value) for c in known] + [label.value for _, label in rows if isinstance(label, Literal)]
    raise UnknownName("class", text, names)


def _takes_literals(verb: NamedNode, engine: Engine) -> bool:
    kinds = {t.value for (t,) in engine.select(f"SELECT ?t {{ {verb} a ?t }}") if isinstance(t, NamedNode)}
    return bool(kinds & _DATA) or verb.value in (RDFS + "label",)


def _datatype(verb: NamedNode, engine: Engine) -> NamedNode:
    """Return the datatype of a value of `verb` that is there, else the one that its definition names."""
    used = engine.select(f"SELECT ?o {{ ?s {verb} ?o }} LIMIT 1").rows
    if used and isinstance(used[0][0], Literal) and not used[0][0].language:
        return used[0][0].datatype
    named = engine.select(f"SELECT ?t {{ {verb} <https://schema.org/rangeIncludes> ?t }} LIMIT 1").rows
    if named and isinstance(named[0][0], NamedNode) and not named[0][0].value.startswith(BASE):
        return named[0][0]
    return NamedNode(XSD + "string")
