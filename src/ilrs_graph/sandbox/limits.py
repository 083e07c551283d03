"""What a stranger's query may use, and how a process keeps to it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..sparql.guard import MAX_DEPTH

_TABLES_OPENED_AT_START = 16
"""RocksDB opens so many tables of a store with it, and the others when a query needs them."""
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
"""The flags of unshare(2): namespaces of users and of the network."""


class Limits(NamedTuple):
    """What a query and a pool may use.

    Args:
        wall_s: seconds from the moment when a worker takes the query until the answer is complete.
        cpu_s: seconds of processor time.
        memory_mb: MB (2**20 bytes) of address space beyond what the open store has.
        result_bytes: size of the answer.
        memory_bytes: the part of an answer that stays in memory until its reader has it; the rest goes to a file.
        spool_bytes: size of all answers that wait for their readers.
        depth: levels of brackets in a query.
        workers: queries that run at the same time.
        spare: further workers, started so that none waits while one that was killed is replaced.
        queue: queries that wait for a worker.
        wait_s: seconds that a query waits for a worker.

    >>> Limits(wall_s=1).wall_s
    1
    """

    wall_s: float = 10
    cpu_s: int = 10
    memory_mb: int = 512
    result_bytes: int = 50_000_000
    memory_bytes: int = 1_000_000
    spool_bytes: int = 1_000_000_000
    depth: int = MAX_DEPTH
    workers: int = 2
    spare: int = 1
    queue: int = 20
    wait_s: float = 5


def leave_network() -> bool:
    """Move this process to a network without interfaces; return whether the system allows that.

    It must have one thread only.
    """
    if sys.platform != "linux":
        return False
    import ctypes

    with suppress(OSError, AttributeError):
        return bool(ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK) == 0)
    return False


def confine(limits: Limits, folder: str | None) -> None:
    """Limit this process, whose store is open in `folder`: memory, no files written, no further files and sockets.

    Nothing can be imported after that, unless `folder` is None: then files can be read. Windows has no such limits;
    there only the pool watches the time.
    """
    with suppress(OSError, AttributeError):
        os.nice(5)
    try:
        import resource
    except ImportError:
        return
    if (used := _address_space()) is not None:
        most = used + limits.memory_mb * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if folder is not None and len(list(Path(folder).glob("*.sst"))) <= _TABLES_OPENED_AT_START:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _address_space() -> int | None:
    """Return the bytes of address space that this process has; None if the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def allow_seconds(seconds: int) -> None:
    """Let the system end this process after so many further seconds of processor time, and up to one more."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
