"""Writes a release to a folder that is whole or absent; the same graph gives the same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode, Triple

from ..errors import UsageError
from ..export.declarations import ONTOLOGY_HEADER, in_one_document
from ..export.description import Extent
from ..export.selection import Selection
from ..export.streamed import write_whole
from ..export.whole import version_of
from ..files.atomic import new_folder, write_through
from ..files.parsing import triples_of
from ..namespaces import BASE, DATASET, ID, PREFIXES
from ..render import format_named, write_bytes
from ..terms import TYPE
from ..turtle.writer import write_turtle
from ..web import openapi
from .about import About
from .catalogue import dataset_ttl
from .changes import changes
from .contents import FILES, SUMS, Sized
from .json_descriptions import croissant, linkset, ro_crate
from .queries import queries_ttl
from .sbom import sbom
from .texts import W3ID, readme

if TYPE_CHECKING:
    from ..graph import Reading

_FORMATS = {
    "graph.rdf": "rdfxml", "graph.jsonld": "jsonld", "graph.trig": "trig", "graph.nq": "nq",
    "graph.nodes.csv": "nodes-csv", "graph.edges.csv": "edges-csv",
}  # fmt: skip
_TABLES = ("graph.nodes.csv", "graph.edges.csv")


class Written(NamedTuple):
    """What was written: the version, the number of files with that of checksums, and the bytes."""

    version: str
    files: int
    size: int


def write_release(
    reading: Reading,
    folder: Path,
    *,
    since: Path | None = None,
    base: str = "",
    progress: Callable[[str], None] = lambda _: None,
) -> Written:
    """Write the release of a reading to a folder that is absent or empty: a release is never replaced.

    Args:
        reading: the reading.
        folder: the folder. It is written under another name, and renamed when it is whole.
        since: the folder of the release before, for what changed.
        base: the address below which releases are published; default: names below w3id.org, which do not resolve.
        progress: called with the name of each file before it is written.

    Raises:
        UsageError: the folder holds something, or `base` is no web address.
        InputError: the release before cannot be read.
        OutputError: the folder cannot be written.
    """
    if base and not base.startswith(("https://", "http://")):
        raise UsageError(f"{base!r} is no web address", tip="write https://...", about="base")
    with new_folder(folder, never="a release is never replaced") as new:
        return _Writer(reading, new, since, base, progress).write()


class _Writer:
    def __init__(
        self, reading: Reading, folder: Path, since: Path | None, base: str, progress: Callable[[str], None]
    ) -> None:
        self._reading, self._folder, self._since, self._progress = reading, folder, since, progress
        self._selection = Selection(reading.snapshot, reading.as_of)
        self._written: dict[str, Sized] = {}
        found = version_of(self._selection.axioms)
        self._about = About(self._selection.last_edit(), "" if found is None else found.value, 0, 0, (), base)

    def write(self) -> Written:
        self._graph()
        root, about = self._reading.snapshot.root, self._current()
        self._put("ontology.ttl", write_turtle(self._ontology(), PREFIXES))
        self._put("shapes.ttl", write_turtle([t for p in root.shapes for t in triples_of(root, p)], PREFIXES))
        self._put("context.jsonld", self._reading.jsonld_context())
        self._put("queries.ttl", queries_ttl(self._reading.questions, about.address))
        self._put("openapi.json", openapi.document(self._reading, ""))
        self._put("sbom.cdx.json", sbom(about.version))
        self._put("w3id.htaccess", W3ID)
        if self._since is not None:
            self._changes(self._since)
        self._put("dataset.ttl", dataset_ttl(self._current()))
        self._put("croissant.json", croissant(self._current(), self._columns()))
        self._put("linkset.json", linkset(self._current()))
        self._put("README.md", readme(self._current()))
        self._put("ro-crate-metadata.json", ro_crate(self._current()))
        sums = "".join(f"{each.sha256}  {name}\n" for name, each in sorted(self._written.items()))
        write_through(self._folder / SUMS, sums.encode())
        size = sum(each.size for each in self._written.values()) + len(sums.encode())
        return Written(about.version, len(self._written) + 1, size)

    def _graph(self) -> None:
        """Write the graph in all formats."""
        self._progress("graph.nt")
        write_whole(self._selection, Extent(), self._folder / "graph.nt", self._folder / "graph.ttl")
        export = self._reading.export()
        for name in ("graph.ttl", "graph.nt"):
            self._written[name] = _sized(self._folder / name)
        for name, form in _FORMATS.items():
            self._put(name, write_bytes(export, format_named(form, "triples", "export")))
        triples, things = _counts(self._folder / "graph.nt")
        self._about = self._about._replace(triples=triples, things=things)

    def _ontology(self) -> Iterator[Triple]:
        yield Triple(NamedNode(BASE + "ontology"), TYPE, ONTOLOGY_HEADER)
        yield from in_one_document(self._selection.axioms)

    def _changes(self, since: Path) -> None:
        found = changes(since / "graph.nt", self._folder / "graph.nt")
        self._put("changes.md", found.words(_version_in(since), self._about.version))
        self._put("changes.rdfp", found.patch())

    def _columns(self) -> dict[str, list[str]]:
        heads = {name: (self._folder / name).read_text("utf-8").partition("\n")[0] for name in _TABLES}
        return {name: next(csv.reader(io.StringIO(head))) for name, head in heads.items()}

    def _current(self) -> About:
        """Return what is known of the release with the files that are written so far, in the order of `FILES`."""
        return self._about._replace(files=tuple(self._written[name] for name in FILES if name in self._written))

    def _put(self, name: str, content: str | bytes) -> None:
        self._progress(name)
        data = content.encode() if isinstance(content, str) else content
        write_through(self._folder / name, data)
        self._written[name] = Sized(name, len(data), hashlib.sha256(data).hexdigest())


def _sized(path: Path) -> Sized:
    with path.open("rb") as file:
        return Sized(path.name, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def _counts(path: Path) -> tuple[int, int]:
    """Return the numbers of triples without the description, and of things, in a sorted file of N-Triples."""
    own, thing = f"<{DATASET}".encode(), f"<{ID}".encode()
    triples, things, last = 0, 0, b""
    with path.open("rb") as file:
        for line in file:
            triples += not line.startswith(own)
            subject = line.partition(b" ")[0]
            things += subject != last and subject.startswith(thing)
            last = subject
    return triples, things


def _version_in(folder: Path) -> str:
    """Return the version that the README of a release says; its folder's name if it has none."""
    try:
        head = (folder / "README.md").read_text("utf-8").partition("\n")[0]
    except OSError:
        return folder.name
    return head.rpartition(", ")[2] or folder.name
