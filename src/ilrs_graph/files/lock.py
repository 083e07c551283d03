"""One writer at a time: a lock on a file of its own, which is gone when nobody writes.

Not on a file of the data, as a rename replaces the file that such a lock holds. POSIX `flock`, on Windows
`msvcrt.locking`; the system lets go of either when the process ends, however it ends.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import OutputError

PATIENCE = 120.0
"""Seconds to wait for another writer."""
_PAUSE = 0.02


@contextmanager
def locked(path: Path, *, say: Callable[[str], None] = lambda _: None, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock at `path`; wait for another holder up to `patience` seconds, and tell `say` so.

    Raises:
        OSError: the lock file cannot be made.
        OutputError: the other holder takes too long.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with locked(Path(folder, "lock")):
    ...         held = os.listdir(folder)
    ...     held, os.listdir(folder)
    (['lock'], [])
    """
    handle = _acquire(path, say, time.monotonic() + patience)
    try:
        yield
    finally:
        _release(path, handle)


def _acquire(path: Path, say: Callable[[str], None], deadline: float) -> int:
    told = False
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            while not _try(handle):
                if time.monotonic() > deadline:
                    raise OutputError(
                        f"another program still changes {path.parent}",
                        tip="try again when it is done",
                    )
                if not told:
                    say(f"waiting: another program changes {path.parent}")
                    told = True
                time.sleep(_PAUSE)
            if _is_at(handle, path):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # the holder before us has removed this file: lock the one that is there now


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(path: Path, handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        os.close(handle)
        with suppress(OSError):  # held open by the next in line, who removes it
            path.unlink()

else:
    import fcntl

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(path: Path, handle: int) -> None:
        with suppress(OSError):  # while it is held, so that nobody else can lock the name in between
            path.unlink()
        os.close(handle)
