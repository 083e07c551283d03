"""Converts the arguments of a question from text to RDF terms of the declared types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode

from ..engine import Engine
from ..errors import UsageError
from ..names.among import things
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
    question: Question, arguments: Mapping[str, str], engine: Engine
) -> dict[str, list[NamedNode | Literal]]:
    """Return the terms for `arguments` (parameter name to text).

    Raises:
        UnknownName: there is no such parameter or thing.
        UsageError: a value is not of its type.
    """
    return {name: [term(question.parameter(name), text, engine)] for name, text in arguments.items()}


def term(parameter: Parameter, text: str, engine: Engine) -> NamedNode | Literal:
    """Return the term for `text` as an argument of `parameter`.

    Raises:
        UnknownName: there is no thing with that name.
        UsageError: the value is not of the parameter's type.
    """
    if parameter.type == "iri":
        of_class = expand(parameter.of_class) if parameter.of_class else None
        return resolve(text, engine, of_class or things)
    if parameter.type == "string":
        try:
            return Literal(text)
        except ValueError:
            raise UsageError(f"{{{parameter.name}}}: {text!r} is not Unicode text", about=parameter.name) from None
    if parameter.type == "date":
        return Literal(day(text, parameter.name).isoformat(), datatype=XSD_DATE)
    pattern, example = _PATTERNS[parameter.type]
    if not pattern.fullmatch(text):
        what = f"{{{parameter.name}}}: {text!r} is not {example.partition(' such')[0]}"
        raise UsageError(what, tip=f"use {example}", about=parameter.name)
    return Literal(text, datatype=NamedNode(XSD + parameter.type))


def day(text: str, argument: str) -> date:
    """Return the day that `text` names as YYYY-MM-DD.

    >>> day("2023-10-31", "as_of")
    datetime.date(2023, 10, 31)

    Raises:
        UsageError: it is not a valid day; the message names `argument`.
    """
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        tip = "write it as YYYY-MM-DD, such as 2023-10-31"
        raise UsageError(f"{{{argument}}}: {text!r} is not a day", tip=tip, about=argument) from None
