"""The code of the process of the reasoner Nemo: it reads a program from a folder and writes its results there.

A process of its own can be stopped at any moment; Nemo itself notices neither Ctrl-C nor a limit, and holds the
interpreter while it runs. Nothing of this package is imported, so that the process starts in ten milliseconds.
"""

from __future__ import annotations

import json
import os
import sys
from array import array
from contextlib import suppress
from itertools import chain
from pathlib import Path

NO_NEMO, TOO_MANY = 3, 4
"""Exit codes: Nemo cannot be imported; there are more results than allowed."""


def run(folder: Path) -> int:
    """Run the program in `folder`, write each result as numbers to a file with its name, return the exit code.

    The names of the results and the maximum total number of rows are in `order.json`. If there are more,
    the counts go to `counts.json`. Raises any error of Nemo; its panics are not subclasses of Exception.
    """
    try:
        import nmo_python
    except ImportError:
        return NO_NEMO
    order = json.loads((folder / "order.json").read_bytes())
    engine = nmo_python.NemoEngine(nmo_python.load_string((folder / "program.rls").read_text(encoding="ascii")))
    engine.reason()
    counts: dict[str, int] = {}
    for name, width in order["results"].items():
        rows = array("q", chain.from_iterable(engine.result(name)))
        counts[name] = len(rows) // width
        if sum(counts.values()) > order["most"]:
            (folder / "counts.json").write_text(json.dumps(counts))
            return TOO_MANY
        with (folder / name).open("wb") as file:
            rows.tofile(file)
    return 0


def _die_with_parent() -> None:
    """Let the system end this process if its parent ends: the pipe breaks and SIGIO is sent."""
    import fcntl

    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)


if __name__ == "__main__":
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with suppress(ImportError, AttributeError, OSError):
        _die_with_parent()
    sys.path.append(sys.argv[2])
    sys.exit(run(Path(sys.argv[1])))
