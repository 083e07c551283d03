"""The tree of errors: exit codes, messages, near names."""

from __future__ import annotations

import pytest

from ilrs_graph import errors
from ilrs_graph.errors import IlrsGraphError, SyntaxProblem, UnknownName, near_names

CODES = {
    "IlrsGraphError": 1,
    "UsageError": 2,
    "UnknownName": 2,
    "QueryError": 2,
    "InputError": 3,
    "SyntaxProblem": 3,
    "OutputError": 3,
    "OntologyError": 1,
    "TooManyFacts": 1,
    "EndpointError": 3,
    "MissingDependency": 1,
}


def test_every_error_has_its_exit_code() -> None:
    found = {
        name: thing.exit_code
        for name, thing in vars(errors).items()
        if isinstance(thing, type) and issubclass(thing, IlrsGraphError)
    }
    assert found == CODES


def test_the_tree_at_the_top_of_the_file_is_the_tree() -> None:
    drawn = dict(line.lstrip(" |`-").split()[:2] for line in (errors.__doc__ or "").splitlines() if "-- " in line)
    assert {name: int(code) for name, code in drawn.items()} == {
        k: v for k, v in CODES.items() if k != "IlrsGraphError"
    }


def test_unknown_name_suggests_the_nearest_and_drops_the_other_tip() -> None:
    error = UnknownName("question", "far-side-partner", ["far-side-partners", "launch-dates"], tip="list them")
    assert str(error) == "no question is called 'far-side-partner'"
    assert error.near == ["far-side-partners"]
    assert error.tip == "did you mean far-side-partners?"
    assert UnknownName("question", "xyzzy", ["launch-dates"], tip="list them").tip == "list them"


def test_syntax_problem_says_where() -> None:
    error = SyntaxProblem("a.ttl", 3, 7, "expected a dot")
    assert str(error) == "a.ttl:3:7: expected a dot"
    assert (error.file, error.line, error.column) == ("a.ttl", 3, 7)
    assert error.tip


@pytest.mark.parametrize(("name", "near"), [("CHANGE-6", ["change-6"]), ("zzz", []), ("", [])])
def test_near_names_ignore_case_and_keep_the_true_spelling(name: str, near: list[str]) -> None:
    assert near_names(name, ["change-6", "cnsa"]) == near


def test_near_names_give_three_at_most() -> None:
    assert len(near_names("change", [f"change-{i}" for i in range(9)])) == 3
