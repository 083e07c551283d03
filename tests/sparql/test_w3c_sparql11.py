"""The W3C tests of SPARQL 1.1 through `query`, beside the bare engine (pyoxigraph 0.5.13) in the same run.

| Tests | Number | Bare engine | `query` |
|---|---|---|---|
| evaluation | 235 | 224 | 224 |
| syntax, also in the folders of evaluation | 106 | 105 | 101 |

`REFUSED` names what the engine answers and `query` refuses on purpose, `MENDED` what only `query` answers, `ENGINE`
what the engine does otherwise than the standard says.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions

from ilrs_graph.engine import Result, StoreEngine, table
from ilrs_graph.errors import IlrsGraphError
from ilrs_graph.sparql import prepare
from w3c_manifests import ABSENT, Case
from w3c_sparql import SUITE, every_case, is_right, loaded, query_of

COUNTS = ((224, 224), (105, 101))

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


def bare(case: Case) -> Result:
    found = loaded(case).query(query_of(case))
    if isinstance(found, QuerySolutions):
        return table(found)
    return bool(found) if isinstance(found, QueryBoolean) else list(found)


def ours(case: Case) -> Result:
    return StoreEngine(loaded(case)).query(prepare(query_of(case)))


@cache
def wrong(run: Callable[[Case], Result]) -> frozenset[str]:
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
        ours(case)
