"""From a filled sheet to triples, each with the place of its cell; all that is wrong with cells at once."""

from __future__ import annotations

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
from .model import MANY, Column, Row, Template, Value

_NAMELESS = ("", "unnamed: 0")
"""Headers of the column of row numbers that pandas writes."""


class Reading(NamedTuple):
    """The triples of a sheet, the place of each, and what is wrong."""

    triples: list[Triple]
    places: list[TriplePlace]
    findings: list[Finding]


class _Sheet(NamedTuple):
    template: Template
    columns: list[Column | None]
    rows: list[Record]


def read_csv(content: bytes, name: str, engine: Engine, lookup: Lookup | None = None) -> Reading:
    """Read a filled template, told by its header; `name` is what findings call the file. Nothing is raised.

    `lookup` is shared by files that are read together, so that one may name what another describes.

    >>> from ilrs_graph import LunarGraph
    >>> head = b"member;programme;label_en;announced_by;sources\\n"
    >>> row = "巴基斯坦;ilrs;Pakistan in the ILRS;cnsaa;channel-news-asia-2023-10-20-pakistan\\n"
    >>> reading = read_csv(head + row.encode(), "new.csv", LunarGraph().engine)
    >>> [(f.place, f.message, f.remedy) for f in reading.findings]
    [('new.csv:2:32', "Row 2, announced_by: No agent is called 'cnsaa'.", 'Did you mean cnsa or ...?')]
    """
    try:
        sheet = _sheet(decoded(content), name)
    except Refused as error:
        return Reading([], [], [_unreadable(name, error)])
    lookup = lookup or Lookup(engine)
    reading = Reading([], [], [])
    for record in sheet.rows:
        row, findings = _row(sheet, record, lookup)
        reading.findings.extend(findings)
        if not findings:
            sheet.template.build(row)
            reading.triples.extend(row.triples)
            reading.places.extend(row.places)
    return reading


def described(content: bytes, lookup: Lookup) -> Iterator[str]:
    """Yield the IRIs of the things that a filled template describes by name.

    >>> from ilrs_graph import LunarGraph
    >>> sheet = b"source,label_en,publisher,language,url,kind\\ncnsa-2027,x,cnsa,en,http://a/,press\\n"
    >>> list(described(sheet, Lookup(LunarGraph().engine)))
    ['https://w3id.org/ilrs-graph/id/source/cnsa-2027']
    """
    try:
        sheet = _sheet(decoded(content), "")
    except Refused:
        return
    for record in sheet.rows if sheet.template.defines else ():
        for column, cell in zip(sheet.columns, record.cells, strict=False):
            if column is not None and column.name == sheet.template.defines and cell.text.strip():
                with suppress(WrongCell):
                    found = column.read(cell.text.strip(), lookup)
                    yield from [found.value] if isinstance(found, NamedNode) else []


def _sheet(text: str, file: str) -> _Sheet:
    """Return the template, the column of each cell, and the filled rows.

    Raises:
        Refused: it is not a filled template.
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
        what = f"This looks like the template {template.kind}, and has no column {', '.join(missing)}."
        raise Refused(what, Place(file, 1, 1), f"Start from: ilrs-graph template {template.kind}")
    columns = [known.get(name) for name in names]
    return _Sheet(template, columns, [record for record in rest if not _is_note(record, columns)])


def _unknown_column(template: Template, cell: Cell, known: Iterable[str]) -> tuple[str, Place, str]:
    name = cell.text.strip()
    near = near_names(name, known)
    tip = f"Did you mean {' or '.join(near)}?" if near else f"Start from: ilrs-graph template {'|'.join(TEMPLATES)}"
    return f"No column of the template {template.kind} is called {name!r}.", cell.place, tip


def _is_note(record: Record, columns: Sequence[Column | None]) -> bool:
    """Tell whether a row is a note: its first cell under a column of ours begins with #."""
    texts = [cell.text.strip() for cell, column in zip(record.cells, columns, strict=False) if column is not None]
    return next((text for text in texts if text), "").startswith("#")


def _row(sheet: _Sheet, record: Record, lookup: Lookup) -> tuple[Row, list[Finding]]:
    """Return a row with the values of its cells, and what is wrong with them."""
    cells = {c.name: cell for c, cell in zip(sheet.columns, record.cells, strict=False) if c is not None}
    row, findings = Row(cells, {}, lookup), []
    for cell in record.cells[len(sheet.columns) :]:
        if cell.text.strip():
            remedy = "Put quotes around a value that holds the separator."
            findings.append(_finding(cell.place, f"Row {record.number}: {cell.text!r} is in no column.", remedy))
    values: dict[str, list[Value]] = {}
    for column in sheet.template.columns:
        try:
            values[column.name] = _values(column, row.text(column.name), lookup)
        except WrongCell as error:
            findings.append(_wrong(row, record, column.name, error.what, error.remedy))
    row.values = values
    if not findings:
        missing = sheet.template.missing(row)
        findings = [_wrong(row, record, column, what, remedy) for column, what, remedy in missing]
    return row, findings


def _values(column: Column, text: str, lookup: Lookup) -> list[Value]:
    if not text:
        if column.required:
            raise WrongCell("Nothing is given.", f"Fill in {column.note}.")
        return []
    texts = [part.strip() for part in text.split(MANY)] if column.many else [text]
    return list(dict.fromkeys(column.read(part, lookup) for part in texts if part))


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
        reason="The row is left out until every cell of it can be read.",
        **place._asdict(),
    )


def _unreadable(file: str, error: Refused) -> Finding:
    finding = _finding(error.place._replace(file=file), error.what, error.remedy)
    return replace(finding, kind="syntax", code="syntax", reason="Nothing else of the file is checked until then.")
