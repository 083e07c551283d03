"""Reads a template: triples, each with the place of its cell, and the problems of all cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

from ..engine import Engine
from ..errors import Place, near_names
from ..findings import Finding
from ..intake.text import Refused, decoded
from ..turtle.place import TriplePlace
from .catalogue import TEMPLATES, template_of
from .cells import Cell, Record, records
from .lookup import Lookup, WrongCell
from .model import LABELS, MANY, Column, Row, Template, Value

_OTHER_SEPARATORS = re.compile("[,;，；、]")
_NAMES = ("label_en", "label_zh")
_MEANT = {
    **dict.fromkeys(("title", "name", "label", "english", "name_en", "title_en"), _NAMES[:1]),
    **dict.fromkeys(("chinese", "name_zh", "title_zh"), _NAMES[1:]),
    **dict.fromkeys(("when", "day", "year"), ("date", "signed", "launch", "landing", "issued")),
    **dict.fromkeys(("source", "page", "reference", "citation"), ("sources",)),
    **dict.fromkeys(("by", "who", "said_by", "asserted_by"), ("speaker",)),
    **dict.fromkeys(("said_on", "stated", "announced"), ("stated_on",)),
    **dict.fromkeys(("type", "category"), ("kind", "class")),
    **dict.fromkeys(("mass", "weight"), ("mass_kg",)),
    **dict.fromkeys(("aliases", "alias", "acronym"), ("other_names",)),
    **dict.fromkeys(("country", "nation"), ("state",)),
    **dict.fromkeys(("rocket", "vehicle"), ("launcher",)),
    **dict.fromkeys(("quote", "wording", "comment", "note", "text"), ("paraphrase_en",)),
}
"""What people call columns, each with the columns meant."""
_NAMELESS = ("", "unnamed: 0")
"""Headers that pandas writes for the column of row numbers."""


class Reading(NamedTuple):
    """The triples of a template, the place of each, the problems, and the number of rows with facts."""

    triples: list[Triple]
    places: list[TriplePlace]
    findings: list[Finding]
    rows: int = 0


class _Table(NamedTuple):
    template: Template
    columns: list[Column | None]
    rows: list[Record]


def read_csv(content: bytes, name: str, engine: Engine, lookup: Lookup | None = None) -> Reading:
    """Read a template, whose kind is detected from its header; `name` is used in findings. Nothing is raised.

    Templates that are read together share a `lookup`, so that one may refer to things of another.

    >>> from ilrs_graph import LunarGraph
    >>> head = b"member;programme;label_en;announced_by;sources\\n"
    >>> row = "巴基斯坦;ilrs;Pakistan in the ILRS;cnsaa;channel-news-asia-2023-10-20-pakistan\\n"
    >>> reading = read_csv(head + row.encode(), "new.csv", LunarGraph().engine)
    >>> [(f.place, f.message) for f in reading.findings]
    [('new.csv:2:32', "Row 2, announced_by: No agent is called 'cnsaa'.")]
    >>> print(reading.findings[0].remedy)
    Did you mean cnsa or ...? If it is new, describe it first: ilrs-graph template agent.
    """
    try:
        table = _table(decoded(content), name)
    except Refused as error:
        return Reading([], [], [_unreadable(name, error)])
    lookup = lookup or Lookup(engine)
    reading = Reading([], [], [], len(table.rows))
    for record in table.rows:
        row, findings = _row(table, record, lookup)
        reading.findings.extend(findings)
        if not findings:
            table.template.build(row)
            reading.triples.extend(row.triples)
            reading.places.extend(row.places)
    return reading


def is_last(content: bytes) -> bool:
    """Return whether a template is read after the others of a batch, since it is about nodes that these make."""
    try:
        return _table(decoded(content), "").template.last
    except Refused:
        return True


def described(content: bytes, lookup: Lookup) -> Iterator[str]:
    """Yield the IRIs of the things that a template defines, and let `lookup` find them by their names.

    >>> from ilrs_graph import LunarGraph
    >>> table = b"source,label_en,publisher,language,url,kind\\ncnsa-2027,x,cnsa,en,http://a/,press\\n"
    >>> list(described(table, Lookup(LunarGraph().engine)))
    ['https://w3id.org/ilrs-graph/id/source/cnsa-2027']
    """
    try:
        table = _table(decoded(content), "")
    except Refused:
        return
    for record in table.rows if table.template.defines else ():
        cells = {c.name: (c, cell.text.strip()) for c, cell in zip(table.columns, record.cells, strict=False) if c}
        column, text = cells[table.template.defines]
        with suppress(WrongCell):
            found = column.read(text, lookup) if text else None
            if isinstance(found, NamedNode):
                yield found.value
                for name in LABELS:
                    for each in _parts(*cells[name]) if name in cells else ():
                        lookup.name(found.value, each)


def _table(text: str, file: str) -> _Table:
    """Return the template, its columns in the order of the file, and the rows.

    Raises:
        Refused: it is not a template.
    """
    found = list(records(text, file))
    if not found:
        raise Refused("The file is empty.", Place(file, 1, 1), "Start from: ilrs-graph template contribution")
    header, *rest = found
    names = [cell.text.strip().casefold() for cell in header.cells]
    template = template_of([name for name in names if name not in _NAMELESS])
    known = {column.name: column for column in template.columns}
    for number, name in enumerate(names):
        if name in names[:number] and name not in _NAMELESS:
            raise Refused(f"Two columns are called {name!r}.", header.cells[number].place, "Keep one of them.")
        if name not in known and name not in _NAMELESS:
            raise Refused(*_unknown_column(template, header.cells[number], known))
    missing = [column.name for column in template.columns if column.required and column.name not in names]
    if missing:
        what = f"This looks like the template {template.kind}, but has no column {', '.join(missing)}."
        raise Refused(what, Place(file, 1, 1), f"Start from: ilrs-graph template {template.kind}")
    columns = [known.get(name) for name in names]
    return _Table(template, columns, [record for record in rest if not _is_note(record, columns)])


def _unknown_column(template: Template, cell: Cell, known: Iterable[str]) -> tuple[str, Place, str]:
    name = cell.text.strip()
    near = [each for each in _MEANT.get(name.casefold(), ()) if each in known] or near_names(name, known)
    tip = f"Did you mean {' or '.join(near)}?" if near else f"Start from: ilrs-graph template {'|'.join(TEMPLATES)}"
    return f"The template {template.kind} has no column {name!r}.", cell.place, tip


def _is_note(record: Record, columns: Sequence[Column | None]) -> bool:
    """Return whether a row is a note: its first non-empty cell under a known column begins with #."""
    texts = [cell.text.strip() for cell, column in zip(record.cells, columns, strict=False) if column is not None]
    return next((text for text in texts if text), "").startswith("#")


def _row(table: _Table, record: Record, lookup: Lookup) -> tuple[Row, list[Finding]]:
    """Return a row with the values of its cells, and the problems of the cells."""
    cells = {c.name: cell for c, cell in zip(table.columns, record.cells, strict=False) if c is not None}
    row, findings = Row(cells, {}, lookup), []
    for cell in record.cells[len(table.columns) :]:
        if cell.text.strip():
            remedy = "Put quotes around a value that contains the separator."
            findings.append(_finding(cell.place, f"Row {record.number}: {cell.text!r} is outside the columns.", remedy))
    values: dict[str, list[Value]] = {}
    for column in table.template.columns:
        try:
            values[column.name] = _values(column, row.text(column.name), lookup)
        except WrongCell as error:
            findings.append(_wrong(row, record, column.name, error.what, error.remedy))
    row.values = values
    if not findings:
        missing = table.template.missing(row)
        findings = [_wrong(row, record, column, what, remedy) for column, what, remedy in missing]
    return row, findings


def _values(column: Column, text: str, lookup: Lookup) -> list[Value]:
    if not text:
        if column.required:
            raise WrongCell("The cell is empty but required.", f"Fill in {column.note}.")
        return []
    return list(dict.fromkeys(_value(column, part, lookup) for part in _parts(column, text)))


def _parts(column: Column, text: str) -> list[str]:
    parts = [part.strip() for part in text.split(MANY)] if column.many else [text]
    return [part for part in parts if part]


def _value(column: Column, text: str, lookup: Lookup) -> Value:
    """Return the value of a part of a cell.

    Raises:
        WrongCell: it has none; the message names another separator between several values.
    """
    try:
        return column.read(text, lookup)
    except WrongCell as error:
        several = [part.strip() for part in _OTHER_SEPARATORS.split(text) if part.strip()]
        if not column.many or len(several) < 2:
            raise
        raise WrongCell(error.what, f"Separate several values by {MANY}: {f' {MANY} '.join(several)}.") from None


def _wrong(row: Row, record: Record, column: str, what: str, remedy: str) -> Finding:
    place = row.cells[column].place if column in row.cells else record.cells[0].place
    return _finding(place, f"Row {record.number}, {column}: {what}", remedy)


def _finding(place: Place, what: str, remedy: str) -> Finding:
    return Finding(
        severity="violation",
        focus="",
        code="cell",
        message=what,
        remedy=remedy,
        kind="cell",
        reason="The row is skipped until all its cells are valid.",
        **place._asdict(),
    )


def _unreadable(file: str, error: Refused) -> Finding:
    finding = _finding(error.place._replace(file=file), error.what, error.remedy)
    return replace(
        finding, kind="syntax", code="syntax", reason="The rest of the file is not checked until it can be read."
    )
