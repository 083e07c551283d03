"""Terms as people read them in the cells of a table: labels for things, words for dates, text for other literals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from ..dates.words import date_text
from ..language import say
from ..namespaces import XSD
from ..terms import DATE_TYPES, Term
from .options import Options
from .table.labelled import labels_of

if TYPE_CHECKING:
    from ..engine import Table
    from ..questions.answer import Answer

_TEXT, _BOOLEAN = XSD + "string", XSD + "boolean"
_YEAR = 4


def answer_cells(answer: Answer, options: Options) -> list[list[str]]:
    """Return the rows of an answer as texts for people."""
    return [
        [read(term, text, options.language) for term, text in zip(terms.values(), texts, strict=True)]
        for terms, texts in zip(answer.terms(), answer.texts, strict=True)
    ]


def table_cells(table: Table, options: Options) -> list[list[str]]:
    """Return the rows of the result of a SELECT as texts for people."""
    labels = labels_of(options)
    labels.load(cell for row in table for cell in row)
    return [["" if t is None else read(t, labels.of(t), options.language) for t in row] for row in table]


def read(term: Term | None, text: str, language: str) -> str:
    """Return the text of a term for people: a date in words, otherwise `text`.

    A query may have taken the type from a date, so that plain text in the form of EDTF counts as one; a plain number
    of four digits stays as it is.

    >>> read(Literal("2027/.."), "2027/..", "en"), read(Literal("1969"), "1969", "zh")
    ('2027 or later', '1969')
    """
    if not isinstance(term, Literal) or term.value != text or not text:
        return text
    kind = term.datatype.value
    if kind == _BOOLEAN and language != "en":
        return say({"1": "true", "0": "false"}.get(text, text), language)
    if kind in DATE_TYPES or (kind == _TEXT and len(text) > _YEAR):
        return date_text(text, language)
    return text
