"""Standard output and standard error, which may be closed, full, or in any encoding; and what the system refuses."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import Any

from ..errors import IlrsGraphError, InputError, OutputError

STDOUT = "standard output"


class Closed(io.TextIOBase):
    """Stands for a standard output that the process was started without; whatever is written to it is an error."""

    encoding = "utf-8"

    @property
    def buffer(self) -> Closed:
        """The stream of bytes, which is closed too."""
        return self

    def write(self, _: Any) -> int:
        """Refuse to write.

        Raises:
            OutputError: always.
        """
        raise OutputError(f"cannot write to {STDOUT}: it is closed", tip="write to a file with -o FILE")


def prepare() -> None:
    """Let labels in all scripts be written: UTF-8 to a pipe or file in any locale. Stand in for closed streams."""
    if sys.stdout is None:
        sys.stdout = Closed()
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (open until the process ends)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def system_error(error: OSError | MemoryError) -> IlrsGraphError:
    """Return the error that tells a user what the system refused.

    >>> print(system_error(OSError(errno.ENOSPC, "")))
    cannot write to standard output: the disk is full
    >>> print(system_error(PermissionError(errno.EACCES, "Permission denied", "data")))
    data: Permission denied
    """
    if isinstance(error, MemoryError):
        return InputError("there is not enough memory", tip="close other programs, or ask for less")
    reason = error.strerror or str(error)
    if error.filename is not None:
        name = os.fsdecode(error.filename) if isinstance(error.filename, bytes) else error.filename
        return InputError(f"{name}: {reason}", tip="check its permissions, and those of its folder")
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    tip = "free some space and try again" if full else "check where the output goes"
    return OutputError(f"cannot write to {STDOUT}: {'the disk is full' if full else reason}", tip=tip)
