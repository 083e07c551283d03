"""Answers and tables as CSV, JSON and HTML: a thing is its IRI in `x` and its label in `xLabel`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from ..engine import Table
from ..names.labels import Labels
from ..namespaces import XSD
from ..terms import Term

if TYPE_CHECKING:
    from ..questions.answer import Answer

_VALUES: dict[str, Callable[[str], int | bool]] = {
    XSD + "integer": int,
    XSD + "boolean": lambda text: text in ("true", "1"),
}


def to_csv(names: Sequence[str], rows: Iterable[Sequence[Term | None]], labels: Labels) -> str:
    """Return RFC 4180 CSV; a column `x` with things in it is followed by `xLabel`."""
    held = [list(row) for row in rows]
    labelled = _labelled(names, held, labels)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([h for n in names for h in ((n, f"{n}Label") if n in labelled else (n,))])
    for row in held:
        writer.writerow([c for n, t in zip(names, row, strict=True) for c in _cells(t, n in labelled, labels)])
    return out.getvalue()


def to_json(names: Sequence[str], rows: Iterable[Sequence[Term | None]], labels: Labels, **more: Any) -> str:
    """Return JSON: `{"columns": [...], "rows": [{"x": ..., "xLabel": ...}], **more}`."""
    held = [list(row) for row in rows]
    labelled = _labelled(names, held, labels)
    records = []
    for row in held:
        record: dict[str, Any] = {}
        for name, cell in zip(names, row, strict=True):
            record[name] = None if cell is None else _plain(cell)
            if name in labelled:
                record[f"{name}Label"] = None if cell is None else labels.of(cell)
        records.append(record)
    return json.dumps({"columns": list(names), "rows": records, **more}, ensure_ascii=False, indent=2) + "\n"


def answer_csv(answer: Answer, labels: Labels, *, sources: bool = False) -> str:
    """Return the answer as CSV; with `sources`, a last column holds the addresses, separated by spaces."""
    text = to_csv(list(answer.columns), (tuple(r.values()) for r in answer.terms()), labels)
    if not sources:
        return text
    lines = list(csv.reader(io.StringIO(text)))
    cells = ["sources", *(" ".join(c.url or c.iri for c in row.sources) for row in answer.rows)]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([*line, cell] for line, cell in zip(lines, cells, strict=True))
    return out.getvalue()


def answer_json(answer: Answer, labels: Labels) -> str:
    """Return the answer as JSON with the evidence and sources of each row, and the claims of completeness."""
    base = json.loads(to_json(list(answer.columns), (tuple(r.values()) for r in answer.terms()), labels))
    for record, row in zip(base["rows"], answer.rows, strict=True):
        record["evidence"] = [n.value for n in row.evidence]
        record["sources"] = [c._asdict() for c in row.sources]
    complete = [c._asdict() for c in answer.coverage]
    whole = {"question": answer.question.question, **base, "complete": complete, "note": answer.note}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def table_csv(table: Table, labels: Labels) -> str:
    """Return the result of a SELECT as CSV."""
    return to_csv(table.variables, table.rows, labels)


def _labelled(names: Sequence[str], rows: list[list[Term | None]], labels: Labels) -> set[str]:
    labels.load(cell for row in rows for cell in row)
    taken = set(names)
    return {
        name
        for i, name in enumerate(names)
        if f"{name}Label" not in taken and any(isinstance(row[i], NamedNode) for row in rows)
    }


def _cells(term: Term | None, labelled: bool, labels: Labels) -> tuple[str, ...]:
    if term is None:
        return ("", "") if labelled else ("",)
    return (term.value, labels.of(term)) if labelled else (term.value,)


def _plain(term: Term) -> Any:
    convert = _VALUES.get(term.datatype.value) if isinstance(term, Literal) else None
    try:
        return convert(term.value) if convert else term.value
    except ValueError:
        return term.value
