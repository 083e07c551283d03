"""Standard output that is full or closed, and what the system refuses: a plain error, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from hang_limit import HANG_S
from ilrs_graph import cli
from ilrs_graph.cli import group, streams

Run = Callable[..., subprocess.CompletedProcess[str]]
CALLS = [
    ["ask"], ["ask", "far-side-partners"], ["query", "ASK {}"], ["export", "--thing", "change-6"],
    ["check", "new.nt"], ["template"], ["--help"], ["--version"],
]  # fmt: skip
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full here")
shell = pytest.mark.skipif(sys.platform == "win32", reason="no POSIX shell here")


def in_shell(words: list[str], redirection: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "new.nt").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    command = f'"$@" {redirection}'
    called = [sys.executable, "-m", "ilrs_graph", *words]
    return subprocess.run(
        ["/bin/sh", "-c", command, "sh", *called], cwd=folder, capture_output=True, encoding="utf-8", timeout=HANG_S
    )


@full
@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_a_full_disk(words: list[str], tmp_path: Path) -> None:
    done = in_shell(words, "> /dev/full", tmp_path)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-2:] == [
        "error: cannot write to standard output: the disk is full",
        "  tip: free some space and try again",
    ]
    assert "Traceback" not in done.stderr


@shell
@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_a_closed_output(words: list[str], tmp_path: Path) -> None:
    done = in_shell(words, ">&-", tmp_path)
    assert done.returncode == 3
    assert "error: cannot write to standard output: it is closed" in done.stderr
    assert "Traceback" not in done.stderr


@shell
def test_a_closed_output_is_not_needed_for_a_file(tmp_path: Path) -> None:
    done = in_shell(["ask", "far-side-partners", "-o", "a.csv"], ">&-", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "change-6" in (tmp_path / "a.csv").read_text("utf-8")


@shell
def test_what_is_meant_for_stderr_never_goes_to_stdout(tmp_path: Path) -> None:
    done = in_shell(["query", "SELECT ?x { ?x a ilrs:FarSideMision }"], "2>&-", tmp_path)
    assert (done.returncode, done.stdout) == (0, "x,xLabel\n")
    assert in_shell(["show", "no-such-thing"], "2>&-", tmp_path).stdout == ""


@shell
def test_a_reader_that_leaves(tmp_path: Path, small_snapshot: Path) -> None:
    done = in_shell(["export", "--root", str(small_snapshot / "root")], "| head -n 1", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("@prefix")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read(small_root: Path, run: Run) -> None:
    (small_root / "data" / "missions").chmod(0)
    done = run("ask", "--root", str(small_root))
    (small_root / "data" / "missions").chmod(0o700)
    assert done.returncode == 3
    assert "Permission denied" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied", "data"), "error: data: Permission denied\n  tip: check its perm"),
        (OSError(5, "Input/output error"), "error: cannot write to standard output: Input/output error"),
        (MemoryError(), "error: there is not enough memory"),
        (OSError(24, "Too many open files", b"/a/b"), "error: /a/b: Too many open files"),
    ],
)
def test_what_the_system_refuses(
    error: BaseException, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(**_: object) -> None:
        raise error

    monkeypatch.setattr(cli.group, "main", refuse)
    monkeypatch.setattr(sys, "argv", ["ilrs-graph"])
    assert cli._run() == 3
    assert capsys.readouterr().err.startswith(said)


def test_a_closed_stream_refuses_text_and_bytes() -> None:
    for write in (streams.Closed().write, streams.Closed().buffer.write):
        with pytest.raises(streams.OutputError, match="it is closed"):
            write("a")
    assert not streams.Closed().isatty()


def test_verbs_work_without_the_command_line_around_them() -> None:
    assert CliRunner().invoke(group, ["query", "ASK {}"]).stdout == "true\n"
