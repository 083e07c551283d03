"""The tool `query`: SPARQL of a stranger, run in a process of its own that ends when it uses too much."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Mapping, Sequence
from typing import Any

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from ..graph import Reading
from ..language import say
from ..names.labels import Labels
from ..namespaces import compact
from ..questions.completeness import INCOMPLETE
from ..questions.strength import Strength, strengths_of, weakest
from ..render.markdown_text import markdown_table, markdown_text
from ..sandbox.frames import Job
from ..terms import Term
from ..things.citation import cite, sources_of
from .evidence import (
    COMMON,
    ITEMS,
    NUMBER,
    SOURCES,
    TEXT,
    TEXTS,
    Cited,
    prefixes_in,
    some,
    some_text,
    sources_text,
    strength_of,
    values_of,
)
from .graph import Held
from .tool import LANGUAGE, Argument, Result, Tool, limit

Row = Sequence[Term | None]
_TRIPLE = ("subject", "predicate", "object")


async def query(held: Held, given: dict[str, Any]) -> Result:
    """Run a query, and return its rows with the sources of the things in them."""
    kind, content = await held.answer(Job(given["sparql"], triples="application/n-triples"))
    return await asyncio.to_thread(_read, held, kind, content, given)


def _read(held: Held, kind: str, content: bytes, given: Mapping[str, Any]) -> Result:
    reading = held.reading(given["language"])
    notes = _notes(reading, given["sparql"])
    if kind == "application/n-triples":
        triples = [(t.subject, t.predicate, t.object) for t in parse(io.BytesIO(content), RdfFormat.N_TRIPLES)]
        return _table(held, reading, _TRIPLE, triples, notes, given)
    found = parse_query_results(io.BytesIO(content), QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        word = say("true" if found else "false", given["language"])
        data = {"boolean": bool(found), "notes": notes, "asOf": held.day(reading), "sources": []}
        return Result("\n".join([word, *map(markdown_text, notes)]), data)
    assert isinstance(found, QuerySolutions)
    names = tuple(variable.value for variable in found.variables)
    return _table(held, reading, names, [tuple(row) for row in found], notes, given)


def _notes(reading: Reading, sparql: str) -> list[str]:
    """Return what the author of a query should know: terms that do not exist, and what means something else."""
    from ..names.unknown_terms import unknown_terms
    from ..sparql.cautions import cautions

    return [note for note in (*(each.text for each in cautions(sparql)), unknown_terms(sparql, reading.engine)) if note]


def _table(
    held: Held, reading: Reading, names: Sequence[str], rows: Sequence[Row], notes: list[str], given: Mapping[str, Any]
) -> Result:
    language, start = given["language"], given["offset"]
    shown = rows[start : start + given["limit"]]
    reading.labels.load(term for row in shown for term in row)
    cited = Cited(language, given["sources"])
    data, strengths = _data(reading, names, shown, cited)
    counted = some(shown, start, len(rows))
    found = {
        "columns": list(names),
        "rows": data,
        **counted,
        "completeness": say(INCOMPLETE, language),
        "notes": notes,
        "asOf": held.day(reading),
        "sources": cited.data,
    }
    found["prefixes"] = prefixes_in([data, found["sources"]])
    cells = [[_cell(term, reading.labels) for term in row] for row in shown]
    behind = [
        [strength.text(language), cited.marks(each["sources"])] for strength, each in zip(strengths, data, strict=True)
    ]
    added = [say(heading, language) for heading in ("Independent sources", "References")]
    lines = [[*row, *ends] for row, ends in zip(cells, behind, strict=True)]
    table = markdown_table([*names, *added], lines) if shown else ""
    said = [some_text(counted, language), *map(markdown_text, notes)]
    return Result("\n".join([*([table] if table else []), *said, *sources_text(cited, language)]), found)


def _cell(term: Term | None, labels: Labels) -> str:
    if term is None:
        return ""
    label = labels.of(term)
    return f"{compact(term.value)} ({label})" if isinstance(term, NamedNode) else label


def _data(
    reading: Reading, names: Sequence[str], rows: Sequence[Row], cited: Cited
) -> tuple[list[dict[str, Any]], list[Strength]]:
    """Return the rows as data, and how strong the evidence of the things in each is."""
    nodes = dict.fromkeys(term for row in rows for term in row if isinstance(term, NamedNode))
    by_node = sources_of(nodes, reading.engine)
    citations = cite((s for found in by_node.values() for s in found), reading.engine, reading.labels)
    strengths = strengths_of(by_node, reading.engine, reading.labels)
    found, of_rows = [], []
    for row in rows:
        own = [term for term in row if isinstance(term, NamedNode)]
        sources = dict.fromkeys(citations[s] for node in own for s in by_node.get(node, ()))
        strength = weakest(strengths[node] for node in own if node in strengths)
        values = values_of(dict(zip(names, row, strict=True)), reading.labels)
        found.append({**values, "sources": cited.numbers(sources), "strength": strength_of(strength)})
        of_rows.append(strength)
    return found, of_rows


QUERY = Tool(
    "query",
    "Run SPARQL",
    "A read-only SPARQL 1.1 query, for what no saved question answers. Prefixes such as ilrs:, mission: and agent: are "
    "known; find and show give terms and facts. Sources are those of the things in a row, so select the claims and "
    "relation nodes that prove it. No SERVICE, no updates; 10 s, 5 MB.",
    (
        Argument("sparql", "string", "SELECT, ASK, CONSTRUCT or DESCRIBE.", required=True),
        *limit(20, 100),
        SOURCES,
        LANGUAGE,
    ),
    {
        "columns": TEXTS,
        "rows": ITEMS,
        "boolean": {"type": "boolean"},
        "total": NUMBER,
        "shown": NUMBER,
        "next": NUMBER,
        "completeness": TEXT,
        "notes": {**TEXTS, "description": "What the query may not mean."},
        **COMMON,
    },
    query,
    ("notes", "asOf", "sources"),
)
