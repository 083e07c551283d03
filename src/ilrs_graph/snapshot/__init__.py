"""The snapshot: a disposable, content-addressed copy of the graph that opens at once.

It knows when the files behind it changed, and is never the truth: deleting or damaging it costs only the
time to build it again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..files.root import Root
from .address import address
from .cache import cache_folder
from .opened import Snapshot, opened

if TYPE_CHECKING:
    from datetime import date

    from ..closure.closure import Engine as Reasoner

__all__ = ["Snapshot", "open_snapshot"]


def open_snapshot(
    root: Root,
    as_of: date | None = None,
    *,
    reasoner: Reasoner | None = None,
    say: Callable[[str], None] = lambda _: None,
    records: Path | None = None,
) -> Snapshot:
    """Open the snapshot of `root`, building it where it is missing, stale or damaged.

    `as_of` gives the graph as it was known on that day. What a `reasoner` that is asked for has built is kept apart
    from what the one at hand builds. `say` receives a line for the user when
    something takes time or falls short. `records` is the folder that remembers the state of the files, the cache
    where left out: a root that is there for a moment is better remembered in a folder that goes with it.

    Raises:
        InputError: a file of the root cannot be read or parsed.
        OntologyError: an axiom is outside OWL 2 RL.
        MissingDependency: the reasoner asked for is not installed.
    """
    if root.is_unfinished:
        from ..files.transaction import settle

        settle(root.path / "data", say=say)
    cache = cache_folder()
    parts = (address(root, records or cache), as_of, reasoner)
    folder = cache / "snapshots" / "-".join(str(part) for part in parts if part)
    found = opened(folder)
    if found is not None:
        return found
    # what building needs is imported only when there is something to build
    from .build import build

    built = build(root, as_of, reasoner, folder, say)
    if built is None:
        found = opened(folder)
        if found is not None:
            return found
        from .build import build_in_memory

        built = build_in_memory(root, as_of, reasoner)
    return built
