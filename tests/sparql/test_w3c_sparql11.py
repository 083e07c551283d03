"""The W3C tests of SPARQL 1.1 through `query`, beside the bare engine (pyoxigraph 0.5.13) in the same run.

| Tests | Number | Bare engine | `query` |
|---|---|---|---|
| evaluation | 235 | 224 | 224 |
| syntax, also in the folders of evaluation | 106 | 105 | 101 |

`REFUSED` names what the engine answers and `query` refuses on purpose, `MENDED` what only `query` answers, `ENGINE`
what the engine does otherwise than the standard says.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import (
    BlankNode,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from ilrs_graph.engine import Result, StoreEngine, Table, table
from ilrs_graph.errors import IlrsGraphError
from ilrs_graph.sparql import prepare
from ilrs_graph.terms import Term
from w3c_manifests import ABSENT, SUITES, Case, canonical, cases

SUITE = SUITES / "sparql11"
FOLDERS = (
    *("aggregates", "bind", "bindings", "cast", "construct", "csv-tsv-res", "exists", "functions", "grouping"),
    *("json-res", "negation", "project-expression", "property-path", "subquery", "syntax-fed", "syntax-query"),
)
COUNTS = ((224, 224), (105, 101))
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"

FROM = "FROM is refused: there is one merged graph."
SERVICE = "SERVICE is refused: it would call another server."
REFUSED = {
    "constructwhere04 - CONSTRUCT WHERE": FROM,
    "syntax-construct-where-02.rq": FROM,
    "syntax-service-01.rq": SERVICE,
    "syntax-service-02.rq": SERVICE,
    "syntax-service-03.rq": SERVICE,
}
"""What the engine answers and `query` does not."""
LANGUAGE = "GROUP_CONCAT drops a language tag that all values share."
ABSENT_TERM = "A path of length zero from a term that is not in the graph has no solution."
ENGINE = {
    "GROUP_CONCAT with same language tag": LANGUAGE,
    "GROUP_CONCAT with one element": LANGUAGE,
    "VALUES inside GRAPH binding the same variable as the graph name": "The variable is not joined with the graph.",
    "COUNT: no GROUP BY inside of GRAPH": "The rows of all graphs are counted as one, and the graph is unbound.",
    "csv03 - CSV Result Format": "A store writes numbers in canonical form, and not as they were written.",
    "BNODE(str)": "The same text gives the same blank node in every solution.",
    "outer GRAPH operator does not affect MINUS disjointness": "MINUS also compares the variable of GRAPH.",
    "* with start being a constant on the empty dataset": ABSENT_TERM,
    "* with end being a constant on the empty dataset": ABSENT_TERM,
    "? with start being a constant on the empty dataset": ABSENT_TERM,
    "? with end being a constant on the empty dataset": ABSENT_TERM,
    "syntax-select-expr-04.rq": "A function that the engine does not have is an error when the query is read.",
}
"""What the engine does otherwise than the standard says; a later engine may do less of it."""

MENDED = {"VALUES inside GRAPH binding the same variable as the graph name"}
"""What `query` answers as the standard says and the engine does not: `ilrs_graph.sparql.as_meant`."""

pytestmark = pytest.mark.skipif(not SUITE.exists(), reason=ABSENT)

Answer = tuple[str, object]


def every_case() -> list[Case]:
    return [case for folder in FOLDERS for case in cases(SUITE / folder)]


def bare(store: Store, query: str) -> Result:
    found = store.query(query)
    if isinstance(found, QuerySolutions):
        return table(found)
    return bool(found) if isinstance(found, QueryBoolean) else list(found)


def ours(store: Store, query: str) -> Result:
    return StoreEngine(store).query(prepare(query))


def is_right(case: Case, run: Callable[[Store, str], Result]) -> bool:
    query = f"BASE <{case.action.as_uri()}> {case.action.read_text(encoding='utf-8')}"
    try:
        found = run(loaded(case), query)
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


@cache
def wrong(run: Callable[[Store, str], Result]) -> frozenset[str]:
    """Return the names of the tests of which the answer is not as the suite says."""
    return frozenset(case.name for case in every_case() if not is_right(case, run))


def test_the_suite_is_whole() -> None:
    syntax = [case for case in every_case() if "Syntax" in case.kind]
    assert (len(every_case()) - len(syntax), len(syntax)) == (235, 106)


def test_what_the_engine_answers_query_answers_or_refuses_by_name() -> None:
    assert wrong(ours) - wrong(bare) == REFUSED.keys()
    assert wrong(bare) - wrong(ours) == MENDED


def test_the_counts_are_those_of_the_table() -> None:
    syntax = [case.name for case in every_case() if "Syntax" in case.kind]
    evaluation = [case.name for case in every_case() if "Syntax" not in case.kind]
    counts = [[sum(n not in wrong(run) for n in names) for run in (bare, ours)] for names in (evaluation, syntax)]
    for written, (by_engine, by_query) in zip(COUNTS, counts, strict=True):
        assert by_engine >= written[0]
        assert by_query >= written[1]


def test_what_the_engine_does_otherwise_is_in_the_table() -> None:
    assert wrong(bare) <= ENGINE.keys()
    assert len(wrong(ours)) / len(every_case()) < 0.05


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_says_why(name: str) -> None:
    (case,) = (case for case in every_case() if case.name == name)
    with pytest.raises(IlrsGraphError, match=REFUSED[name].split(" ")[0]):
        ours(loaded(case), f"BASE <{case.action.as_uri()}> {case.action.read_text(encoding='utf-8')}")
