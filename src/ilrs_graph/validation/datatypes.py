"""The datatypes that RDF 1.1 lists, with their lexical spaces: XSD 1.1 Part 2, RDF 1.1 Concepts section 5, JSON-LD 1.1.

RDF 1.1 has no white space processing: `" 6 "` is not in the lexical space of `xsd:integer`. An address is checked more
strictly than XSD 1.1, which accepts any text as `xsd:anyURI`: it must have only characters that an IRI reference may
have (RFC 3987).
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import NoReturn
from xml.parsers import expat

from ..namespaces import RDF, XSD

_SIGN = "[+-]?"
_ZONE = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_YEAR, _MONTH, _DAY = r"-?(?:[1-9]\d{4,}|\d{4})", r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_DATE = rf"(?P<year>{_YEAR})-(?P<month>{_MONTH})-(?P<day>{_DAY})"
_DECIMAL = rf"{_SIGN}(?:\d+(?:\.\d*)?|\.\d+)"
_DOUBLE = rf"{_DECIMAL}(?:[eE](?P<exponent>{_SIGN}\d+))?|{_SIGN}INF|NaN"
_DAYS = r"(?:\d+D)?"
_TIMED = r"(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"
_BASE64 = "[A-Za-z0-9+/] ?"
_BASE64_END = f"(?:{_BASE64}){{2}}[AEIMQUYcgkosw048] ?=|{_BASE64}[AQgw] ?= ?="
_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_FURTHER = _START + r"0-9.\xb7\u0300-\u036f\u203f\u2040-"


@dataclass(frozen=True)
class Datatype:
    """A datatype: the pattern of its lexical forms, an example, and what else makes a form invalid.

    `least` and `most` limit the value of an integer; None is no limit. `fits` is asked last.
    """

    form: re.Pattern[str]
    example: str
    numeric: bool = False
    least: int | None = None
    most: int | None = None
    fits: Callable[[str], bool] = lambda _: True

    @property
    def range(self) -> str:
        """The limits of an integer in words; "" without limits.

        >>> DATATYPES[XSD + "byte"].range, DATATYPES[XSD + "positiveInteger"].range, DATATYPES[XSD + "decimal"].range
        ('from -128 to 127', 'of at least 1', '')
        """
        if self.least is not None and self.most is not None:
            return f"from {self.least} to {self.most}"
        if self.least is not None:
            return f"of at least {self.least}"
        return "" if self.most is None else f"of at most {self.most}"

    def has_form(self, text: str) -> bool:
        """Return whether a text has the form of this datatype, whatever its value.

        >>> byte = DATATYPES[XSD + "byte"]
        >>> byte.has_form("300"), byte.holds("300")
        (True, False)
        """
        found = self.form.fullmatch(text)
        return found is not None and _has_day(found) and self.fits(text)

    def holds(self, text: str) -> bool:
        """Return whether a text is in the lexical space of this datatype.

        >>> DATATYPES[XSD + "date"].holds("2024-02-29"), DATATYPES[XSD + "date"].holds("2023-02-29")
        (True, False)
        """
        return self.has_form(text) and self._in_range(text)

    def exponent(self, text: str) -> int:
        """Return the exponent of ten of a number, 0 if it is written without one; one of many digits is cut."""
        found = self.form.fullmatch(text)
        digits = (found and found.groupdict().get("exponent")) or "0"
        return int(digits[:12])

    def _in_range(self, text: str) -> bool:
        if self.least is None and self.most is None:
            return True
        value = Decimal(text)  # int() refuses texts of many thousands of digits
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


def _has_day(found: re.Match[str]) -> bool:
    """Return whether the month of a date has its day; a month without a year may have the leap day."""
    groups = found.groupdict()
    if "day" not in groups:
        return True
    # the calendar repeats after 400 years, which divide 10000
    year = int(groups["year"][-4:]) % 400 if "year" in groups else 0
    return int(groups["day"]) <= calendar.monthrange(2000 + year, int(groups["month"]))[1]


def _is_xml_content(text: str) -> bool:
    """Return whether a text is well-formed between any two XML tags, with its namespaces declared."""
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(f"<content>{text}</content>", True)
    except (expat.ExpatError, ValueError):
        return False
    return True


def _no_json_number(name: str) -> NoReturn:
    raise ValueError(name)


def _is_json(text: str) -> bool:
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_no_json_number)
    except RecursionError:
        return True  # deep, and no fault was found before the limit
    except ValueError:
        return False
    return True


def _form(pattern: str, example: str) -> Datatype:
    return Datatype(re.compile(pattern, re.ASCII), example)


def _number(pattern: str, example: str) -> Datatype:
    return Datatype(re.compile(pattern, re.ASCII), example, numeric=True)


def _integer(least: int | None, most: int | None, example: str) -> Datatype:
    return Datatype(re.compile(rf"{_SIGN}[0-9]+"), example, True, least, most)


def _checked(fits: Callable[[str], bool], example: str) -> Datatype:
    return Datatype(re.compile(".*", re.DOTALL), example, fits=fits)


_XSD_TYPES = {
    "string": _form("(?s:.*)", "text"),
    "boolean": _form("true|false|1|0", "true"),
    "decimal": _number(_DECIMAL, "7.0"),
    "integer": _integer(None, None, "6"),
    "double": _number(_DOUBLE, "1.5e3"),
    "float": _number(_DOUBLE, "1.5e3"),
    "date": _form(_DATE + _ZONE, "2024-05-03"),
    "time": _form(_TIME + _ZONE, "09:27:00Z"),
    "dateTime": _form(f"{_DATE}T{_TIME}{_ZONE}", "2024-05-03T09:27:00Z"),
    "dateTimeStamp": _form(f"{_DATE}T{_TIME}{_ZONE.removesuffix('?')}", "2024-05-03T09:27:00Z"),
    "gYear": _form(_YEAR + _ZONE, "2024"),
    "gYearMonth": _form(f"{_YEAR}-{_MONTH}{_ZONE}", "2024-05"),
    "gMonth": _form(f"--{_MONTH}{_ZONE}", "--05"),
    "gMonthDay": _form(f"--(?P<month>{_MONTH})-(?P<day>{_DAY}){_ZONE}", "--05-03"),
    "gDay": _form(f"---{_DAY}{_ZONE}", "---03"),
    "duration": _form(rf"-?P(?=[\dT])(?:\d+Y)?(?:\d+M)?{_DAYS}{_TIMED}", "P1Y2M3DT4H5M6S"),
    "yearMonthDuration": _form(r"-?P(?=\d)(?:\d+Y)?(?:\d+M)?", "P1Y2M"),
    "dayTimeDuration": _form(rf"-?P(?=[\dT]){_DAYS}{_TIMED}", "P3DT4H5M6S"),
    "byte": _integer(-(2**7), 2**7 - 1, "6"),
    "short": _integer(-(2**15), 2**15 - 1, "6"),
    "int": _integer(-(2**31), 2**31 - 1, "6"),
    "long": _integer(-(2**63), 2**63 - 1, "6"),
    "unsignedByte": _integer(0, 2**8 - 1, "6"),
    "unsignedShort": _integer(0, 2**16 - 1, "6"),
    "unsignedInt": _integer(0, 2**32 - 1, "6"),
    "unsignedLong": _integer(0, 2**64 - 1, "6"),
    "positiveInteger": _integer(1, None, "6"),
    "nonNegativeInteger": _integer(0, None, "6"),
    "negativeInteger": _integer(None, -1, "-6"),
    "nonPositiveInteger": _integer(None, 0, "-6"),
    "hexBinary": _form("(?:[0-9A-Fa-f]{2})*", "0FB7"),
    "base64Binary": _form(rf"(?:(?:{_BASE64}){{4}})*+(?:{_BASE64_END})?(?<! )", "FPucAw=="),
    "anyURI": _form(r"[^\s<>\"{}|\\^`]*", "https://www.cnsa.gov.cn/"),
    "language": _form("[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*", "zh-Hans"),
    "normalizedString": _form(r"[^\t\n\r]*", "one line of text"),
    "token": _form(r"(?:[^\t\n\r ]+(?: [^\t\n\r ]+)*)?", "words with single spaces"),
    "NMTOKEN": _form(f"[:{_FURTHER}]+", "change-6"),
    "Name": _form(f"[:{_START}][:{_FURTHER}]*", "change-6"),
    "NCName": _form(f"[{_START}][{_FURTHER}]*", "change-6"),
}
DATATYPES: dict[str, Datatype] = {
    **{XSD + name: datatype for name, datatype in _XSD_TYPES.items()},
    RDF + "HTML": _form(r"(?s:.*)", "<b>text</b>"),
    RDF + "XMLLiteral": _checked(_is_xml_content, "<b>text</b>"),
    RDF + "JSON": _checked(_is_json, '{"key": 1}'),
}
"""IRI to datatype: those of section 5 of RDF 1.1 Concepts, and `rdf:JSON`."""
NOT_FOR_RDF = (
    "QName", "NOTATION", "ENTITY", "ENTITIES", "ID", "IDREF", "IDREFS", "NMTOKENS", "anyType", "anySimpleType",
    "anyAtomicType",
)  # fmt: skip
"""Local names of types of XSD that RDF 1.1 excludes: their values depend on an XML document, or are lists."""
