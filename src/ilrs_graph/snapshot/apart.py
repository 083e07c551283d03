"""A snapshot that is built in a process of its own, so that the threads of this one can go on."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from ..engine.isolated import bare_environment, folder_of, isolated
from ..files.root import Root
from .cache import cache_folder

_PROGRAM = """import os, sys
from contextlib import suppress
from datetime import date
from pathlib import Path
sys.path += sys.argv[3:]
with suppress(OSError, AttributeError):
    os.nice(5)
from ilrs_graph.files.root import Root
from ilrs_graph.snapshot import open_snapshot
open_snapshot(Root(Path(sys.argv[1])), date.fromisoformat(sys.argv[2]))
"""
_MOST_S = 600


def build_apart(root: Root, as_of: date, keep: Path | None = None) -> None:
    """Build the snapshot of a root for a day in the cache, unless it is there.

    Nothing is raised: whoever opens the snapshot builds it then, and learns what is wrong.

    Args:
        root: the root.
        as_of: the day of knowledge.
        keep: the folder of a snapshot that the cache should keep, since it is used.
    """
    with suppress(OSError, subprocess.SubprocessError):
        if keep is not None:
            os.utime(keep)
        paths = [folder_of(__name__.partition(".")[0]), *(each for each in sys.path if Path(each).is_absolute())]
        subprocess.run(
            isolated("-c", _PROGRAM, str(root.path), as_of.isoformat(), *paths),
            env={**bare_environment(), "ILRS_GRAPH_CACHE": str(cache_folder())},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_MOST_S,
            check=False,
        )
