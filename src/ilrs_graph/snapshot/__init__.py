"""The snapshot: a disposable, content-addressed copy of the graph that opens at once.

It knows when the files behind it changed, and is never the truth: deleting or damaging it costs only the
time to build it again.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Store

from ..sources import Root
from .address import address
from .cache import cache_folder, read_json
from .fingerprint import marks, unchanged

if TYPE_CHECKING:
    from datetime import date

    from ..reasoning.closure import Engine as Reasoner
    from ..reasoning.layers import Layered
    from ..reasoning.reasoned import Reasoned

__all__ = ["Snapshot", "open_snapshot"]


class Snapshot(NamedTuple):
    """An open snapshot: its store and the compiled catalogue of questions.

    `folder` is None where the cache folder could not be written and the store is in memory. `reasoning` returns
    what the reasoner left behind for later (`kept`); it is read only where it is asked for.
    """

    store: Store
    catalogue: dict[str, Any]
    folder: Path | None
    reasoning: Callable[[], dict[str, Any]]

    @property
    def layered(self) -> Layered:
        """The triples by layer: asserted, added by each direct rule, closure."""
        from ..reasoning.layers import Layered, Layers

        return Layered(self.store, Layers([name for name, *_ in self.reasoning()["direct"]]))

    @property
    def reasoned(self) -> Reasoned:
        """All that holds, and the rules by which it does, ready to be asked what a change would change."""
        from .kept import reasoned

        return reasoned(self.store, self.reasoning())


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
        from ..editing.transaction import settle

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


def opened(folder: Path) -> Snapshot | None:
    """Return the snapshot in `folder`, or None where there is none that is whole."""
    record = read_json(folder / "record.json")
    if not record:
        return None
    try:
        if not unchanged(str(folder), record, record):
            found = marks(folder, record, {}, 0)
            if any(found[name]["hash"] != record[name]["hash"] for name in record):
                return None
        store = Store.read_only(str(folder / "store"))
        reasoning = partial(read_json, folder / "reasoning.json")
        found_whole = Snapshot(store, read_json(folder / "questions.json"), folder, reasoning)
    except (OSError, KeyError, TypeError, ValueError, RuntimeError):
        return None
    with suppress(OSError):  # so that the cache keeps the snapshots that are used
        os.utime(folder)
    return found_whole
