"""Converts three arguments to a triple: things, properties and values by any of their names."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ..dates.edtf import read_edtf
from ..engine import Engine
from ..errors import UsageError
from ..names.among import classes, properties
from ..names.resolve import iri_of, resolve
from ..namespaces import BASE, OWL, PREFIXES, RDFS, XSD
from ..terms import TYPE, XSD_STRING

_DATA = frozenset({OWL + "DatatypeProperty", OWL + "AnnotationProperty"})


class _Form(NamedTuple):
    """What a value of a datatype is called, an example, and a test of its text."""

    noun: str
    example: str
    is_valid: Callable[[str], bool]


def _reads(read: Callable[[str], object], form: str = ".*") -> Callable[[str], bool]:
    """Return a test of whether a text has a form and can be read."""
    pattern = re.compile(form, re.ASCII)

    def is_valid(text: str) -> bool:
        try:
            return pattern.fullmatch(text) is not None and bool(read(text) or True)
        except ValueError:
            return False

    return is_valid


_NUMBER = r"[+-]?(\d+(\.\d*)?|\.\d+)"
_FORMS = {
    XSD + "date": _Form("a day", "2024-05-03", _reads(date.fromisoformat, r"\d{4}-\d\d-\d\d")),
    XSD + "gYearMonth": _Form("a month", "2024-05", _reads(read_edtf, r"\d{4}-\d\d")),
    XSD + "gYear": _Form("a year", "2024", _reads(int, r"-?\d{4,}")),
    XSD + "integer": _Form("a whole number", "3", _reads(int, r"[+-]?\d+")),
    XSD + "decimal": _Form("a number", "4.5", _reads(str, _NUMBER)),
    XSD + "boolean": _Form("a truth value", "true", _reads(str, "true|false|0|1")),
    PREFIXES["edtf"] + "EDTF": _Form("a date in EDTF", "2024-05 or 2027/..", _reads(read_edtf)),
}
"""The datatypes of the graph whose values have a form of their own."""
_QUOTED = re.compile(r'"(?P<text>.*)"(?:@(?P<tag>[A-Za-z0-9-]+)|\^\^(?P<type>\S+))?', re.DOTALL)


def read_fact(subject: str, predicate: str, value: str, engine: Engine) -> Triple:
    """Return the triple for three arguments.

    A thing is a slug, CURIE, IRI or exact label; a property is a local name (hasPartner), label, CURIE or IRI, and `a`
    means `rdf:type`; a value is a thing, a class, or a literal: plain text, or quoted as in Turtle.

    Raises:
        UnknownName: there is nothing with that name; the tip suggests names.
        UsageError: several things have that name, or a literal is malformed or no value of its datatype.

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
    return _typed(text, _datatype(verb, engine))


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
        return _typed(match["text"], NamedNode(datatype))
    except ValueError as error:
        raise UsageError(
            f"{text} is not a valid literal: {error}", tip='write "2024-05-03"^^xsd:date or "嫦娥六号"@zh'
        ) from None


def _typed(text: str, datatype: NamedNode) -> Literal:
    """Return a literal of a datatype.

    Raises:
        UsageError: the text is no value of the datatype, so that no fact can have it.
    """
    form = _FORMS.get(datatype.value)
    if form is not None and not form.is_valid(text):
        raise UsageError(f"{text!r} is not {form.noun}", tip=f"write {form.noun} as {form.example}")
    return Literal(text, datatype=datatype)


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
