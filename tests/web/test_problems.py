"""Problems as JSON: status, what is wrong, what to do, the limit, the place."""

from __future__ import annotations

import json

import pytest

from ilrs_graph.errors import IlrsGraphError, LimitReached, Place, QueryError
from ilrs_graph.web.problems import Problem, problem_of


@pytest.mark.parametrize("limit", LimitReached.WORDS)
def test_each_limit_has_a_status_and_is_named(limit: str) -> None:
    problem = problem_of(LimitReached(limit, "7 units"))
    members = json.loads(problem.body)
    assert members["limit"] == limit
    assert members["status"] == problem.status >= 400
    assert ("Retry-After" in problem.headers) == (problem.status == 503)
    assert members["tip"]


def test_a_query_error_has_its_place() -> None:
    error = QueryError("line 2: no", tip="do", place=Place("", 2, 7))
    assert json.loads(problem_of(error).body) == {
        "type": "about:blank", "title": "Bad Request", "status": 400, "detail": "line 2: no", "tip": "do",
        "line": 2, "column": 7,
    }  # fmt: skip


def test_other_errors_are_of_the_server() -> None:
    assert problem_of(IlrsGraphError("broken")).status == 500
    assert Problem(429, "slowly").headers == {"Cache-Control": "no-store", "Retry-After": "5"}
