"""`ilrs-graph` and `python -m ilrs_graph` are the command line."""

from __future__ import annotations

import os
import signal
from types import FrameType


def _stop(_: int, __: FrameType | None) -> None:
    """End the process: while it starts, there is nothing to clean up."""
    os.write(2, b"stopped\n")
    os._exit(130)


def main() -> None:
    """Run the command line; Ctrl-C ends it in one line from the first moment."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)
    from .cli import main as run

    run()


if __name__ == "__main__":
    main()
