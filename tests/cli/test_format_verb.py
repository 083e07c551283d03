from __future__ import annotations

import io
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ilrs_graph.cli import group
from ilrs_graph.cli.format import files
from ilrs_graph.errors import InputError, SyntaxProblem, UsageError

UNTIDY = "@prefix ex: <http://example.org/> .\nex:b a ex:X.  # one\nex:a a ex:X.\n"
TIDY = "@prefix ex: <http://example.org/> .\n\nex:a a ex:X .\n\nex:b a ex:X . # one\n"


def run(*words: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(group, ["format", *map(str, words)], input=io.BytesIO(stdin) if stdin else None)


def test_a_file_is_rewritten_once_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(UNTIDY)
    file.chmod(0o640)
    first, second = run(file), run(file)
    assert (first.exit_code, first.output) == (0, f"reformatted {file}\n")
    assert (second.exit_code, second.output) == (0, "")
    assert file.read_text() == TIDY
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_check_writes_nothing_and_names_what_is_not_canonical(tmp_path: Path) -> None:
    untidy, tidy = tmp_path / "untidy.ttl", tmp_path / "tidy.ttl"
    untidy.write_text(UNTIDY)
    tidy.write_text(TIDY)
    found = run("--check", untidy, tidy)
    assert (found.exit_code, found.output) == (1, f"would reformat {untidy}\n")
    assert untidy.read_text() == UNTIDY
    assert (run("--check", tidy).exit_code, run("--check", tidy).output) == (0, "")


def test_line_ends_of_windows_are_not_canonical(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_bytes(TIDY.replace("\n", "\r\n").encode())
    assert run("--check", file).exit_code == 1
    assert run(file).exit_code == 0
    assert file.read_bytes() == TIDY.encode()


def test_no_file_is_touched_when_one_does_not_parse(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.ttl", tmp_path / "b.ttl"
    good.write_text(UNTIDY)
    bad.write_text("# fine so far\n<http://example.org/a> .\n")
    found = run(good, bad)
    assert isinstance(found.exception, SyntaxProblem)
    assert found.exception.exit_code == 3
    assert str(found.exception).startswith(f"{bad}:2:")
    assert good.read_text() == UNTIDY


def test_stdin_goes_to_stdout() -> None:
    assert run("-", stdin=UNTIDY.encode()).output == TIDY
    assert run("-", "--check", stdin=TIDY.encode()).exit_code == 0
    found = run("-", "--check", stdin=UNTIDY.encode())
    assert (found.exit_code, found.output) == (1, "would reformat stdin\n")


def test_stdin_is_not_mixed_with_files_and_must_be_utf_8(tmp_path: Path) -> None:
    assert isinstance(run("-", tmp_path).exception, UsageError)
    assert str(run("-", stdin=b"# \xff").exception) == "stdin: not UTF-8 at byte 2"


def test_folders_are_walked_and_no_file_is_taken_twice(tmp_path: Path) -> None:
    for name in ("b.ttl", "deep/a.ttl", "deep/.hidden/c.ttl", ".venv/d.ttl", "e.nt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert files([str(tmp_path / "deep"), str(tmp_path)]) == [tmp_path / "deep/a.ttl", tmp_path / "b.ttl"]


@pytest.mark.parametrize("name", ["missing.ttl", "graph.nt", "README"])
def test_what_is_missing_or_no_turtle_is_refused(name: str, tmp_path: Path) -> None:
    if name != "missing.ttl":
        (tmp_path / name).write_text("")
    found = run(tmp_path / name)
    assert isinstance(found.exception, InputError)
    assert found.exception.exit_code == 3
    assert name in str(found.exception)


def test_the_verb_wants_a_file_and_its_help_shows_examples() -> None:
    assert run().exit_code == 2
    assert "ilrs-graph format --check data ontology" in run("--help").output
