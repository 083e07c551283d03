"""The content of a graph in an Oxigraph store: in memory, or a folder on disk.

The default graph holds ontology, data and inferred triples merged. Beside it are a graph of the triples that
each CONSTRUCT rule adds, one of the closure, one of the unreported facts, one that lists the files that describe each
subject, one of the index of names, and one with the literals that a store rewrites.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal, Quad, Store

from ..change.entailed import unreported_facts
from ..names.index import name_quads
from ..views.described_in import DESCRIBED_IN, FILES
from ..views.layers import Layers, layered_quads
from ..views.lexical_forms import written_quads
from ..views.unreported import unreported_quads
from .pipeline import Content


def quads(content: Content) -> Iterator[Quad]:
    """Yield the quads of a snapshot."""
    parts = (*content.by_rule.values(), content.closure.inferred)
    yield from layered_quads(Layers(list(content.by_rule)), chain(content.ontology, content.data), parts)
    yield from unreported_quads(unreported_facts(content.closure))
    yield from written_quads([*content.ontology, *content.data])
    yield from name_quads(chain(content.ontology, content.data))
    for subject, names in content.files.items():
        for name in names:
            yield Quad(subject, DESCRIBED_IN, Literal(name), FILES)


def in_memory(content: Content) -> Store:
    """Return a store that holds the content in memory."""
    store = Store()
    store.bulk_extend(quads(content))
    return store


def on_disk(content: Content, folder: Path) -> None:
    """Write the content to a new store in `folder`.

    Raises:
        OSError: the folder cannot be written.
    """
    try:
        store = Store(str(folder))
        store.bulk_extend(quads(content))
        store.flush()
        store.optimize()
    except RuntimeError as error:  # RocksDB where the folder is removed meanwhile
        raise OSError(str(error)) from None
