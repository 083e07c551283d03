"""A change of several files is whole or not at all, whatever ends it."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from hang_limit import HANG_S, join, lasted, output_of, until
from ilrs_graph.errors import IlrsGraphError, InputError, OutputError
from ilrs_graph.files.journal import LOCK, NAME
from ilrs_graph.files.lock import locked
from ilrs_graph.files.transaction import exclusive, recover, write_together

Tree = dict[str, bytes]
OLD: Tree = {"a.ttl": b"old a\n", "missions/b.ttl": b"old b\n", "missions/c.ttl": b"old c\n"}
NEW: Tree = {"a.ttl": b"new a\n" * 5000, "missions/b.ttl": b"new b\n", "edits/deep/2026.ttl": b"new edit\n"}
posix = pytest.mark.skipif(os.name == "nt", reason="signals, links and modes as POSIX has them")


def tree(folder: Path) -> Tree:
    """Return every file below `folder`, hidden ones too; an empty folder counts as a file without content."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    empty = [p for p in folder.rglob("*") if p.is_dir() and not any(p.iterdir())]
    return {**found, **{f"{p.relative_to(folder).as_posix()}/": b"" for p in empty}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    fill(folder)
    return folder


def fill(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in OLD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def change(folder: Path) -> None:
    with exclusive(folder):
        write_together(folder, NEW)


def assert_settled(folder: Path) -> bool:
    """Let the next run come along; return whether all is new. Anything between old and new fails."""
    said: list[str] = []
    before = tree(folder)
    with exclusive(folder, log=said.append):
        pass
    after = tree(folder)
    assert after in (OLD, {**OLD, **NEW})
    assert bool(said) == any(name in before for name in (NAME, f"{NAME}.tmp"))
    return after != OLD


def test_all_files_are_replaced_and_nothing_else_is_left(folder: Path) -> None:
    change(folder)
    assert tree(folder) == {**OLD, **NEW}
    change(folder)
    assert tree(folder) == {**OLD, **NEW}


@posix
def test_files_keep_their_modes(folder: Path) -> None:
    (folder / "a.ttl").chmod(0o664)
    change(folder)
    assert stat.S_IMODE((folder / "a.ttl").stat().st_mode) == 0o664


# every step can fail

STEPS = (
    "os.fsync",
    "os.open",
    "pathlib.Path.replace",
    "pathlib.Path.mkdir",
    "pathlib.Path.open",
    "pathlib.Path.unlink",
)


def failing_after(allowed: int, number: int, real: Callable[..., object]) -> tuple[Callable[..., object], list[int]]:
    """Return a function that does what `real` does `allowed` times and fails from then on, and what is left."""
    left = [allowed]

    def call(*args: object, **more: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(number, os.strerror(number))
        return real(*args, **more)

    return call, left


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO], ids=errno.errorcode.get)
@pytest.mark.parametrize("step", STEPS)
def test_a_failure_at_any_step_leaves_old_or_new(
    step: str, number: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails from the first, second, ... call of one kind on, until none is left to fail."""
    module, _, name = step.rpartition(".")
    real = getattr({"os": os, "pathlib.Path": Path}[module], name)
    outcomes = []
    for allowed in range(200):
        fill(folder)
        call, left = failing_after(allowed, number, real)
        said = None
        with monkeypatch.context() as patch:
            patch.setattr(step, call)
            try:
                change(folder)
            except IlrsGraphError as error:
                said = error
        assert said is None or said.tip
        if said is not None and "the next run completes it" not in said.message and "unlink" not in step:
            kept = {n: c for n, c in tree(folder).items() if not n.endswith((".tmp", NAME, LOCK, "/"))}
            assert kept == OLD
        outcomes.append(assert_settled(folder))
        if left[0] >= 0:
            assert said is None
            break
    assert len(outcomes) > 2
    assert outcomes[-1] is True
    assert outcomes == sorted(outcomes)


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("ilrs_graph.files.transaction.write_through", full)
        with pytest.raises(OutputError, match=r"cannot write .*a\.ttl: the disk is full") as caught:
            change(folder)
    assert caught.value.exit_code == 3
    assert tree(folder) == OLD


def test_a_really_full_disk(tmp_path: Path) -> None:
    """On a file system of 64 KiB, where the system allows to mount one."""
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a file system")
    try:
        folder = small / "data"
        fill(folder)
        with pytest.raises(OutputError, match="the disk is full"), exclusive(folder):
            write_together(folder, {**NEW, "missions/b.ttl": b"x" * 100_000})
        assert tree(folder) == OLD
        change(folder)
        assert tree(folder) == {**OLD, **NEW}
    finally:
        subprocess.run(["umount", str(small)], check=True)


@posix
def test_a_read_only_folder_is_told_and_stays(tmp_path: Path) -> None:
    """A folder that its owner locked or, for root, who may write everywhere, a file system mounted for reading."""
    place = tmp_path / "place"
    place.mkdir()
    fill(place / "data")
    locks = [(place / "data" / "missions", 0o555), (place / "data", 0o555)]
    if os.geteuid() == 0:
        if subprocess.run(["mount", "--bind", str(place), str(place)], capture_output=True, check=False).returncode:
            pytest.skip("no right to mount a file system")
        subprocess.run(["mount", "-o", "remount,ro,bind", str(place)], check=True)
        locks = [(place, 0)]
    try:
        for folder, mode in locks:
            if mode:
                folder.chmod(mode)
            with pytest.raises(OutputError, match="permission denied") as caught:
                change(place / "data")
            assert caught.value.exit_code == 3
            assert tree(place / "data") == OLD
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", str(place)], check=True)
        for folder, _ in reversed(locks):
            folder.chmod(0o755)


@posix
def test_a_read_only_file_is_not_walked_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "missions/b.ttl").chmod(0o444)
    real = os.access
    denied = os.path.realpath(folder / "missions/b.ttl")  # root may write everything, so what others get is played
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) != denied and real(path, mode))
    with pytest.raises(OutputError, match=r"b\.ttl: permission denied"):
        change(folder)
    assert tree(folder) == OLD


@posix
def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.ttl").write_bytes(b"outside")
    (folder / "a.ttl").unlink()
    (folder / "a.ttl").symlink_to(tmp_path / "outside.ttl")
    with pytest.raises(InputError, match="leads out of"):
        change(folder)
    with pytest.raises(InputError, match="leads out of"), exclusive(folder):
        write_together(folder, {"../outside.ttl": b"new"})
    assert (tmp_path / "outside.ttl").read_bytes() == b"outside"
    assert NAME not in tree(folder)


# every moment can be the last

FOLDERS = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
"""Where a process finds this module, and what it imports."""

KILLED = """
import os, sys
from pathlib import Path
left = int(sys.argv[2])
def counted(real):
    def call(*args, **more):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return real(*args, **more)
    return call
from ilrs_graph.files.transaction import exclusive, write_together
for module, names in ((os, ("fsync", "open")), (Path, ("replace", "mkdir", "open", "unlink", "rmdir"))):
    for name in names:
        setattr(module, name, counted(getattr(module, name)))
sys.path[:0] = sys.argv[3:]
from test_transaction import NEW
with exclusive(Path(sys.argv[1])):
    write_together(Path(sys.argv[1]), NEW)
"""


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.soak)])
def test_a_death_before_any_step_leaves_old_or_new(every: int, folder: Path) -> None:
    """The process ends before its first, fourth, ... call to the system, without a chance to tidy up.

    It ends before each of them as a soak.
    """
    outcomes = []
    for allowed in range(0, 200, every):
        fill(folder)
        words = [sys.executable, "-c", KILLED, str(folder), str(allowed), *FOLDERS]
        done = subprocess.run(words, check=False, capture_output=True, timeout=HANG_S)
        assert done.returncode in (0, 9), done.stderr
        outcomes.append(assert_settled(folder))
        if done.returncode == 0:
            break
    assert len(outcomes) > 20 // every
    assert outcomes == sorted(outcomes)
    assert outcomes[0] is False


RUN = """
import sys
from pathlib import Path
from ilrs_graph.files.transaction import exclusive, write_together
sys.path[:0] = sys.argv[2:]
from test_transaction import NEW
print("go", flush=True)
with exclusive(Path(sys.argv[1])):
    write_together(Path(sys.argv[1]), NEW)
"""


def killed_at_random(folder: Path, times: int, number: signal.Signals) -> list[bool]:
    """Return for each of some runs whether all is new: one left alone, one ended at its start, others at random."""
    chance, outcomes, longest = random.Random(5), [], 0.03
    for turn in range(times):
        fill(folder)
        words = [sys.executable, "-c", RUN, str(folder), *FOLDERS]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdout is not None
            if turn != 1:
                process.stdout.readline()
            if turn == 0:
                longest = max(longest, lasted(partial(output_of, process)))
            else:
                time.sleep(chance.uniform(0, longest) if turn > 1 else 0)
                process.send_signal(number)
                output_of(process)
        if number == signal.SIGINT:
            # an empty lock file may stay where the signal comes in the instant of locking; it binds nobody
            left = {name: text for name, text in tree(folder).items() if (name, text) != (LOCK, b"")}
            assert left in (OLD, {**OLD, **NEW})
        outcomes.append(assert_settled(folder))
    return outcomes


@posix
@pytest.mark.parametrize("times", [10, pytest.param(300, marks=pytest.mark.soak)])
def test_sigkill_at_random_moments_loses_nothing(times: int, folder: Path) -> None:
    outcomes = killed_at_random(folder, times, signal.SIGKILL)
    assert len(outcomes) == times
    assert set(outcomes) == {True, False}


@posix
@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_leaves_nothing_half_done(folder: Path) -> None:
    killed_at_random(folder, 10, signal.SIGINT)


def test_ctrl_c_in_the_middle_of_renaming_finishes_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = Path.replace, [0]

    def replace(self: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] == 4:  # two of the journal, then the second of the files
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        change(folder)
    assert tree(folder) == {**OLD, **NEW}


# settling


def interrupted(folder: Path, monkeypatch: pytest.MonkeyPatch, renamed: int = 1) -> None:
    """Leave what a process leaves that ends when `renamed` of the files have their places."""
    real, calls = Path.replace, [0]

    def replace(self: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] > 2 + renamed:
            raise OSError(errno.EIO, "gone")
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(OutputError, match="the next run completes it"):
            change(folder)
    assert NAME in tree(folder)


def test_a_reader_finishes_what_was_decided_and_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(folder, monkeypatch)
    assert tree(folder)["a.ttl"] == NEW["a.ttl"]
    assert tree(folder)["missions/b.ttl"] == OLD["missions/b.ttl"]
    said: list[str] = []
    recover(folder, log=said.append)
    assert said == ["completed an interrupted change: a.ttl, edits/deep/2026.ttl, missions/b.ttl"]
    assert tree(folder) == {**OLD, **NEW}
    recover(folder, log=said.append)
    assert len(said) == 1


def test_a_reader_removes_a_journal_that_had_not_got_its_name(folder: Path) -> None:
    (folder / f"{NAME}.tmp").write_text('{"form"')
    said: list[str] = []
    recover(folder, log=said.append)
    assert said == ["undid an interrupted change; it had not written any file"]
    assert tree(folder) == OLD


def test_a_file_that_was_edited_since_is_not_overwritten(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(folder, monkeypatch)
    (folder / "missions/b.ttl").write_bytes(b"edited by hand\n")
    before = tree(folder)
    for _ in range(2):
        with pytest.raises(InputError, match=r"b\.ttl was changed after") as caught:
            recover(folder)
        assert NAME in (caught.value.tip or "")
        assert tree(folder) == before


def test_a_reader_who_may_not_write_is_told_when_files_do_not_fit(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    interrupted(folder, monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", denied)
        with pytest.raises(InputError, match="cannot be completed: Permission denied"):
            recover(folder)
    path = folder / NAME
    path.write_text(json.dumps({**json.loads(path.read_text()), "state": "preparing"}))
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", denied)
        recover(folder)  # nothing was replaced, so reading is safe


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"form": 2, "state": "ready", "made": [], "steps": []}', b"\xff"]
)
def test_a_journal_of_another_kind_is_left_alone(content: bytes, folder: Path) -> None:
    (folder / NAME).write_bytes(content)
    with pytest.raises(InputError, match="is not a journal of this version"):
        recover(folder)
    assert (folder / NAME).read_bytes() == content


@pytest.mark.parametrize(("file", "temporary"), [("../b.ttl", ".0123456789abcdef.tmp"), ("a.ttl", "../a.ttl")])
def test_a_journal_that_leads_out_of_the_folder_is_refused(file: str, temporary: str, folder: Path) -> None:
    step = {"file": file, "temporary": temporary, "before": None, "after": "0"}
    (folder / NAME).write_text(json.dumps({"form": 1, "state": "ready", "made": [], "steps": [step]}))
    with pytest.raises(InputError):
        recover(folder)


# one at a time


def test_writers_wait_for_each_other_and_say_so(folder: Path) -> None:
    said: list[str] = []
    order: list[str] = []

    def second() -> None:
        with exclusive(folder, log=said.append):
            order.append("second")

    with exclusive(folder):
        thread = threading.Thread(target=second)
        thread.start()
        until(lambda: said, "the word that the second waits")
        order.append("first")
    join(thread)
    assert order == ["first", "second"]
    assert said == [f"waiting: another program is writing to {folder}"]
    assert tree(folder) == OLD


def test_a_writer_does_not_wait_for_ever(folder: Path) -> None:
    with (
        locked(folder / LOCK),
        pytest.raises(OutputError, match="another program is still writing to"),
        exclusive(folder, patience=0.1),
    ):
        pass
    assert tree(folder) == OLD


def test_many_writers_never_hold_the_lock_together(folder: Path) -> None:
    inside, most = [0], [0]

    def work() -> None:
        for _ in range(10):
            with locked(folder / LOCK):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.001)
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        join(thread)
    assert most == [1]
    assert tree(folder) == OLD
