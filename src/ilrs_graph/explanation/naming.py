"""Converts three arguments to a triple: things, properties and values by any of their names."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode, Triple

from ..engine import Engine
from ..errors import UsageError
from ..names.among import classes, properties
from ..names.resolve import iri_of, resolve
from ..namespaces import BASE, OWL, RDFS, XSD
from ..terms import TYPE, XSD_STRING

_DATA = frozenset({OWL + "DatatypeProperty", OWL + "AnnotationProperty"})
_QUOTED = re.compile(r'"(?P<text>.*)"(?:@(?P<tag>[A-Za-z0-9-]+)|\^\^(?P<type>\S+))?', re.DOTALL)


def read_fact(subject: str, predicate: str, value: str, engine: Engine) -> Triple:
    """Return the triple for three arguments.

    A thing is a slug, CURIE, IRI or exact label; a property is a local name (hasPartner), label, CURIE or IRI, and `a`
    means `rdf:type`; a value is a thing, a class, or a literal: plain text, or quoted as in Turtle.

    Raises:
        UnknownName: there is nothing with that name; the tip suggests names.
        UsageError: several things have that name, or a literal is malformed.

    >>> from ilrs_graph import LunarGraph
    >>> print(read_fact("change-6", "launchDate", "2024-05-03", LunarGraph().engine).object.datatype.value)
    http://www.w3.org/2001/XMLSchema#date
    """
    about = resolve(subject, engine)
    verb = resolve(predicate, engine, properties)
    return Triple(about, verb, _value(about, verb, value, engine))


def _value(about: NamedNode, verb: NamedNode, text: str, engine: Engine) -> NamedNode | Literal:
    """Return `text` as a value of `verb`: an existing value, otherwise a term of the kind that `verb` has."""
    if verb == TYPE:
        return resolve(text, engine, classes)
    quoted = _quoted(text)
    if quoted is not None:
        return quoted
    there = engine.select(f"SELECT ?o {{ {about} {verb} ?o }}").rows
    iri = iri_of(text.strip())
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
    datatype = iri_of(match["type"]) if match["type"] else XSD + "string"
    try:
        if match["tag"]:
            return Literal(match["text"], language=match["tag"].lower())
        if datatype is None:
            raise ValueError(f"{match['type']} is not a datatype")
        return Literal(match["text"], datatype=NamedNode(datatype))
    except ValueError as error:
        raise UsageError(
            f"{text} is not a valid literal: {error}", tip='write "2024-05-03"^^xsd:date or "嫦娥六号"@zh'
        ) from None


def _takes_literals(verb: NamedNode, engine: Engine) -> bool:
    kinds = {t.value for (t,) in engine.select(f"SELECT ?t {{ {verb} a ?t }}") if isinstance(t, NamedNode)}
    return bool(kinds & _DATA) or verb.value in (RDFS + "label",)


def _datatype(verb: NamedNode, engine: Engine) -> NamedNode:
    """Return the datatype of an existing value of `verb`, otherwise the one in its definition."""
    used = engine.select(f"SELECT ?o {{ ?s {verb} ?o }} LIMIT 1").rows
    if used and isinstance(used[0][0], Literal) and not used[0][0].language:
        return used[0][0].datatype
    named = engine.select(f"SELECT ?t {{ {verb} <https://schema.org/rangeIncludes> ?t }} LIMIT 1").rows
    if named and isinstance(named[0][0], NamedNode) and not named[0][0].value.startswith(BASE):
        return named[0][0]
    return XSD_STRING
