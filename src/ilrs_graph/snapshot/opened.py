"""An open snapshot, and how one in a folder is opened."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Store

from ..files.archive import Archive
from ..files.fingerprint import marks, unchanged
from ..files.root import Root
from .address import Fingerprint
from .cache import read_json

if TYPE_CHECKING:
    from ..change.entailed import EntailedGraph
    from ..views.store import LayeredStore

SOURCES = "sources"
"""The file of a snapshot that keeps the files it was built from."""


class Snapshot(NamedTuple):
    """An open snapshot: its store, the compiled catalogue of questions, and the files that it was built from.

    It does not change, and needs nothing of the cache once it is open: `root` has the files with their contents of
    then, and the store keeps its files open. `folder` is None if the cache folder could not be written and the store
    is in memory. `reasoning` returns what the reasoner left behind for later (`kept`), parsed when it is called.
    """

    store: Store
    catalogue: dict[str, Any]
    folder: Path | None
    reasoning: Callable[[], dict[str, Any]]
    root: Root
    state: Fingerprint

    @property
    def layered(self) -> LayeredStore:
        """The triples by layer: asserted, added by each direct rule, closure."""
        from ..views.layers import Layers
        from ..views.store import LayeredStore

        return LayeredStore(self.store, Layers([name for name, *_ in self.reasoning()["direct"]]))

    @property
    def reasoned(self) -> EntailedGraph:
        """All that holds, and the rules by which it does, ready to be asked what a change would change."""
        from .reasoning_record import reasoned

        return reasoned(self.store, self.reasoning())


def opened(folder: Path, root: Root, state: Fingerprint) -> Snapshot | None:
    """Return the snapshot of `root` in this state from `folder`, or None where there is none that is whole."""
    record = read_json(folder / "record.json")
    if not record:
        return None
    try:
        if not unchanged(str(folder), record, record):
            found = marks(folder, record, {}, 0)
            if any(found[name]["hash"] != record[name]["hash"] for name in record):
                return None
        store = Store.read_only(str(folder / "store"))
        reasoning = partial(json.loads, (folder / "reasoning.json").read_bytes())
        then = Root(root.path, Archive((folder / SOURCES).read_bytes()))
        found_whole = Snapshot(store, read_json(folder / "questions.json"), folder, reasoning, then, state)
    except (OSError, KeyError, TypeError, ValueError, RuntimeError):
        return None
    with suppress(OSError):  # so that the cache keeps the snapshots that are used
        os.utime(folder)
    return found_whole
