"""The lock of a folder: it dies with its process, what stays of it binds nobody, and who only reads needs none."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import OutputError
from ilrs_graph.files.journal import LOCK
from ilrs_graph.files.lock import locked
from ilrs_graph.files.transaction import exclusive, recover

HOLDER = """
import signal, sys, time
from pathlib import Path
from ilrs_graph.files.lock import locked
signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background inherits that it is ignored
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""
posix = pytest.mark.skipif(os.name == "nt", reason="signals, links and modes as POSIX has them")


@contextmanager
def holder(lock: Path) -> Iterator[subprocess.Popen[str]]:
    """Run another process that holds the lock."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(lock)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_lock_holds_against_another_process(tmp_path: Path) -> None:
    said: list[str] = []
    with (
        holder(tmp_path / LOCK),
        pytest.raises(OutputError, match="another program is still writing to") as caught,
        locked(tmp_path / LOCK, log=said.append, patience=0.2),
    ):
        pass
    assert caught.value.tip
    assert said == [f"waiting: another program is writing to {tmp_path}"]


@posix
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_a_lock_dies_with_its_process(number: signal.Signals, tmp_path: Path) -> None:
    said: list[str] = []
    with holder(tmp_path / LOCK) as process:
        process.send_signal(number)
        process.wait()
    with exclusive(tmp_path, log=said.append, patience=0):
        pass
    assert said == []
    assert not (tmp_path / LOCK).exists()


def test_an_empty_lock_file_binds_nobody(tmp_path: Path) -> None:
    (tmp_path / LOCK).touch()
    said: list[str] = []
    for _ in range(2):
        with exclusive(tmp_path, log=said.append, patience=0):
            pass
    assert said == []


@posix
def test_a_lock_file_can_be_locked_by_everyone_whom_the_mask_lets(tmp_path: Path) -> None:
    mask = os.umask(0o002)
    try:
        with locked(tmp_path / LOCK):
            assert stat.S_IMODE((tmp_path / LOCK).stat().st_mode) == 0o664
    finally:
        os.umask(mask)


@posix
def test_a_failure_within_is_not_hidden(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path / LOCK):
        raise ZeroDivisionError
    assert not (tmp_path / LOCK).exists()


@posix
def test_a_read_only_root_stays_readable(small_root: Path, own_cache: Path) -> None:
    """A root that its owner locked or, for root, who may write everywhere, a file system mounted for reading."""
    with read_only(small_root):
        graph = LunarGraph(small_root)
        assert graph.query("ASK { mission:change-6 ilrs:hasPartner agent:cnes }") is True
        recover(small_root / "data")
        assert not (small_root / "data" / LOCK).exists()
        with pytest.raises(OutputError, match="permission denied"), exclusive(small_root / "data"):
            pass


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    if os.geteuid() == 0:
        if subprocess.run(["mount", "--bind", str(folder), str(folder)], capture_output=True, check=False).returncode:
            pytest.skip("no right to mount a file system")
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
    try:
        for each in folders if os.geteuid() else ():
            each.chmod(0o555)
        yield
    finally:
        for each in folders if os.geteuid() else ():
            each.chmod(0o755)
        if os.geteuid() == 0:
            subprocess.run(["umount", str(folder)], check=True)
