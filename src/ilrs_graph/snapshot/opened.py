"""An open snapshot, and the function that opens one from a folder."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Store, Triple

from ..files.archive import Archive, Archives
from ..files.fingerprint import marks, unchanged
from ..files.root import Root
from ..terms import triple_of
from ..views.layer_index import LayerIndex
from .address import Fingerprint
from .cache import read_json
from .questions import Questions

if TYPE_CHECKING:
    from ..change.entailed import EntailedGraph
    from ..views.store import AssertedStore, LayeredStore

STORE = "store"
"""The folder of a snapshot that contains its store."""

SOURCES = "sources"
"""The file of a snapshot that contains its source files."""


LAYERS = "layers"
"""The file of a snapshot that contains the layers of its inferred triples."""

WORDS = "words"
"""The file of a snapshot that contains the index of the words of names."""


class Snapshot(NamedTuple):
    """An open snapshot: its store, the compiled questions, and the files that both were built from.

    `layer_index` has the layers of the inferred triples of the store.
    It is immutable and, once open, independent of the cache: `root` has the contents of the files at the time of
    building, and the store keeps its files open. `folder` is None if the cache folder is not writable and the store is
    in memory. `reasoning` returns the record of the reasoner (`reasoning_record`), parsed when it is called.
    `words` is the index of the words of names, for `names.word_index.WordIndex`.
    """

    store: Store
    layer_index: LayerIndex
    questions: Questions
    folder: Path | None
    reasoning: Callable[[], dict[str, Any]]
    root: Root
    state: Fingerprint
    words: bytes

    @property
    def catalogue(self) -> dict[str, Any]:
        """The compiled questions by slug."""
        return self.questions.catalogue

    @property
    def store_folder(self) -> Path | None:
        """The folder of the store, None if it is in memory."""
        return None if self.folder is None else self.folder / STORE

    @property
    def layered(self) -> LayeredStore:
        """The triples by layer: asserted, added by each CONSTRUCT rule, closure."""
        from ..views.layers import Layers
        from ..views.store import LayeredStore

        layers = Layers([name for name, *_ in self.reasoning()["construct_rules"]])
        return LayeredStore(self.store, layers, self.layer_index)

    @property
    def inferred(self) -> Iterator[Triple]:
        """The inferred triples."""
        from ..views.store import inferred

        return (triple_of(fact) for fact, _ in inferred(self.store, self.layer_index))

    @property
    def asserted(self) -> AssertedStore:
        """The asserted triples, with their literals as written."""
        from ..views.store import AssertedStore

        return AssertedStore(self.store, self.layer_index)

    @property
    def entailed_graph(self) -> EntailedGraph:
        """The graph with all entailed facts and the rules, ready for updates."""
        from .reasoning_record import entailed_graph

        return entailed_graph(self.store, self.layer_index, self.reasoning())


def read_snapshot(folder: Path, root: Root, state: Fingerprint, questions: Questions) -> Snapshot | None:
    """Return the snapshot of `root` in this state from `folder`, or None if it is missing or incomplete."""
    record = read_json(folder / "record.json")
    if not record:
        return None
    try:
        if not unchanged(str(folder), record, record):
            found = marks(folder, record, {}, 0)
            if any(found[name]["hash"] != record[name]["hash"] for name in record):
                return None
        store = Store.read_only(str(folder / STORE))
        reasoning = partial(json.loads, (folder / "reasoning.json").read_bytes())
        captured = Root(root.path, Archives(Archive((folder / SOURCES).read_bytes()), questions.contents))
        words, index = (folder / WORDS).read_bytes(), LayerIndex.read((folder / LAYERS).read_bytes())
        found_whole = Snapshot(store, index, questions, folder, reasoning, captured, state, words)
    except (OSError, KeyError, TypeError, ValueError, RuntimeError):
        return None
    with suppress(OSError):  # the cache keeps the most recently used snapshots
        os.utime(folder)
    return found_whole
