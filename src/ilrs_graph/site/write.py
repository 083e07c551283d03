"""Writes a site: all pages, their assets and the files of answers, as one folder that is whole or absent."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .. import __version__
from ..errors import OutputError, UsageError
from ..files.atomic import output_error, temporary_path
from ..pages import Files, Pages
from ..pages.answers import Cut
from ..pages.graph_files import Download, write_files
from ..pages.links import file_of
from ..pages.registry import Page
from ..pages.render import ASSETS, OF_A_SITE, render
from ..render import format_named, write_bytes
from ..render.compressed import compressed
from ..render.options import Options
from .sitemap import published_at, sitemap

if TYPE_CHECKING:
    from ..graph import Reading

MARK = "site.json"
"""The file by which a folder is known to be a site, so that it may be replaced."""
ANSWER_FILES = {"csv": "csv", "json": "json", "bib": "bibtex", "csl.json": "csl", "ris": "ris"}
"""The files of each answer: suffix and format."""
LARGE = 500_000
"""From how many bytes on the file of an answer is compressed."""


class Written(NamedTuple):
    """What was written: the numbers of pages and of all files, and the bytes."""

    pages: int
    files: int
    size: int


def write_site(
    reading: Reading, folder: Path, progress: Callable[[int, int], None] = lambda *_: None, url: str = ""
) -> Written:
    """Write the site of a reading to a folder, in the language of the reading.

    The pages are written beside the folder first; then it is replaced at once. A reader of the old site, or the next
    start after a crash, finds the old folder or the new one.

    Args:
        reading: the reading.
        folder: the folder; it may be absent, empty, or a site.
        progress: called with the numbers of pages written and of all.
        url: the address at which the folder will be published, for `sitemap.xml`; "" writes none.

    Raises:
        UsageError: the folder holds something else, or the address is none of the web.
        OutputError: it cannot be written.
        MissingDependency: Jinja2 is not installed.
    """
    folder, url = folder.resolve(), published_at(url) if url else ""
    must_be_replaceable(folder)
    new = folder.with_name(f".{secrets.token_hex(8)}.tmp")
    with temporary_path(new):
        try:
            written = _Writer(reading, new, progress, url).write()
            _replace(folder, new)
        except OSError as error:
            raise output_error(folder, error) from error
    return written


def must_be_replaceable(folder: Path) -> None:
    """Raise an error unless a folder may be replaced by a site.

    Raises:
        UsageError: it is a file, or holds something that is no site.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file", tip="name a folder, which is created")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise UsageError(f"{folder} is not empty and not a site, so it is not replaced", tip="name a new folder")
    if not folder.parent.is_dir():
        raise OutputError(f"cannot write {folder}: there is no folder {folder.parent}", tip=f"mkdir -p {folder.parent}")


def _replace(folder: Path, new: Path) -> None:
    """Put the new folder in the place of the old one, which is removed."""
    if not folder.exists():
        new.rename(folder)
        return
    old = folder.with_name(f".{secrets.token_hex(8)}.tmp")
    with temporary_path(old):
        folder.rename(old)
        try:
            new.rename(folder)
        except BaseException:
            old.rename(folder)
            raise


class _Writer:
    """Writes the files of a site to a new folder."""

    def __init__(self, reading: Reading, folder: Path, progress: Callable[[int, int], None], url: str) -> None:
        self._reading, self._folder, self._progress, self._url = reading, folder, progress, url
        self._pages = Pages(reading, Cut(reading), files=lambda: self._downloads)
        self._downloads: list[Download] = []
        self._files = self._size = 0
        self._made: set[Path] = set()

    def write(self) -> Written:
        """Write all files."""
        self._graph_files()  # first, since pages then take the memory that it leaves
        addresses = list(self._pages.addresses())
        for address in OF_A_SITE:
            self._file(address, ASSETS[address].read_bytes())
        for count, address in enumerate(addresses):
            self._progress(count, len(addresses))
            page = self._pages.page(address)
            self._page(page)
        self._progress(len(addresses), len(addresses))
        if self._url:
            listed = sitemap(self._url, addresses, self._pages.context.last_edit)
            self._file("/sitemap.xml", listed.encode())
            self._file("/robots.txt", f"User-agent: *\nAllow: /\nSitemap: {self._url}/sitemap.xml\n".encode())
        marked = {"generator": f"ilrs-graph {__version__}", "pages": len(addresses)}
        self._file("/" + MARK, (json.dumps(marked, indent=2) + "\n").encode())
        return Written(len(addresses), self._files, self._size)

    def _page(self, page: Page) -> None:
        links = Files(page.address)
        suffixes: tuple[str, ...] = ()
        if page.template == "question.html":
            suffixes = tuple(self._answer_files(page.address))
        text = render(page, self._pages.context, links, suffixes)
        self._file("/" + file_of(page.address), text.encode())

    def _answer_files(self, address: str) -> Iterator[str]:
        """Write the files of an answer, and yield their suffixes."""
        answer = self._reading.ask(address.rpartition("/")[2])
        options = Options(sources=True, language=answer.language)
        for suffix, name in ANSWER_FILES.items():
            content = write_bytes(answer, format_named(name, "answer"), options)
            if len(content) > LARGE:
                suffix, content = suffix + ".gz", compressed(content)
            self._file(f"{address}.{suffix}", content)
            yield suffix

    def _graph_files(self) -> None:
        """Write the files of the whole graph."""
        folder = self._folder / "data"
        folder.mkdir(parents=True)
        self._downloads = write_files(self._reading, folder)
        self._files += len(self._downloads)
        self._size += sum(each.size for each in self._downloads)

    def _file(self, address: str, content: bytes) -> None:
        path = self._folder / address.lstrip("/")
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        path.write_bytes(content)
        self._files += 1
        self._size += len(content)
