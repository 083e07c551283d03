"""One line on stderr when a command takes longer than a second, on a terminal and in a pipe."""

from __future__ import annotations

import os
import sys
import threading

AFTER_S = 1.0
"""Seconds of work before the line."""
OPENING = "still opening the graph, which is built anew after each change of its files; Ctrl-C stops"
WORKING = "still working; Ctrl-C stops"

_lock = threading.Lock()
_timer: threading.Timer | None = None
_message = WORKING


def is_quiet(wanted: bool) -> bool:
    """Return whether lines about the work are unwanted: by --quiet, or ILRS_GRAPH_QUIET in the environment."""
    return wanted or bool(os.environ.get("ILRS_GRAPH_QUIET"))


def start(message: str) -> None:
    """Say on stderr what is being done, unless it is done within a second; a message replaces the one before."""
    global _timer, _message
    with _lock:
        _message = message
        if _timer is None:
            _timer = threading.Timer(AFTER_S, _say)
            _timer.daemon = True
            _timer.start()


def stop() -> None:
    """Say nothing: the work is done."""
    global _timer
    with _lock:
        if _timer is not None:
            _timer.cancel()
        _timer = None


def _say() -> None:
    with _lock:
        if _timer is not None and sys.stderr is not None:
            print(_message, file=sys.stderr, flush=True)
