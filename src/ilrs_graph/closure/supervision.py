"""The process in which Nemo runs: started, watched, stopped on Ctrl-C or where it would give too much.

Its CPU time is that of a child process. Where none can be started, Nemo runs in this process, unwatched.
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
"""After how many seconds it is worth the while to look whether a rule explodes."""

_GLANCE_S = 0.25


def reason(folder: Path, *, suspect: Callable[[], None], most_bytes: int) -> int:
    """Run the program in `folder` (see `nemo_process`) and return how the process ended.

    Once it has run for `PATIENCE_S`, `suspect` is called, which may raise, and from then on the process is ended with
    an error when it holds more than `most_bytes` (on Linux). Whatever is raised, Ctrl-C included, ends it at once.

    Raises IlrsGraphError where Nemo breaks down.
    """
    spec = find_spec("nmo_python")
    if spec is None or spec.origin is None:
        return nemo_process.NO_NEMO
    if not sys.executable:  # Python within another program
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
            ended = _watched(process, suspect, most_bytes)
        finally:
            process.kill()
            process.wait()  # after Ctrl-C the with statement does not
    if ended not in (0, nemo_process.NO_NEMO, nemo_process.TOO_MANY):
        raise _failed(words.read_text(encoding="utf-8", errors="replace"), ended)
    return ended


def _watched(process: subprocess.Popen[bytes], suspect: Callable[[], None], most_bytes: int) -> int:
    with suppress(subprocess.TimeoutExpired):
        return process.wait(PATIENCE_S)
    suspect()
    while True:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(_GLANCE_S)
        held = _resident(process.pid)
        if held is not None and held > most_bytes:
            raise IlrsGraphError(
                f"the reasoner was stopped when it held {held >> 20} MB of facts",
                tip="leave out axioms that join many things, or raise the limit of materialise",
            )


def _resident(pid: int) -> int | None:
    """Return the bytes of memory that a process holds, None where the system does not say."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_bytes().split()[1])
    except (OSError, IndexError, ValueError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def _here(folder: Path) -> int:
    """Run Nemo in this process; a panic of it is no subclass of Exception and has no importable name."""
    try:
        return nemo_process.run(folder)
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise _failed(str(error), None) from error


def _failed(words: str, ended: int | None) -> IlrsGraphError:
    said = [line for line in words.splitlines() if line.strip()]
    what = next(
        (line for line in reversed(said) if "PanicException" in line), said[-1] if said else f"it ended with {ended}"
    )
    return IlrsGraphError(f"the reasoner Nemo failed: {what.strip()}", tip="try again with owlrl")
