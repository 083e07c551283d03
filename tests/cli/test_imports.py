"""Verbs that are used all day start fast: they import nothing heavy that they do not need."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

HEAVY = (
    *("networkx", "nmo_python", "numpy", "owlrl", "pandas", "pyshacl", "rdflib", "scipy", "shifty"),
    "yaml",
)
PROGRAM = f"""
import sys
from ilrs_graph.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
loaded = {{name.partition(".")[0] for name in sys.modules}}
print(sorted(loaded & set({HEAVY!r})), file=sys.stderr)
"""
WORDS = {
    "ask": ["ask", "far-side-partners"],
    "ask with sources as JSON": ["ask", "far-side-partners", "--format", "json", "--sources"],
    "questions": ["ask"],
    "help of a question": ["ask", "far-side-partners", "--help"],
    "find": ["find", "partners", "of", "Change", "6"],
    "show": ["show", "change-6"],
    "show as JSON": ["show", "change-6", "--format", "json"],
    "query": ["query", "SELECT ?x { ?x a ilrs:FarSideMission }"],
    "query as Turtle": ["query", "DESCRIBE mission:change-6"],
    "forecast": ["forecast", "change-6"],
    "timeline": ["timeline", "--of", "change-6"],
    "explain": ["explain", "change-6", "hasPartner", "cnes"],
    "info": ["info"],
    "help": ["--help"],
    "help of a verb": ["check", "--help"],
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_nothing_heavy_is_imported(words: list[str], run: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    run("query", "ASK {}")  # builds the snapshot, if no test has
    done = subprocess.run([sys.executable, "-c", PROGRAM, *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "[]\n")
    assert done.stdout


@pytest.mark.parametrize("line", ["ilrs-graph ", "ilrs-graph ask --fo", "ilrs-graph show --"])
def test_completion_imports_nothing_heavy(line: str) -> None:
    environment = {"_ILRS_GRAPH_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    program = PROGRAM.replace("main()", "sys.argv[0] = 'ilrs-graph'; main()", 1)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "[]\n")
    assert done.stdout.count("plain,") > 0


LINES = ["ask far", "ask far-side-partners --mission cha", "ask far-side-partners --", "show cha", "sh", "check --fo"]
LIGHT = (*HEAVY, "ilrs_graph.closure", "ilrs_graph.validation", "ilrs_graph.graph", "ilrs_graph.explanation")


@pytest.mark.parametrize("line", LINES)
def test_completion_of_a_shell_imports_nothing_heavy(
    line: str, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    run("query", "ASK {}")
    program = f"""
import sys
from ilrs_graph.__main__ import main
main()
print(sorted(set(sys.modules) & set({LIGHT!r})), file=sys.stderr)
"""
    words = ["__complete", "bash", f"ilrs-graph {line}"]
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "[]\n")
    assert done.stdout
