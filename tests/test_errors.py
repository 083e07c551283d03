"""The tree of errors: exit codes, messages, near names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ilrs_graph import errors
from ilrs_graph.cli import option
from ilrs_graph.errors import IlrsGraphError, SyntaxProblem, UnknownName, UsageError, near_names

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
    "QueryTimeout": 3,
    "LimitReached": 3,
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


def test_arguments_are_named_as_in_python_and_a_front_end_spells_them() -> None:
    error = UsageError("{as_of} and {endpoint}: {x}", tip="give {as_of=DAY}", about=("as_of", "endpoint"))
    assert (str(error), error.message, error.tip) == ("as_of and endpoint: {x}",) * 2 + ("give as_of=DAY",)
    assert error.about == ("as_of", "endpoint")
    assert error.spelled(option) == ("--as-of and --endpoint: {x}", "give --as-of DAY")
    assert UsageError("{root}").spelled(option) == ("{root}", None)


def test_an_unknown_name_with_near_ones_names_no_argument() -> None:
    assert UnknownName("parameter", "zzz", ["mission"], tip="there is {mission}", about="mission").tip == (
        "there is mission"
    )
    assert UnknownName("parameter", "misson", ["{mission}"], about="mission").about == ()


GIT = "comparing/revisions.py"
"""The one module that runs another program with options."""

FRONT_ENDS = (GIT, "completion.py", "render/page.py", "language.py", "pages/question.py")
"""That one, the completion of commands, a style sheet, whose names look like options, the Chinese of texts that are
written elsewhere, and the page of a question, which has its command to copy."""

ADVICE = {
    ("snapshot/build.py", "'ilrs-graph check --all' lists all contradictions and their files"),
    ("intake/read.py", "Check it in parts, or raise the limit with --max-mb."),
    ("explanation/folding.py", "{n} fact below, with --depth {depth}"),
    ("explanation/folding.py", "{n} facts below, with --depth {depth}"),
    ("render/forecast/rows.py", "ilrs-graph forecast --backtest"),
    ("render/overview/text.py", "{n} source: --sources lists it; "),
    ("render/overview/text.py", "{n} sources: --sources lists them; "),
    ("render/overview/text.py", "--facts gives every fact."),
}
"""Texts that name a command to run next: none is the message of an argument."""


def test_no_inner_room_speaks_in_options_of_the_command_line() -> None:
    package = Path(errors.__file__).parent
    outer = {package / name for name in FRONT_ENDS}
    inner = [p for p in package.rglob("*.py") if "cli" not in p.parts and p not in outer]
    assert len(inner) > 100
    spoken = {(p.relative_to(package).as_posix(), text) for p in inner for text in texts(p) if OPTION.search(text)}
    assert spoken == ADVICE


OPTION = re.compile(r"(?<![\w-])--[a-z]")


def texts(path: Path) -> Iterator[str]:
    """Yield the texts in a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value
