"""Literals: values that are ill-typed, or too large to process."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import Literal, Triple

from ...names.near import did_you_mean
from ...namespaces import RDF, XSD, compact
from ..context import Context
from .note import Note, note

MAX_DIGITS = 40
"""Maximum number of digits; for more, some engines allocate as many digits as the exponent demands."""
MAX_EXPONENT = 308
"""The largest exponent of ten of a finite xsd:double."""

_ZONE = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?"
_DATE = r"-?(?P<year>[1-9]\d{4,}|\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_FORMS = {
    "boolean": r"true|false|1|0",
    "integer": r"[+-]?\d+",
    "decimal": _NUMBER,
    "double": rf"{_NUMBER}(?:[eE](?P<exponent>[+-]?\d+))?|[+-]?INF|NaN",
    "float": rf"{_NUMBER}(?:[eE](?P<exponent>[+-]?\d+))?|[+-]?INF|NaN",
    "date": _DATE + _ZONE,
    "dateTime": f"{_DATE}T{_TIME}{_ZONE}",
    "time": _TIME + _ZONE,
    "gYear": rf"-?(?:[1-9]\d{{4,}}|\d{{4}}){_ZONE}",
    "gYearMonth": rf"-?(?:[1-9]\d{{4,}}|\d{{4}})-(?:0[1-9]|1[0-2]){_ZONE}",
    "nonNegativeInteger": r"\+?\d+|-0+",
    "positiveInteger": r"\+?0*[1-9]\d*",
    "anyURI": r"[^\s<>\"{}|\\^`]*",
    "language": r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
}
_EXAMPLES = {
    "boolean": "true", "integer": "6", "decimal": "7.0", "double": "1.5e3", "date": "2024-05-03", "time": "09:27:00Z",
    "dateTime": "2024-05-03T09:27:00Z", "gYear": "2024", "gYearMonth": "2024-05", "anyURI": "https://www.cnsa.gov.cn/",
}  # fmt: skip
_NUMERIC = {"integer", "decimal", "double", "float", "nonNegativeInteger", "positiveInteger"}
_OTHERS = ("string", "duration", "dayTimeDuration", "yearMonthDuration", "gDay", "gMonth", "gMonthDay", "base64Binary",
           "hexBinary", "int", "long", "short", "byte", "negativeInteger", "nonPositiveInteger", "unsignedInt",
           "unsignedLong", "unsignedShort", "unsignedByte", "normalizedString", "token", "dateTimeStamp", "Name",
           "NCName", "NMTOKEN")  # fmt: skip
_PATTERNS = {name: re.compile(form) for name, form in _FORMS.items()}
_WHY = "Engines compare and sort by value; some engines treat an ill-typed literal as a string, others drop it."


def find(context: Context) -> Iterator[Note]:
    """Yield the ill-typed literals of the added triples."""
    for t in context.added:
        if isinstance(t.object, Literal):
            wrong = problem(t.object)
            if wrong:
                yield note("literal", "ill-typed", t, "value", *wrong, reason=_WHY)


def problem(literal: Literal) -> tuple[str, str] | None:
    """Return what is wrong with a literal, and the remedy; None if it is well-typed.

    >>> from pyoxigraph import NamedNode
    >>> problem(Literal("2024-02-30", datatype=NamedNode(XSD + "date")))
    ('"2024-02-30" is not a valid xsd:date.', 'Write it as "2024-05-03"^^xsd:date, or correct the datatype.')
    """
    datatype = literal.datatype.value
    if not datatype.startswith(XSD):
        return _foreign(datatype)
    name = datatype.removeprefix(XSD)
    if name not in _PATTERNS:
        return None if name in _OTHERS else _unknown(name)
    text = literal.value
    found = _PATTERNS[name].fullmatch(text)
    shown = text if len(text) <= 40 else text[:40] + "..."
    if found is None or not _exists(found):
        example = f'"{_EXAMPLES[name]}"^^xsd:{name}' if name in _EXAMPLES else f"an xsd:{name}"
        return f'"{shown}" is not a valid xsd:{name}.', f"Write it as {example}, or correct the datatype."
    if name in _NUMERIC and _too_large(found):
        return f"{shown} has too many digits.", f"Write it with at most {MAX_DIGITS} digits."
    return None


def _foreign(datatype: str) -> tuple[str, str] | None:
    if datatype.startswith(RDF) and datatype.removeprefix(RDF) not in ("langString", "dirLangString", "HTML", "JSON"):
        return f"{compact(datatype)} is not a datatype.", "Use one such as xsd:date."
    return None


def _unknown(name: str) -> tuple[str, str]:
    known = [XSD + each for each in (*_FORMS, *_OTHERS)]
    return f"There is no datatype xsd:{name}.", did_you_mean(XSD + name, known, "Use one such as xsd:date.")


def _exists(found: re.Match[str]) -> bool:
    """Return whether the month of a date has its day."""
    groups = found.groupdict()
    if "day" not in groups:
        return True
    year, month, day = int(groups["year"]), int(groups["month"]), int(groups["day"])
    leap_like = 2000 + year % 400  # the calendar repeats, and its years have no limit
    return day <= calendar.monthrange(leap_like, month)[1]


def _too_large(found: re.Match[str]) -> bool:
    exponent = found.groupdict().get("exponent") or "0"
    digits = sum(map(str.isdigit, found[0]))
    return digits > MAX_DIGITS or abs(int(exponent)) > MAX_EXPONENT


_dangerous: Callable[[str], bool] = re.compile(rf"\d{{{MAX_DIGITS + 1},}}|[eE][+-]?\d{{4,}}").search  # type: ignore[assignment]


def without_huge_numbers(triples: Iterable[Triple]) -> list[Triple]:
    """Return the triples with a short ill-typed literal in place of each number that is too long to process.

    The number of triples stays the same, and so do the findings: the replaced value is still ill-typed.

    >>> from pyoxigraph import NamedNode
    >>> number = Literal("1E999999999", datatype=NamedNode(XSD + "decimal"))
    >>> without_huge_numbers([Triple(NamedNode("urn:a"), NamedNode("urn:p"), number)])[0].object.value
    'out of range'
    """
    return [_without_huge_number(t) for t in triples]


def _without_huge_number(t: Triple) -> Triple:
    value = t.object
    if not isinstance(value, Literal) or not _dangerous(value.value) or value.language or problem(value) is None:
        return t
    return Triple(t.subject, t.predicate, Literal("out of range", datatype=value.datatype))
