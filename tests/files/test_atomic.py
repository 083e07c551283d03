from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hang_limit import HANG_S, join
from ilrs_graph.errors import OutputError
from ilrs_graph.files.atomic import write_atomically

posix = pytest.mark.skipif(os.name == "nt", reason="modes, links and pipes as POSIX has them")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "moon.ttl"
    file.write_bytes(b"old")
    return file


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


def fail_with(number: int) -> object:
    def failing(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return failing


def assert_only(file: Path, content: bytes) -> None:
    assert file.read_bytes() == content
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("data", [b"", b"new\n", b"\x00\xff\r\n" * 10**6], ids=["empty", "short", "long"])
def test_the_file_is_replaced(file: Path, data: bytes) -> None:
    write_atomically(file, data)
    assert_only(file, data)


@posix
def test_a_new_file_has_the_mode_that_the_umask_leaves(tmp_path: Path, umask: None) -> None:
    write_atomically(tmp_path / "new.ttl", b"new")
    assert stat.S_IMODE((tmp_path / "new.ttl").stat().st_mode) == 0o640


@posix
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_an_existing_file_keeps_its_mode(file: Path, mode: int, umask: None) -> None:
    file.chmod(mode)
    write_atomically(file, b"new")
    assert stat.S_IMODE(file.stat().st_mode) == mode


@posix
def test_a_link_stays_and_its_target_is_replaced(file: Path, tmp_path: Path) -> None:
    link, second = tmp_path / "link.ttl", tmp_path / "second.ttl"
    link.symlink_to(file.name)
    second.symlink_to(link)
    write_atomically(second, b"new")
    assert second.is_symlink()
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


@posix
def test_the_missing_target_of_a_link_is_created(tmp_path: Path) -> None:
    link = tmp_path / "link.ttl"
    link.symlink_to("target.ttl")
    write_atomically(link, b"new")
    assert (tmp_path / "target.ttl").read_bytes() == b"new"


@posix
def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link.ttl"
    link.symlink_to(link)
    with pytest.raises(OutputError, match="cannot write"):
        write_atomically(link, b"new")


@posix
def test_a_pipe_is_written_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe, found = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    write_atomically(pipe, b"new")
    join(reader)
    assert found == [b"new"]
    assert pipe.is_fifo()


def test_a_relative_path_will_do(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    write_atomically(Path(file.name), b"new")
    assert_only(file, b"new")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write_atomically(tmp_path / "no" / "moon.ttl", b"new")
    assert caught.value.message == f"cannot write {tmp_path / 'no' / 'moon.ttl'}: there is no folder {tmp_path / 'no'}"
    assert caught.value.tip == f"create it: mkdir -p {tmp_path / 'no'}"
    assert caught.value.exit_code == 3


def test_a_file_is_no_folder(file: Path) -> None:
    with pytest.raises(OutputError, match="there is no folder"):
        write_atomically(file / "moon.ttl", b"new")
    assert_only(file, b"old")


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="it is a folder"):
        write_atomically(tmp_path, b"new")


@posix
def test_a_read_only_file_is_not_walked_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.chmod(0o444)
    if os.geteuid() == 0:  # root may write everything, so the answer that others get is played
        monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="permission denied"):
        write_atomically(file, b"new")
    assert_only(file, b"old")


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EACCES, "permission denied"),
        (errno.EROFS, "permission denied"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.chmod", "pathlib.Path.replace"])
def test_failure_at_any_step_leaves_the_old_file(
    file: Path, number: int, what: str, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, fail_with(number))
    with pytest.raises(OutputError, match=what) as caught:
        write_atomically(file, b"new")
    assert "\n" not in caught.value.message
    assert caught.value.tip
    assert_only(file, b"old")


def test_an_interruption_leaves_no_temporary_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(file, b"new")
    assert_only(file, b"old")


KILLED = """
import os, sys
from pathlib import Path
from ilrs_graph.files.atomic import write_atomically
real, left = os.fsync, int(sys.argv[2])
def fsync(handle):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    real(handle)
os.fsync = fsync
write_atomically(Path(sys.argv[1]), b"new" * 100_000)
"""


@pytest.mark.parametrize(("flushes", "content"), [(0, b"old"), (1, b"new" * 100_000)], ids=["before", "after"])
def test_a_killed_process_leaves_the_old_file_or_the_new(file: Path, flushes: int, content: bytes) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(file), str(flushes)], check=False, timeout=HANG_S)
    assert done.returncode == 9
    assert file.read_bytes() == content


def test_the_file_and_then_the_folder_are_flushed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[tuple[bool, bytes]] = []
    monkeypatch.setattr(
        os,
        "fsync",
        lambda handle: flushed.append((stat.S_ISDIR(os.fstat(handle).st_mode), file.read_bytes())),
    )
    write_atomically(file, b"new")
    expected = [(False, b"old"), (True, b"new")]
    assert flushed == (expected[:1] if os.name == "nt" else expected)
