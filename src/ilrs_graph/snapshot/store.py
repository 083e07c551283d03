"""The content of a graph in an Oxigraph store: in memory, or a folder on disk.

The default graph holds ontology, data and inferred triples merged; which rule, or the closure, gives an inferred triple
is in the index of layers beside the store. Named graphs hold the unreported facts, the files that describe each
subject, the index of names, and the literals that a store rewrites.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal, Quad, Store

from ..change.entailed import unreported_facts
from ..names.index import name_quads
from ..views.described_in import DESCRIBED_IN, FILES
from ..views.layer_index import LayerIndex, Layering
from ..views.lexical_forms import written_quads
from ..views.store import layered_quads
from ..views.unreported import unreported_quads
from .pipeline import Content


def quads(content: Content, layering: Layering) -> Iterator[Quad]:
    """Yield the quads of a snapshot, and record the layers of its inferred triples."""
    parts = (*content.by_rule.values(), content.closure.inferred)
    yield from layered_quads(layering, chain(content.ontology, content.data), parts)
    yield from unreported_quads(unreported_facts(content.closure))
    yield from written_quads([*content.ontology, *content.data])
    yield from name_quads(chain(content.ontology, content.data))
    for subject, names in content.files.items():
        for name in names:
            yield Quad(subject, DESCRIBED_IN, Literal(name), FILES)


def in_memory(content: Content) -> tuple[Store, LayerIndex]:
    """Return a store that holds the content in memory, and the layers of its inferred triples."""
    store, layering = Store(), Layering()
    store.bulk_extend(quads(content, layering))
    return store, layering.index


def on_disk(content: Content, folder: Path) -> LayerIndex:
    """Write the content to a new store in `folder`, and return the layers of its inferred triples.

    Raises:
        OSError: the folder cannot be written.
    """
    try:
        store = Store(str(folder))
        layering = Layering()
        store.bulk_extend(quads(content, layering))
        store.flush()
        store.optimize()
    except RuntimeError as error:  # RocksDB where the folder is removed meanwhile
        raise OSError(str(error)) from None
    return layering.index
