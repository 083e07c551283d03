"""Every test asserts something that surely runs: not only in a loop, or over a collection, that may be empty."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
CHECKS = {"raises", "warns", "fail", "deprecated_call"}
"""Functions of pytest that fail the test."""
RAISE = {"test_the_shapes_of_the_project_pass"}
"""Tests of a function that gives nothing and raises an error for what is wrong."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def called(node: ast.AST) -> Iterator[str]:
    """Yield the names of functions that a statement or expression calls or hands on, not in what runs later."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call):
            yield name_of(part.func)
            yield from (name_of(argument) for argument in [*part.args, *(word.value for word in part.keywords)])


def is_surely_filled(node: ast.AST, constants: set[str]) -> bool:
    """Return whether what is gone through has an item: it is written out, or a constant that is."""
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return any(not isinstance(item, ast.Starred) or is_surely_filled(item.value, constants) for item in node.elts)
    if isinstance(node, ast.Dict):
        return any(key is not None for key in node.keys)
    if isinstance(node, ast.Constant):
        return bool(node.value)
    if isinstance(node, ast.Call):
        inner = node.func.value if isinstance(node.func, ast.Attribute) else None
        if name_of(node.func) in ("items", "values", "keys") and inner is not None:
            return is_surely_filled(inner, constants)
        if name_of(node.func) in ("enumerate", "sorted", "reversed", "set", "list", "zip", "product"):
            return bool(node.args) and all(is_surely_filled(part, constants) for part in node.args)
        return name_of(node.func) == "range"
    return name_of(node) in constants


def holds_something(test: ast.expr, constants: set[str]) -> bool:
    """Return whether an asserted expression can be false: `all` over nothing is true."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return any(holds_something(part, constants) for part in test.values)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and isinstance(test.operand, ast.Call):
        return name_of(test.operand.func) != "any" or over_filled(test.operand, constants)
    if isinstance(test, ast.Call) and name_of(test.func) == "all":
        return over_filled(test, constants)
    return True


def over_filled(call: ast.Call, constants: set[str]) -> bool:
    """Return whether what `all` or `any` goes through has an item."""
    over = call.args[0] if call.args else call
    if isinstance(over, ast.GeneratorExp | ast.ListComp):
        first = over.generators[0]
        return not first.ifs and is_surely_filled(first.iter, constants)
    return is_surely_filled(over, constants)


def asserts(statements: list[ast.stmt], checking: set[str], constants: set[str]) -> bool:
    """Return whether an assertion, or a function that has one, surely runs in statements."""
    return any(asserts_surely(each, checking, constants) for each in statements)


def asserts_surely(node: ast.stmt, checking: set[str], constants: set[str]) -> bool:
    if isinstance(node, ast.Assert):
        return holds_something(node.test, constants)
    if isinstance(node, ast.For | ast.AsyncFor):
        return is_surely_filled(node.iter, constants) and asserts(node.body, checking, constants)
    if isinstance(node, ast.With | ast.AsyncWith):
        managers = any(checking.intersection(called(item.context_expr)) for item in node.items)
        return managers or asserts(node.body, checking, constants)
    if isinstance(node, ast.Try):
        return asserts([*node.body, *node.orelse, *node.finalbody], checking, constants)
    if isinstance(node, ast.If):
        return asserts(node.body, checking, constants) and asserts(node.orelse, checking, constants)
    if isinstance(node, Function | ast.ClassDef):
        return False
    if isinstance(node, ast.While):
        return asserts(node.body, checking, constants) if isinstance(node.test, ast.Constant) else False
    return bool(checking.intersection(called(node)))


def functions(trees: Mapping[Path, ast.Module]) -> Iterator[tuple[Path, Function]]:
    for path, tree in trees.items():
        yield from ((path, node) for node in ast.walk(tree) if isinstance(node, Function))


def is_law(node: Function) -> bool:
    """Return whether the inputs of a test are drawn: some of them may be empty, not all."""
    return any("given" in called(decorator) for decorator in node.decorator_list)


def filled_constants(trees: Mapping[Path, ast.Module]) -> set[str]:
    """Return the names of constants that are written out with at least one item, anywhere in the tests."""
    found: set[str] = set()
    for node in (each for tree in trees.values() for each in tree.body):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and is_surely_filled(node.value, found):
            found.update(name_of(each) for each in getattr(node, "targets", None) or [node.target])
    return found


def silent(trees: Mapping[Path, ast.Module]) -> list[str]:
    """Return the tests of modules that may pass without having asserted anything, by file and line."""
    constants = filled_constants(trees)
    checking = set(CHECKS)
    every = list(functions(trees))
    while new := {
        node.name for _, node in every if node.name not in checking and asserts(node.body, checking, constants)
    }:
        checking |= new
    return [
        f"{path.relative_to(TESTS)}:{node.lineno} {node.name}"
        for path, node in every
        if node.name.startswith("test_") and path.name.startswith("test_") and not is_law(node)
        if node.name not in RAISE and not asserts(node.body, checking, constants)
    ]


def parsed(text: str) -> dict[Path, ast.Module]:
    return {TESTS / "test_a.py": ast.parse(text)}


@pytest.mark.parametrize(
    "text",
    [
        "def test_a(): pass",
        "def test_a():\n for a in found(): assert a",
        "def test_a():\n if found(): assert 1",
        "def test_a(): assert all(a for a in found())",
        "def test_a(): assert not any(a for a in found())",
        "def test_a():\n def later(): assert 1",
        "NONE = []\ndef test_a():\n for a in NONE: assert a",
        "def seen():\n for a in found(): assert a\ndef test_a(): seen()",
    ],
)
def test_a_test_that_may_assert_nothing_is_found(text: str) -> None:
    assert silent(parsed(text)) == [f"test_a.py:{text[: text.index('def test_a')].count(chr(10)) + 1} test_a"]


@pytest.mark.parametrize(
    "text",
    [
        "def test_a(): assert found()",
        "def test_a():\n for a in (1, 2): assert a",
        "def test_a():\n with raises(E): found()",
        "def test_a():\n if found(): assert 1\n else: assert 2",
        "def test_a(): assert all(a for a in (1, 2))",
        "SOME = {1: 2}\ndef test_a():\n for a in SOME.items(): assert a",
        "def seen(): assert 1\ndef test_a(): seen()",
    ],
)
def test_one_that_surely_asserts_is_not(text: str) -> None:
    assert silent(parsed(text)) == []


def test_every_test_asserts_something() -> None:
    files = sorted(TESTS.rglob("*.py"))
    assert len(files) > 100
    assert silent({path: ast.parse(path.read_text("utf-8")) for path in files}) == []
