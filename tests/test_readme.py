"""Every `ilrs-graph` line of README.md runs and prints what README.md shows; `…` stands for lines left out."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from shown import Session, blocks, matches, sessions

Run = Callable[..., subprocess.CompletedProcess[str]]
README = Path(__file__).parents[1] / "README.md"
TEXT = README.read_text(encoding="utf-8")


SESSIONS = [each for block in blocks(TEXT) if block.language == "console" for each in sessions(block.text)]


def test_commands_are_there() -> None:
    assert len(SESSIONS) >= 7
    one_liners = re.findall(r"^python3 -m venv .*&&.*$", TEXT, re.MULTILINE)
    assert len(one_liners) == 2


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.command[:60])
def test_command_prints_what_is_shown(session: Session, tmp_path: Path, run: Run) -> None:
    command, _, shown = session
    turtle = re.search(r"```turtle\n(.*?)```", TEXT, re.DOTALL)
    assert turtle is not None
    (tmp_path / "new.ttl").write_text(turtle[1], encoding="utf-8")
    words = shlex.split(command)
    assert words[0] == "ilrs-graph"
    done = run(*words[1:], env={"COLUMNS": "140"})
    assert done.returncode == (
        1 if "check new.ttl" in command or "".join(shown[:1]).startswith("This does not hold") else 0
    ), done.stderr
    printed = [line.rstrip() for line in done.stdout.splitlines()]
    assert matches(shown, printed), done.stdout


def test_python_lines_hold() -> None:
    assert doctest.testfile(str(README), module_relative=False).failed == 0


def test_the_worked_example_of_the_data_is_the_data() -> None:
    data = README.parent / "data"
    example = re.search(r"```turtle\n(.*?)```", (data / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    kept = "\n".join(path.read_text(encoding="utf-8") for path in sorted((data / "missions").glob("*.ttl")))
    for block in example[1].strip().split("\n\n"):
        assert block in kept
