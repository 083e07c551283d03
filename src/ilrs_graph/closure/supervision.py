"""The process in which Nemo runs: started, monitored, and stopped on Ctrl-C or if it derives too many facts.

Its CPU time is that of a child process. If none can be started, Nemo runs in this process, without monitoring.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from ..errors import IlrsGraphError
from . import nemo_process

PATIENCE_S = 3.0
"""Seconds after which the number of derived facts is estimated and the memory is monitored."""

_INTERVAL_S = 0.25


def run_nemo(folder: Path, *, on_slow: Callable[[], None], most_bytes: int) -> int:
    """Run the program in `folder` (see `nemo_process`) and return the exit code.

    After `PATIENCE_S`, `on_slow` is called, which may raise; from then on the process is stopped with an error if it
    uses more than `most_bytes` of memory (on Linux). Any exception, including Ctrl-C, stops it at once.

    Raises IlrsGraphError if Nemo fails.
    """
    spec = find_spec("nmo_python")
    if spec is None or spec.origin is None:
        return nemo_process.NO_NEMO
    if not sys.executable:  # Python is embedded in another program
        return _here(folder)
    command = [sys.executable, "-I", "-S", nemo_process.__file__, str(folder), str(Path(spec.origin).parents[1])]
    words = folder / "words"
    try:
        with words.open("wb") as stderr:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=stderr, stderr=stderr)
    except (OSError, ValueError):
        return _here(folder)
    with process:
        try:
            ended = _watched(process, on_slow, most_bytes)
        finally:
            process.kill()
            process.wait()  # after Ctrl-C the with statement does not
    if ended not in (0, nemo_process.NO_NEMO, nemo_process.TOO_MANY):
        raise _failed(words.read_text(encoding="utf-8", errors="replace"), ended)
    return ended


def _watched(process: subprocess.Popen[bytes], on_slow: Callable[[], None], most_bytes: int) -> int:
    with suppress(subprocess.TimeoutExpired):
        return process.wait(PATIENCE_S)
    on_slow()
    while True:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(_INTERVAL_S)
        held = _resident(process.pid)
        if held is not None and held > most_bytes:
            raise IlrsGraphError(
                f"the reasoner was stopped because it used {held >> 20} MB of memory",
                tip="remove axioms that join many things, or raise the limit of materialise",
            )


def _resident(pid: int) -> int | None:
    """Return the bytes of memory that a process uses, None if the system does not report them."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_bytes().split()[1])
    except (OSError, IndexError, ValueError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def _here(folder: Path) -> int:
    """Run Nemo in this process; its panic is not a subclass of Exception and cannot be imported."""
    try:
        return nemo_process.run(folder)
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise _failed(str(error), None) from error


def _failed(words: str, ended: int | None) -> IlrsGraphError:
    said = [line for line in words.splitlines() if line.strip()]
    what = next(
        (line for line in reversed(said) if "PanicException" in line), said[-1] if said else f"exit code {ended}"
    )
    return IlrsGraphError(f"the reasoner Nemo failed: {what.strip()}", tip="try again with the reasoner python")
