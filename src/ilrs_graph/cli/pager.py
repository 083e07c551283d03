"""Long output on a terminal goes through a pager, as in git: the program in PAGER, or less."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

LESS = "FRX"
"""Options of less if LESS is not set: end if all fits, show colours, leave the text on the screen."""


def paged(text: str) -> bool:
    """Show a text in the pager; return False, with nothing shown, if there is no need for one, or none.

    There is no need if stdout is not a terminal, or the text fits on it; PAGER may be empty or `cat` for none. A dumb
    terminal cannot go back to a line, so it gets none either.
    """
    if (
        not sys.stdout.isatty()
        or os.environ.get("TERM") == "dumb"
        or text.count("\n") < shutil.get_terminal_size().lines
    ):
        return False
    command = shlex.split(os.environ.get("PAGER", "less"))
    if not command or command == ["cat"] or shutil.which(command[0]) is None:
        return False
    sys.stdout.flush()
    environment = {"LESS": LESS, **os.environ}
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as process, _without_ctrl_c():
        process.communicate(text.encode(sys.stdout.encoding, "replace"))
    return True


@contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """Leave Ctrl-C to the pager, which is then started: it ends a search, not the pager."""
    before = signal.getsignal(signal.SIGINT)
    with suppress(ValueError):  # another thread than the main one
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        with suppress(ValueError):
            signal.signal(signal.SIGINT, before)
