"""Every `ilrs-graph` line of README.md runs and prints what README.md shows; `…` stands for lines left out."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
README = Path(__file__).parents[1] / "README.md"
TEXT = README.read_text(encoding="utf-8")


def sessions() -> list[tuple[str, list[str]]]:
    """Return each command of the console blocks with the lines shown under it."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def matches(shown: list[str], printed: list[str]) -> bool:
    """Tell whether `printed` is what is shown, `…` standing for any lines; runs of spaces count as one."""
    if not shown:
        return not printed
    if shown[0] == "…":
        return any(matches(shown[1:], printed[i:]) for i in range(len(printed) + 1))
    return bool(printed) and shown[0].split() == printed[0].split() and matches(shown[1:], printed[1:])


def test_commands_are_there() -> None:
    assert len(sessions()) >= 7
    one_liners = re.findall(r"^python3 -m venv .*&&.*$", TEXT, re.MULTILINE)
    assert len(one_liners) == 2


@pytest.mark.parametrize(("command", "shown"), sessions(), ids=lambda v: v[:60] if isinstance(v, str) else "")
def test_command_prints_what_is_shown(command: str, shown: list[str], tmp_path: Path, run: Run) -> None:
    turtle = re.search(r"```turtle\n(.*?)```", TEXT, re.DOTALL)
    assert turtle is not None
    (tmp_path / "new.ttl").write_text(turtle[1], encoding="utf-8")
    words = shlex.split(command)
    assert words[0] == "ilrs-graph"
    done = run(*words[1:], env={"COLUMNS": "140"})
    assert done.returncode == (1 if "check new.ttl" in command or shown[:1] == ["This does not hold."] else 0), (
        done.stderr
    )
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
