"""One writer at a time: a lock on a separate file, which is removed when no process writes.

It is not a file of the data, because a rename would replace the locked file. The system releases the lock when the
process ends, even after a crash; the empty lock file that may remain (always on Windows) has no effect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import OutputError

PATIENCE = 120.0
"""Seconds to wait for another writer."""
_PAUSE = 0.02


@contextmanager
def locked(path: Path, *, log: Callable[[str], None] = lambda _: None, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock at `path`; wait for another holder up to `patience` seconds, and report the wait to `log`.

    Raises:
        OSError: the lock file cannot be created.
        OutputError: the other holder takes too long.

    >>> import os, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with locked(Path(folder, "lock")):
    ...         held = os.listdir(folder)
    ...     held, os.listdir(folder)
    (['lock'], [])
    """
    from filelock import FileLock, Timeout  # importing takes 50 ms, and readers need no lock

    # preserved by the library and removed here: without flock, the library would otherwise use the existence of the
    # file as the lock, and the file can outlive its process
    lock = FileLock(path, preserve_lock_file=True, poll_interval=_PAUSE)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            log(f"waiting: another program is writing to {path.parent}")
            lock.acquire(timeout=patience)
    except Timeout:
        raise OutputError(
            f"another program is still writing to {path.parent}", tip="try again when it has finished"
        ) from None
    try:
        yield
    finally:
        with suppress(OSError):  # before the release, so that no other process can lock the name in between
            path.unlink()
        lock.release()
