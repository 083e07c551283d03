"""One writer at a time: a lock on a file of its own, which is gone when nobody writes.

Not on a file of the data, as a rename replaces the file that such a lock holds. The system releases the lock when
the process ends, however it ends; the empty file that then stays, as it always does on Windows, binds nobody.
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
def locked(path: Path, *, say: Callable[[str], None] = lambda _: None, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock at `path`; wait for another holder up to `patience` seconds, and report the wait to `say`.

    Raises:
        OSError: the lock file cannot be made.
        OutputError: the other holder takes too long.

    >>> import os, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with locked(Path(folder, "lock")):
    ...         held = os.listdir(folder)
    ...     held, os.listdir(folder)
    (['lock'], [])
    """
    from filelock import FileLock, Timeout  # 50 ms, and readers need no lock

    # preserved, and removed here: where a system has no flock, the library otherwise falls back to a lock that is the
    # mere existence of a file, which outlives its process
    lock = FileLock(path, preserve_lock_file=True, poll_interval=_PAUSE)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say(f"waiting: another program changes {path.parent}")
            lock.acquire(timeout=patience)
    except Timeout:
        raise OutputError(f"another program still changes {path.parent}", tip="try again when it is done") from None
    try:
        yield
    finally:
        with suppress(OSError):  # while it is held, so that nobody else can lock the name in between
            path.unlink()
        lock.release()
