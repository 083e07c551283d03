"""`ilrs-graph` and `python -m ilrs_graph` are the command line."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType


def _stop(_: int, __: FrameType | None) -> None:
    """End the process: while it starts, there is nothing to clean up."""
    os.write(2, b"stopped\n")
    os._exit(130)


def complete(arguments: list[str]) -> str:
    """Return what a shell, the first argument, may complete its line to; nothing if anything is wrong."""
    try:
        from .completion import answer

        shell, *rest = arguments
        found = answer(shell, rest)
        typed = rest[-1] if rest else ""
        if found and not typed.rpartition(" ")[2].startswith("-"):
            return found  # the command line itself is not needed, and takes as long to import
        from .cli import group

        return answer(shell, rest, group)
    except Exception:  # a shell shows what is printed in the middle of what is being typed
        return ""


def main() -> None:
    """Run the command line; Ctrl-C ends it in one line from the first moment."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)
    if sys.argv[1:2] == ["__complete"]:
        sys.stdout.write(complete(sys.argv[2:]))
        return
    from .cli import main as run

    run()


if __name__ == "__main__":
    main()
