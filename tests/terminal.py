"""The command line on a terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

from command_line import WITHOUT_LIMIT
from hang_limit import output_of

VARIABLES = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "CI", "LESS")


def on_terminal(*words: str, columns: int = 80, code: int = 0, **environment: str) -> str:
    """Return what a verb prints on a terminal of so many columns and 24 lines, without a pager by default."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    plain = {k: v for k, v in os.environ.items() if k not in VARIABLES}
    process = subprocess.Popen(
        [sys.executable, "-c", WITHOUT_LIMIT, *words],
        stdin=theirs, stdout=theirs, stderr=subprocess.PIPE,
        env={**plain, "TERM": "xterm-256color", "PAGER": "", **environment},
    )  # fmt: skip
    os.close(theirs)
    content = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        content += piece
    os.close(ours)
    _, words_of_error = output_of(process)
    assert process.returncode == code, words_of_error
    return content.decode().replace("\r\n", "\n")
