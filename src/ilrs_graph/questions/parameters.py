"""Converts the arguments of a question from text to RDF terms of the declared types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from reprlib import repr as short

from pyoxigraph import Literal, NamedNode

from ..dates.days import as_day
from ..engine import Engine
from ..errors import UsageError
from ..names.among import code_list, things
from ..names.resolve import resolve
from ..namespaces import XSD, expand
from ..terms import XSD_DATE
from .catalogue import Parameter, Question

_PATTERNS = {
    "gYear": (re.compile(r"\d{4}"), "a year such as 2026"),
    "integer": (re.compile(r"[+-]?\d{1,18}"), "a whole number such as 3"),
    "decimal": (re.compile(r"[+-]?\d{1,12}(\.\d{1,6})?"), "a number such as 2.5"),
    "boolean": (re.compile(r"true|false"), "true or false"),
}


def argument_terms(
    question: Question, arguments: Mapping[str, object], engine: Engine
) -> dict[str, list[NamedNode | Literal]]:
    """Return the terms for `arguments` (parameter name to value).

    Raises:
        UnknownName: there is no such parameter or thing.
        UsageError: a value is not of its type, or since is after until.
    """
    terms = {name: term(question.parameter(name), value, engine) for name, value in arguments.items()}
    since, until = terms.get("since"), terms.get("until")
    if isinstance(since, Literal) and isinstance(until, Literal) and since.value > until.value:
        what = f"{{since}}: {since.value} is after {{until}}, {until.value}"
        raise UsageError(what, tip="give the first day or year as {since}", about=("since", "until"))
    return {name: [each] for name, each in terms.items()}


def term(parameter: Parameter, value: object, engine: Engine) -> NamedNode | Literal:
    """Return the term for `value` as an argument of `parameter`: text or, for some types, a Python value.

    Raises:
        UnknownName: there is no thing with that name.
        UsageError: the value is not of the parameter's type.
    """
    if parameter.type == "date":
        return Literal(as_day(value, parameter.name).isoformat(), datatype=XSD_DATE)
    text = _text(parameter, value)
    if parameter.code_list:
        return resolve(text, engine, code_list(parameter.code_list))
    if parameter.type == "iri":
        of_class = expand(parameter.of_class) if parameter.of_class else None
        return resolve(text, engine, of_class or things)
    if parameter.type == "string":
        try:
            return Literal(text)
        except ValueError:
            raise UsageError(f"{{{parameter.name}}}: {text!r} is not Unicode text", about=parameter.name) from None
    pattern, example = _PATTERNS[parameter.type]
    if not pattern.fullmatch(text):
        kind, such_as, usual = example.partition(" such as ")
        what = f"{{{parameter.name}}}: {text!r} is not {kind}"
        tip = f"use {kind}{such_as}{(parameter.example or usual) if such_as else ''}"
        raise UsageError(what, tip=tip, about=parameter.name)
    return Literal(text, datatype=NamedNode(XSD + parameter.type))


def _text(parameter: Parameter, value: object) -> str:
    """Return a value as text: text itself, a number for the types of numbers, a truth value for boolean.

    Raises:
        UsageError: it is of another Python type.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        if parameter.type == "boolean":
            return str(value).lower()
    elif parameter.type in ("gYear", "integer", "decimal") and isinstance(value, int | float | Decimal):
        return str(value)
    what = f"{{{parameter.name}}}: {short(value)} is not text"
    raise UsageError(what, tip=f"give it as text, or omit {{{parameter.name}}}", about=parameter.name)
