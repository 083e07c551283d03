"""The one limit of waits, so that a test that hangs fails and a busy machine breaks none.

No test asserts how long something takes: the cost in time is measured in benchmarks/, the cost in work is counted with
`steps.py`. `test_time_budgets.py` keeps clocks and other limits out of the tests.
"""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable
from typing import AnyStr

HANG_S = 600.0
"""Seconds after which something hangs. The longest single wait takes 8 s on an idle machine (eight writers at once,
two graphs compared); at the lowest priority beside a busy loop on each core it takes forty times as long."""

_PAUSE_S = 0.002


def until(condition: Callable[[], object], what: str) -> None:
    """Wait until `condition` holds; fail with `what` is missing where it does not come."""
    deadline = time.monotonic() + HANG_S
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not come within {HANG_S:.0f} s")
        time.sleep(_PAUSE_S)


def output_of(process: subprocess.Popen[AnyStr]) -> tuple[AnyStr, AnyStr]:
    """Return what a process prints until it ends; kill it and fail where it hangs."""
    try:
        return process.communicate(timeout=HANG_S)
    except subprocess.TimeoutExpired:
        process.kill()
        raise AssertionError(f"{process.args} did not end within {HANG_S:.0f} s") from None


def join(thread: threading.Thread) -> None:
    """Wait for a thread to end; fail where it hangs."""
    thread.join(HANG_S)
    assert not thread.is_alive(), f"{thread.name} did not end within {HANG_S:.0f} s"


def lasted(work: Callable[[], object]) -> float:
    """Return how many seconds `work` takes: to draw a moment within such a time, never to assert anything."""
    start = time.monotonic()
    work()
    return time.monotonic() - start
