"""An answer as an Excel workbook (Office Open XML): the rows, their sources, and what the answer is about.

The sheet `Answer` has the columns of the answer for people: numbers as numbers, exact days as days, other dates in
words, things by their labels. Then follow the strength of the evidence, the numbers of the sources and, for each
column of things, their IRIs. The sheet `Sources` lists the sources by number, `About` the question, the note on
completeness and the query. No cell is a formula, and the same answer gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from pyoxigraph import Literal, NamedNode

from ...errors import MissingDependency, OutputError
from ...language import say
from ...printable import blank, printable
from ...questions.answer import Answer
from ...questions.frame import exact_day
from ...terms import Term
from ..cells import answer_cells
from ..language import in_language
from ..options import Options

_CREATED = datetime(2020, 1, 1)
"""The date in the properties of every workbook, so that equal answers give equal bytes."""
_MOST_ROWS, _MOST_CHARACTERS = 1_048_575, 32_767
"""What a sheet and a cell can hold."""
_FIRST_DAY = date(1900, 3, 1)
"""The first day that all programs count alike; Excel has a 29 February 1900."""
_MOST_DIGITS = 15
"""The digits of a number that Excel keeps."""
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_WIDEST = 60
"""The most characters that a column is wide."""
_NUMERIC = re.compile(r".*#(decimal|double|float|.*[iI]nteger|(unsigned)?([lL]ong|[iI]nt|[sS]hort|[bB]yte))")


def write(answer: Answer, options: Options) -> bytes:
    """Return the answer as a workbook.

    Raises:
        MissingDependency: XlsxWriter is not installed.
        OutputError: the answer has more rows than a sheet holds.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise MissingDependency("xlsx needs XlsxWriter", tip="pip install 'ilrs-graph[xlsx]'") from None
    if len(answer) > _MOST_ROWS:
        raise OutputError(f"a sheet holds {_MOST_ROWS:,} rows, and the answer has {len(answer):,}", tip="write CSV")
    answer, options = in_language(answer, options)
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"title": _text(answer.wording.question), "created": _CREATED})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    for title, (headings, rows) in (
        ("Answer", _answer(answer, options)),
        ("Sources", _sources(answer)),
        ("About", _about(answer)),
    ):
        _fill(book.add_worksheet(say(title, options.language)), headings, rows, head, day)
    book.close()
    return content.getvalue()


def _answer(answer: Answer, options: Options) -> tuple[list[str], list[list[Any]]]:
    number = {citation: place for place, citation in enumerate(answer.references, 1)}
    terms = answer.terms()
    things = [name for name in answer.columns if any(isinstance(row[name], NamedNode) for row in terms)]
    headings = [
        *answer.columns.values(),
        *(say(words, options.language) for words in ("Independent sources", "Best kind of source", "Sources")),
        *(say("{heading} (IRI)", options.language, heading=answer.columns[name]) for name in things),
    ]
    rows: list[list[Any]] = []
    for shown, texts, row in zip(terms, answer_cells(answer, options), answer.rows, strict=True):
        cells = [_plain(term, text) for term, text in zip(shown.values(), texts, strict=True)]
        found = [shown[name] for name in things]
        iris = [term.value if isinstance(term, NamedNode) else "" for term in found]
        independent, _, kind = row.strength.cells()
        rows.append(
            [*cells, independent, kind or "", ", ".join(str(number[citation]) for citation in row.sources), *iris]
        )
    return headings, rows


def _sources(answer: Answer) -> tuple[list[str], list[list[Any]]]:
    words = ("Number", "Publisher", "Title", "Issued", "Read", "Address", "Kind")
    return [*(say(each, answer.language) for each in words), "IRI"], [
        [
            number,
            c.publisher,
            c.title,
            _dated(c.issued, c.issued),
            _dated(c.retrieved, c.retrieved),
            c.url,
            c.kind,
            c.iri,
        ]
        for number, c in enumerate(answer.references, 1)
    ]


def _about(answer: Answer) -> tuple[list[str], list[list[Any]]]:
    question = answer.wording
    rows: list[tuple[str, Any]] = [
        ("Saved question", answer.question.slug),
        ("Description", question.description.strip()),
        ("Rows", len(answer)),
        ("Completeness", answer.note),
        ("Query", answer.query),
    ]
    named = [[say(name, answer.language), value] for name, value in rows]
    return [say("Question", answer.language), question.question], named


def _plain(term: Term | None, text: str) -> Any:
    """Return a number, a day, or the text of a term."""
    if not isinstance(term, Literal):
        return text
    value = term.value
    is_number = _NUMERIC.fullmatch(term.datatype.value) and _NUMBER.fullmatch(value)
    if is_number and sum(c.isdigit() for c in value) <= _MOST_DIGITS:
        return float(value) if "." in value else int(value)
    return _dated(value, text)


def _dated(edtf: str, text: str) -> Any:
    """Return the day that a date names, or `text` if it is not exactly a day, or one before 1900."""
    try:
        day = exact_day(edtf)
    except ValueError:
        return text
    return text if day is None or day < _FIRST_DAY else day


def _fill(sheet: Any, headings: Sequence[str], rows: Sequence[Sequence[Any]], head: Any, day: Any) -> None:
    """Write headings and rows; the headings stay in view, and columns can be filtered."""
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, _text(heading), head)
        texts = [str(row[column]) for row in rows]
        sheet.set_column(column, column, min(max(map(len, [heading, *texts])) + 2, _WIDEST))
    for place, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(place, column, value, day)
            elif isinstance(value, int | float):
                sheet.write_number(place, column, value)
            elif value:
                sheet.write_string(place, column, _text(value))
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(headings) - 1)


def _text(text: str) -> str:
    """Return a text that a cell can hold."""
    return printable(text, blank, keep="\n")[:_MOST_CHARACTERS]
