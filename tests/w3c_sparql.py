"""The tests of SPARQL 1.1 queries of the W3C: their data, their queries, and what they expect."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from ilrs_graph.engine import Result, Table, table
from ilrs_graph.errors import IlrsGraphError
from ilrs_graph.terms import Term
from w3c_manifests import SUITES, Case, canonical, cases

SUITE = SUITES / "sparql11"
FOLDERS = (
    *("aggregates", "bind", "bindings", "cast", "construct", "csv-tsv-res", "exists", "functions", "grouping"),
    *("json-res", "negation", "project-expression", "property-path", "subquery", "syntax-fed", "syntax-query"),
)
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
Answer = tuple[str, object]


def every_case() -> list[Case]:
    return [case for folder in FOLDERS for case in cases(SUITE / folder)]


def query_of(case: Case) -> str:
    """Return the query of a test with the base of its relative IRIs."""
    return f"BASE <{case.action.as_uri()}> {case.action.read_text(encoding='utf-8')}"


def is_right(case: Case, run: Callable[[Case], Result]) -> bool:
    """Return whether what `run` answers to a test is as the suite says."""
    try:
        found = run(case)
    except (IlrsGraphError, SyntaxError, RuntimeError, ValueError):
        return case.must_fail
    except OSError:  # SERVICE was read, and there is no such server
        return "Positive" in case.kind
    if case.result is None:
        return not case.must_fail
    if case.result.suffix == ".csv":
        return texts(found) == written_texts(case.result)
    return answer(found) == expected(case.result)


def loaded(case: Case) -> Store:
    store = Store()
    for file in case.data:
        store.extend(quads(file))
    for file in case.graphs:
        store.extend(Quad(q.subject, q.predicate, q.object, NamedNode(file.as_uri())) for q in quads(file))
    return store


def quads(file: Path) -> Iterable[Quad]:
    syntax = RdfFormat.from_extension(file.suffix[1:])
    assert syntax is not None
    return parse(file.read_bytes(), syntax, base_iri=file.as_uri())


def answer(found: Result) -> Answer:
    """Return a result in a form that is equal for equal results: literals by value, blank nodes by their place."""
    if isinstance(found, bool):
        return "boolean", found
    if not isinstance(found, Table):
        return "triples", by_value(found)
    rows = []
    for number, row in enumerate(found.rows):
        node = BlankNode(f"row{number}")
        rows.append(Triple(node, NamedNode(RS + "row"), NamedNode(RS + "set")))
        cells = [(name, term) for name, term in zip(found.variables, row, strict=True) if term is not None]
        rows += [Triple(node, NamedNode(f"{RS}of/{name}"), term) for name, term in cells]
    return f"rows of {sorted(found.variables)}", by_value(rows)


def by_value(triples: Iterable[Triple]) -> set[str]:
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in triples)
    return canonical(quad.triple for quad in store)


def expected(file: Path) -> Answer:
    syntax = QueryResultsFormat.from_extension(file.suffix[1:])
    if syntax is not None:
        found = parse_query_results(file.read_bytes(), syntax)
        return answer(bool(found) if isinstance(found, QueryBoolean) else table(found))
    triples = [quad.triple for quad in quads(file)]
    names = sorted(t.object.value for t in triples if t.predicate.value == RS + "resultVariable")
    return answer(solutions(triples, names) if names else triples)


def solutions(triples: list[Triple], names: list[str]) -> Table:
    """Return the table that a graph in the vocabulary of result sets describes."""
    objects: dict[tuple[object, str], list[Term]] = {}
    for t in triples:
        objects.setdefault((t.subject, t.predicate.value), []).append(t.object)
    rows = []
    for solution in [t.object for t in triples if t.predicate.value == RS + "solution"]:
        bindings = objects.get((solution, RS + "binding"), [])
        cells = {objects[b, RS + "variable"][0].value: objects[b, RS + "value"][0] for b in bindings}
        rows.append(tuple(cells.get(name) for name in names))
    return Table(tuple(names), rows)


def texts(found: Result) -> list[dict[str, str]]:
    """Return the rows of a table as texts, in no order, without labels of blank nodes."""
    assert isinstance(found, Table)
    rows = [["" if t is None else "_:" if isinstance(t, BlankNode) else t.value for t in row] for row in found]
    return in_no_order(dict(zip(found.variables, row, strict=True)) for row in rows)


def written_texts(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return in_no_order({k: "_:" if v.startswith("_:") else v for k, v in row.items()} for row in rows)


def in_no_order(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(rows, key=lambda row: sorted(row.items()))
