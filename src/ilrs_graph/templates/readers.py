"""Readers for the cells of each kind of column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from ..kinds import KINDS
from ..namespaces import ID, ONTOLOGY, XSD, compact
from ..terms import XSD_ANY_URI, XSD_DECIMAL
from .dates import Span, point, span
from .lookup import Lookup, WrongCell
from .model import Reader, Value

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_ZONE = re.compile(r"UTC|[A-Z][A-Za-z_]+/[A-Za-z_/+-]+")
_NUMBER = re.compile(r"\d{1,9}(\.\d{1,9})?")
_AS_TEXT = "and format the cells as text so that the spreadsheet does not change them."


def thing(*kinds: str) -> Reader:
    """Return a reader of things of these types: slug, CURIE, IRI or exact label."""
    classes = {kind: KINDS[kind].of for kind in kinds}
    return lambda text, lookup: lookup.thing(text, classes)


@dataclass(frozen=True)
class concept:  # noqa: N801 - used like the other readers
    """A reader of concepts of a code list, which the notes of a template list."""

    scheme: str

    def __call__(self, text: str, lookup: Lookup) -> NamedNode:
        """Read a cell."""
        return lookup.concept(text, self.scheme)


@dataclass(frozen=True)
class subclass:  # noqa: N801 - used like the other readers
    """A reader of the classes of the ontology below `top`, or `top` itself if it is `usable`; notes list them."""

    top: str
    usable: bool = True

    def __call__(self, text: str, lookup: Lookup) -> NamedNode:
        """Read a cell."""
        return lookup.subclass(text, self.top, self.usable)


def new(kind: str) -> Reader:
    """Return a reader of the slug of an existing or new thing."""

    def read(text: str, _: Lookup) -> NamedNode:
        name = text.removeprefix(f"{ID}{kind}/").removeprefix(f"{kind}:")
        if not _SLUG.fullmatch(name):
            slugged = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
            remedy = f"Write {slugged}." if slugged else "Use the established acronym, else the English name."
            raise WrongCell(f"{text!r} is not a slug: lower-case ASCII words and numbers, joined by hyphens.", remedy)
        return NamedNode(f"{ID}{kind}/{name}")

    return read


@dataclass(frozen=True)
class term:  # noqa: N801 - used like the other readers
    """A reader for these terms of the ontology, with or without the prefix `ilrs:`; notes list them."""

    names: tuple[str, ...]

    def __call__(self, text: str, _: Lookup) -> NamedNode:
        """Read a cell."""
        known = {name.casefold(): name for name in self.names}
        found = known.get(text.removeprefix("ilrs:").casefold())
        if found is None:
            raise WrongCell(f"{text!r} is not a valid term for this column.", f"Write one of {', '.join(self.names)}.")
        return NamedNode(ONTOLOGY + found)


def string(language: str | None = None) -> Reader:
    """Return a reader of text in a language."""
    return lambda text, _: Literal(text, language=language)


def day(text: str, _: Lookup) -> Literal:
    """Read a year, month or day."""
    try:
        return point(text)
    except ValueError:
        remedy = f"Write 2024-05-03, 2024-05 or 2024, {_AS_TEXT}"
        raise WrongCell(f"{text!r} is not a day, month or year.", remedy) from None


def full_day(text: str, lookup: Lookup) -> Literal:
    """Read a day."""
    found = day(text, lookup)
    if found.datatype.value != XSD + "date":
        raise WrongCell(f"{text!r} is not a day.", "Write it as 2024-05-03.")
    return found


def dates(text: str, _: Lookup) -> Span:
    """Read a date or interval in EDTF or in words."""
    try:
        return span(text)
    except ValueError:
        forms = (
            "2027, 2027-05, 2027-05-01, 2027-05/2027-08, 2027/.. (no earlier), ../2030 (by), or words such as "
            "late 2027, first half of 2026, before 2030, around 2028 or fiscal year 2027 of Japan"
        )
        raise WrongCell(f"{text!r} is not a date.", f"Write {forms}, {_AS_TEXT}") from None


def number(text: str, _: Lookup) -> Literal:
    """Read a number greater than zero; a comma is accepted as decimal point."""
    plain = text.replace(",", ".")
    try:
        found = Decimal(plain) if _NUMBER.fullmatch(plain) and plain.isascii() else Decimal(0)
    except InvalidOperation:
        found = Decimal(0)
    if found <= 0:
        raise WrongCell(f"{text!r} is not a number greater than zero.", "Write 4.5, without the unit.")
    return Literal(plain if "." in plain else f"{plain}.0", datatype=XSD_DECIMAL)


def address(text: str, _: Lookup) -> Literal:
    """Read the address of a page."""
    if not _ADDRESS.fullmatch(text):
        raise WrongCell(
            f"{text!r} is not the address of a page.", "Use one that begins with http and contains no spaces."
        )
    return Literal(text, datatype=XSD_ANY_URI)


def language(text: str, _: Lookup) -> Literal:
    """Read a language tag (BCP 47)."""
    if not _LANGUAGE.fullmatch(text):
        raise WrongCell(f"{text!r} is not a language tag.", "Write en, zh, fr, pt-BR ...")
    return Literal(text)


def zone(text: str, _: Lookup) -> Literal:
    """Read the name of a time zone of the tz database."""
    if not _ZONE.fullmatch(text):
        raise WrongCell(f"{text!r} is not a time zone.", "Write Asia/Shanghai, or UTC.")
    return Literal(text)


def shown(value: Value) -> str:
    """Return a value as text for a cell.

    >>> shown(NamedNode(ID + "mission/change-6"))
    'mission:change-6'
    """
    if isinstance(value, Span):
        return value.edtf.value
    return compact(value.value) if isinstance(value, NamedNode) else value.value
