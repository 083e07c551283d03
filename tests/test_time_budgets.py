"""No test depends on how fast the machine is: none reads a clock, and waits end by the one limit against hanging."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hang_limit import HANG_S

REPO = Path(__file__).resolve().parents[1]
LIMITS = Path(__file__).with_name("hang_limit.py")
CLOCKS = {
    *("process_time", "perf_counter", "monotonic", "thread_time", "clock_gettime", "timeit"),
    *("process_time_ns", "perf_counter_ns", "monotonic_ns", "thread_time_ns", "clock_gettime_ns"),
    *("ru_utime", "ru_stime", "RLIMIT_CPU", "setitimer"),
}
"""`getrusage` itself is free: it also tells the memory that was held."""
DATES = {"time", "time_ns", "now", "utcnow"}
"""Clocks that also have other uses: what they tell may not be compared or subtracted."""
IN_TEXT = re.compile(rf"\b(?:{'|'.join(sorted(CLOCKS))})\b")


def name_of(node: ast.AST | None) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def calls(node: ast.AST, names: set[str]) -> bool:
    return any(isinstance(part, ast.Call) and name_of(part.func) in names for part in ast.walk(node))


def is_number(node: ast.AST | None) -> bool:
    return any(
        isinstance(part, ast.Constant) and isinstance(part.value, int | float) for part in ast.walk(node or ast.Pass())
    )


def budgets(text: str) -> Iterator[str]:
    """Yield what in a test's source depends on time, with its line."""
    tree = ast.parse(text)
    durations = {
        name_of(target)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and calls(node.value, {"lasted"})
        for target in node.targets
    }
    for node in ast.walk(tree):
        for what in found_in(node, durations - {""}):
            yield f"{getattr(node, 'lineno', 0)}: {what}"


def found_in(node: ast.AST, durations: set[str]) -> Iterator[str]:
    if name_of(node) in CLOCKS or (isinstance(node, ast.alias) and node.name.rpartition(".")[2] in CLOCKS):
        yield "a clock"
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and IN_TEXT.search(node.value):
        yield "a clock in a program"
    if (
        isinstance(node, ast.Compare | ast.BinOp)
        and calls(node, DATES)
        and not isinstance(getattr(node, "op", None), ast.Add)
    ):
        yield "a time that is compared"
    if isinstance(node, ast.Compare) and (
        calls(node, {"lasted"}) or any(name_of(n) in durations for n in ast.walk(node))
    ):
        yield "a duration that is compared"
    if isinstance(node, ast.keyword) and node.arg == "timeout" and is_number(node.value):
        yield "a limit that is not HANG_S"
    if (
        isinstance(node, ast.keyword)
        and node.arg == "deadline"
        and not (isinstance(node.value, ast.Constant) and node.value.value is None)
    ):
        yield "a deadline"
    if isinstance(node, ast.Call) and name_of(node.func) in ("join", "wait"):
        yield from (
            "a limit that is not HANG_S" for word in node.args if isinstance(word, ast.Constant) and is_number(word)
        )


SOURCES = [path for path in sorted((REPO / "tests").rglob("*.py")) if path not in (LIMITS, Path(__file__))]


def test_no_test_asserts_a_time() -> None:
    assert len(SOURCES) > 50
    found = {str(path.relative_to(REPO)): list(budgets(path.read_text("utf-8"))) for path in SOURCES}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_no_example_asserts_a_time() -> None:
    examples = [
        (path.name, line)
        for path in [*(REPO / "src").rglob("*.py"), *REPO.glob("*.md")]
        for line in path.read_text("utf-8").splitlines()
        if line.lstrip().startswith((">>> ", "... "))
    ]
    assert len(examples) > 100
    assert [(name, line) for name, line in examples if IN_TEXT.search(line)] == []


def test_the_limit_is_generous() -> None:
    assert HANG_S >= 100


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("start = time.process_time()", "a clock"),
        ("from time import perf_counter", "a clock"),
        ("assert after.ru_utime - before.ru_utime < 2", "a clock"),
        ("PROGRAM = 'import time; start = time.monotonic()'", "a clock in a program"),
        ("assert time.time() - start < 5", "a time that is compared"),
        ("assert datetime.now() - start < timedelta(5)", "a time that is compared"),
        ("assert lasted(work) < 1", "a duration that is compared"),
        ("seconds = lasted(work)\nassert seconds < 1", "a duration that is compared"),
        ("run(words, timeout=60)", "a limit that is not HANG_S"),
        ("run(words, timeout=HANG_S / 100)", "a limit that is not HANG_S"),
        ("thread.join(10)", "a limit that is not HANG_S"),
        ("@settings(deadline=200)\ndef f(): pass", "a deadline"),
    ],
)
def test_a_budget_is_found(text: str, what: str) -> None:
    assert what in {found.partition(": ")[2] for found in budgets(text)}


@pytest.mark.parametrize(
    "text",
    [
        "usage = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\nassert usage < 512",
        "known = marks(folder, time.time_ns() + LATER)",
        "run(words, timeout=HANG_S)",
        "longest = max(longest, lasted(work))\ntime.sleep(chance.uniform(0, longest))",
        "text = ' '.join(words)",
        "@settings(deadline=None)\ndef f(): pass",
        "assert count < MOST",
    ],
)
def test_what_is_no_budget_is_not(text: str) -> None:
    assert list(budgets(text)) == []
