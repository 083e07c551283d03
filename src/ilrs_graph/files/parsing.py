"""Reading and parsing of files; errors are reported with file and place."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from pathlib import Path, PurePath

from pyoxigraph import BlankNode, Triple

from ..errors import InputError
from ..turtle.parse import BYTE_ORDER_MARK, FORMAT_OF_SUFFIX, parse_bytes
from .root import Root


def read_bytes(path: Path) -> bytes:
    """Return the content of a file.

    Raises:
        InputError: the file is missing or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file", tip="check the spelling of the path") from None
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}", tip="check that it is a readable file") from None


def files_below(folder: Path, suffixes: Container[str]) -> list[Path]:
    """Return the files with one of these suffixes in a folder and the folders in it, sorted.

    Raises:
        InputError: a folder cannot be read, or disappears meanwhile.

    >>> [path.name for path in files_below(Root.find().path / "data" / "agreements", {".md"})]
    []
    """
    found = []
    try:
        for name, _, files in os.walk(folder, onerror=_raised):
            found += [Path(name, file) for file in files if PurePath(file).suffix.lower() in suffixes]
        return sorted(path for path in found if path.is_file())
    except OSError as error:
        where = error.filename or folder
        raise InputError(f"{where}: {error.strerror or error}", tip="check that the folder can be read") from None


def _raised(error: OSError) -> None:
    raise error


def content_of(root: Root, path: Path) -> bytes:
    """Return the content of a file of `root`: the captured content if `root` has one, else that on the disk.

    Raises:
        InputError: the file is missing or cannot be read.
    """
    if root.contents is None:
        return read_bytes(path)
    try:
        return root.contents[root.relative(path)]
    except KeyError:
        raise InputError(f"{path}: no such file", tip="check the spelling of the path") from None


def read_text(path: Path, content: bytes | None = None) -> str:
    """Return the content of a UTF-8 file, or its `content`, decoded, if the caller has read it.

    A byte order mark at its start is omitted.

    Raises:
        InputError: the file is missing, cannot be read or is not UTF-8.
    """
    try:
        text = (read_bytes(path) if content is None else content).decode("utf-8")
        return text.removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}", tip="save the file as UTF-8") from None


def no_syntax(name: str) -> str:
    """Return the message for a file name whose suffix, or lack of one, selects no RDF syntax.

    >>> no_syntax("new.txt")
    "new.txt: '.txt' is not a known RDF file suffix"
    >>> no_syntax("/dev/null")
    '/dev/null: the file name has no suffix, so its RDF syntax is unknown'
    """
    suffix = PurePath(name).suffix.lower()
    if suffix:
        return f"{name}: {suffix!r} is not a known RDF file suffix"
    return f"{name}: the file name has no suffix, so its RDF syntax is unknown"


def parse_file(path: Path, name: str | None = None) -> Iterator[Triple]:
    """Yield the triples of a file; the suffix determines the syntax.

    Raises:
        InputError: the file is missing, unreadable or has an unknown suffix.
        SyntaxProblem: it does not parse.
    """
    syntax = FORMAT_OF_SUFFIX.get(path.suffix.lower())
    if syntax is None:
        raise InputError(no_syntax(str(path)), tip="known suffixes: " + " ".join(FORMAT_OF_SUFFIX))
    return parse_bytes(read_bytes(path), name or str(path), syntax)


def triples_of(root: Root, path: Path) -> Iterator[Triple]:
    """Yield the triples of a Turtle file of `root`.

    Raises:
        InputError: the file is missing or cannot be read.
        SyntaxProblem: it does not parse.
    """
    return parse_bytes(content_of(root, path), str(path))


def parse_data_file(root: Root, path: Path) -> Iterator[Triple]:
    """Yield the triples of a file under `data/`, where every node has a name.

    Raises:
        InputError: it holds a blank node.
    """
    for triple in triples_of(root, path):
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            raise InputError(
                f"{root.relative(path)}: a blank node ({triple.predicate})",
                tip="give the node an IRI, as data/README.md describes",
            )
        yield triple
