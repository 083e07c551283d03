"""What shells complete."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.__main__ import complete
from ilrs_graph.completion import answer, candidates

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def opened(graph: LunarGraph) -> LunarGraph:
    graph.reading()
    return graph


def lines(line: str) -> list[str]:
    return complete(["bash", f"ilrs-graph {line}"]).splitlines()


def test_verbs_and_options() -> None:
    assert lines("sh") == ["show"]
    assert {"ask", "cache", "completion", "timeline"} <= set(lines(""))
    assert {"--format", "--queries", "--no-labels"} <= set(lines("ask far-side-partners --"))
    assert "--mission" in lines("ask far-side-partners --m")
    assert "--asserted" in lines("export --")


def test_questions_and_parameters(graph: LunarGraph) -> None:
    assert lines("ask far-side-p") == ["far-side-partners"]
    assert lines("ask ") == sorted(graph.questions)
    assert "--mission" in lines("ask far-side-partners --mi")


def test_values_are_of_the_class_of_the_parameter(graph: LunarGraph) -> None:
    assert {"change-4", "change-6"} <= set(lines("ask far-side-partners --mission change-"))
    assert "change-1" not in lines("ask far-side-partners --mission change-")
    assert lines("ask far-side-partners --mission=change-6") == ["change-6"]
    assert answer("fish", ["ask", "far-side-partners", "--mission=change-6"]) == "--mission=change-6\tmission\n"
    of_list = [
        (slug, p.name) for slug, q in graph.questions.items() for p in q.parameters
        if p.type == "iri" and p.of_class and p.of_class.endswith("Kind")
    ]  # fmt: skip
    for slug, name in of_list:
        assert lines(f"ask {slug} --{name} "), (slug, name)


def test_codes_are_those_of_the_list_of_the_parameter() -> None:
    assert lines("ask missions --kind l") == ["lander"]
    assert lines("ask missions --kind mission-kind:l")[-1].endswith("lander")
    assert {"lander", "orbiter"} <= set(lines("ask missions --kind ")).difference(lines("ask missions --status "))


def test_things_by_slug_and_by_name() -> None:
    assert "change-6" in lines("show change-")
    assert "change-6" in lines("show 嫦娥")
    assert "change-6" in lines("timeline --of change-")
    assert "cnes" in lines("explain change-6 hasPartner cn")
    assert "hasPartner" in lines("explain change-6 hasP")
    assert candidates(["show", "no such thing at all"]) == []


def test_what_is_wrong_completes_to_nothing(tmp_path: Path) -> None:
    assert complete([]) == ""
    assert lines("check --root ") == []
    assert lines("ask far-side-partners --mission 'cha") != []
    assert lines(f"ask --root {tmp_path} far-side") == []
    assert lines("show --root /nowhere cha") == []


def test_the_scripts_are_printed(run: Run) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert f"ilrs-graph __complete {shell} " in run("completion", shell).stdout
    done = run("completion", "csh")
    assert (done.returncode, "supported shells: bash, zsh, fish" in done.stderr) == (2, True)


def test_bash_completes_by_the_script(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(run("completion", "bash").stdout, encoding="utf-8")
    line = "ilrs-graph ask far-side-p"
    program = f"source {script}; COMP_LINE='{line}'; COMP_POINT={len(line)}; _ilrs_graph; echo ${{COMPREPLY[0]}}"
    command = tmp_path / "ilrs-graph"
    import os
    import sys

    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ilrs_graph "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=False, env=environment)
    assert done.stdout == "far-side-partners\n", done.stderr
