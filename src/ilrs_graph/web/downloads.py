"""The files of the whole graph on a server: written once for each state of the graph, when the first reader asks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock
from weakref import finalize

from ..graph import Reading
from ..pages.graph_files import NOT_WRITTEN, Download, write_files


class Downloads:
    """The files of a reading, in a folder that is removed with this object."""

    def __init__(self, reading: Reading) -> None:
        self._reading, self._writing = reading, Lock()
        self._folder: Path | None = None
        self.files: Sequence[Download] = NOT_WRITTEN
        """The files, without sizes and checksums before they are written."""

    @property
    def are_written(self) -> bool:
        """Whether the files are written."""
        return self._folder is not None

    def write(self) -> None:
        """Write the files, which takes some ten seconds; at once if they are written.

        Raises:
            OutputError: the graph has a blank node.
            OSError: a file cannot be written.
        """
        with self._writing:
            if self._folder is None:
                folder = Path(mkdtemp(prefix="ilrs-graph-"))
                remove = finalize(self, rmtree, folder, ignore_errors=True)
                try:
                    self.files = write_files(self._reading, folder)
                except BaseException:
                    remove()
                    raise
                self._folder = folder

    def path(self, name: str) -> Path:
        """Return the path of a file, which must be written."""
        assert self._folder is not None
        return self._folder / name
