"""The content of a graph in an Oxigraph store: in memory, or a folder on disk.

The default graph holds ontology, data and inferred triples merged. Beside it are the graph of inferred
triples, the graph that tells which files describe a subject, and one with the literals that a store rewrites.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from ..namespaces import GRAPH_FILES, GRAPH_INFERRED
from .content import Content
from .written import written_quads

INFERRED = NamedNode(GRAPH_INFERRED)
FILES = NamedNode(GRAPH_FILES)
DESCRIBED_IN = NamedNode(GRAPH_FILES + "#describedIn")


def quads(content: Content) -> Iterator[Quad]:
    """Yield the quads of a snapshot."""
    for part in (content.ontology, content.data, content.inferred):
        for t in part:
            yield Quad(t.subject, t.predicate, t.object)
    for t in content.inferred:
        yield Quad(t.subject, t.predicate, t.object, INFERRED)
    yield from written_quads([*content.ontology, *content.data])
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
    store = Store(str(folder))
    store.bulk_extend(quads(content))
    store.flush()
    store.optimize()
