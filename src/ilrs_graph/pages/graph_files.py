"""The files of the whole graph beside its pages: written to a folder, with sizes and checksums."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..export.description import Extent
from ..export.selection import Selection
from ..export.streamed import write_whole
from ..files.atomic import temporary_path
from ..render.compressed import compress

if TYPE_CHECKING:
    from ..graph import Reading

FILES = ("graph.ttl", "graph.nt.gz")
"""The files of the whole graph."""


class Download(NamedTuple):
    """A file: its name, its size in bytes and its SHA-256 checksum; 0 and "" where they are not known."""

    name: str
    size: int = 0
    checksum: str = ""


NOT_WRITTEN = tuple(map(Download, FILES))
"""The files before they are written."""


def write_files(reading: Reading, folder: Path) -> list[Download]:
    """Write the files of the whole graph to a folder, which takes some ten seconds.

    Raises:
        OutputError: the graph has a blank node.
        OSError: a file cannot be written.
    """
    plain, turtle = folder / "graph.nt", folder / "graph.ttl"
    with temporary_path(plain):
        write_whole(Selection(reading.snapshot, reading.as_of), Extent(as_of=reading.as_of), plain, turtle)
        compress(plain, folder / "graph.nt.gz")
    return [_download(folder / name) for name in FILES]


def _download(path: Path) -> Download:
    with path.open("rb") as file:
        checksum = file_digest(file, "sha256").hexdigest()
    return Download(path.name, path.stat().st_size, checksum)
