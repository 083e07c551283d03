"""Literals: values that are ill-typed, or too large to process."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import Literal, Triple

from ...names.near import did_you_mean
from ...namespaces import RDF, XSD, compact
from ..context import Context
from ..datatypes import DATATYPES, NOT_FOR_RDF, Datatype
from .note import Note, note

MAX_DIGITS = 40
"""Maximum number of digits; for more, some engines allocate as many digits as the exponent demands."""
MAX_EXPONENT = 308
"""The largest exponent of ten of a finite xsd:double."""

_TAGGED = (RDF + "langString", RDF + "dirLangString")
_WHY = "Engines compare and sort by value; some engines treat an ill-typed literal as a string, others drop it."


def find(context: Context) -> Iterator[Note]:
    """Yield the ill-typed literals of the added triples."""
    for t in context.added:
        yield from of(t)


def of(t: Triple) -> Iterator[Note]:
    """Yield a note if the value of a triple is an ill-typed literal."""
    wrong = problem(t.object) if isinstance(t.object, Literal) else None
    if wrong:
        yield note("literal", "ill-typed", t, "value", *wrong, reason=_WHY)


def problem(literal: Literal) -> tuple[str, str] | None:
    """Return what is wrong with a literal, and the remedy; None if it is well-typed.

    >>> from pyoxigraph import NamedNode
    >>> problem(Literal("2024-02-30", datatype=NamedNode(XSD + "date")))
    ('"2024-02-30" is not a valid xsd:date.', 'Write it as "2024-05-03"^^xsd:date, or correct the datatype.')
    >>> problem(Literal("300", datatype=NamedNode(XSD + "byte")))
    ('"300" is not a valid xsd:byte.', 'Write a number from -128 to 127, or use xsd:integer.')
    """
    iri, text = literal.datatype.value, literal.value
    datatype = DATATYPES.get(iri)
    if datatype is None:
        return None if literal.language else _foreign(iri)
    form = datatype.has_form(text)
    if form and datatype.numeric and _too_large(datatype, text):
        return f"{_shown(text)} has too many digits.", f"Write it with at most {MAX_DIGITS} digits."
    if form and datatype.holds(text):
        return None
    what = f'"{_shown(text)}" is not a valid {compact(iri)}.'
    if form:
        return what, f"Write a number {datatype.range}, or use xsd:integer."
    return what, f'Write it as "{datatype.example}"^^{compact(iri)}, or correct the datatype.'


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "..."


def _foreign(iri: str) -> tuple[str, str] | None:
    """Return what is wrong with a datatype that is not in the table; those of others are not known here."""
    if iri in _TAGGED:
        return f"A literal of {compact(iri)} needs a language tag.", 'Write it as "text"@en, or as a plain string.'
    if iri.startswith(RDF):
        return f"{compact(iri)} is not a datatype.", "Use one such as xsd:date."
    if not iri.startswith(XSD):
        return None
    if iri.removeprefix(XSD) in NOT_FOR_RDF:
        return f"RDF does not use {compact(iri)}.", "Use one such as xsd:string."
    known = [each for each in DATATYPES if each.startswith(XSD)]
    return f"There is no datatype {compact(iri)}.", did_you_mean(iri, known, "Use one such as xsd:date.")


def _too_large(datatype: Datatype, text: str) -> bool:
    return sum(map(str.isdigit, text)) > MAX_DIGITS or abs(datatype.exponent(text)) > MAX_EXPONENT


_dangerous: Callable[[str], bool] = re.compile(rf"\d{{{MAX_DIGITS + 1},}}|[eE][+-]?\d{{4,}}").search  # type: ignore[assignment]


def fit_for_engines(triples: Iterable[Triple]) -> list[Triple]:
    """Return the triples without literals that an engine would fail on; the number of triples stays the same.

    A short ill-typed literal stands for a number that is too long to process, and a plain string for one of
    `rdf:langString` without a tag. Both are findings already.

    >>> from pyoxigraph import NamedNode
    >>> number = Literal("1E999999999", datatype=NamedNode(XSD + "decimal"))
    >>> fit_for_engines([Triple(NamedNode("urn:a"), NamedNode("urn:p"), number)])[0].object.value
    'out of range'
    """
    return [_fit(t) for t in triples]


def _fit(t: Triple) -> Triple:
    value = t.object
    if isinstance(value, Literal) and value.datatype.value in _TAGGED and not value.language:
        return Triple(t.subject, t.predicate, Literal(value.value))
    if not isinstance(value, Literal) or not _dangerous(value.value) or value.language or problem(value) is None:
        return t
    return Triple(t.subject, t.predicate, Literal("out of range", datatype=value.datatype))
