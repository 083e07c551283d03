"""The saved questions of a root, compiled; they are no part of the graph, so the cache keeps them apart from it.

An edited question is compiled again, alone: the others are taken from what the cache has.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import InputError
from ..files.archive import Archive, pack
from ..files.fingerprint import Mark, combined, hash_bytes
from ..files.root import Root, is_question
from .cache import cache_folder, prune_files, write_bytes

if TYPE_CHECKING:
    from .address import Fingerprint

Log = Callable[[str], None]


class Questions(NamedTuple):
    """The compiled questions by slug, and the contents of their files by name, such as `queries/missions.rq`."""

    catalogue: dict[str, Any]
    contents: Mapping[str, bytes]


def cached_questions(address: str) -> Questions | None:
    """Return the questions that the cache has under an address; None if there are none, or they are damaged."""
    found = _read(cache_folder() / "questions" / address)
    return None if found is None else Questions(found[0]["questions"], found[1])


def captured_questions(root: Root, state: Fingerprint, log: Log) -> Questions | None:
    """Compile the questions of a root in this state; None if their files have changed since.

    `log` receives a line for each question that is compiled and cannot be asked.
    """
    from ..files.parsing import read_bytes  # only here: it imports the parser of Turtle

    now = Root(root.path)  # lists the files again
    try:
        names = [name for name in now.names() if is_question(name)]
        contents = {name: read_bytes(now.path / name) for name in names}
    except (InputError, OSError):  # a file was removed meanwhile
        return None
    if question_address(contents, state.builder) != state.questions:
        return None
    return compile_questions(contents, state.builder, log)


def question_address(contents: Mapping[str, bytes], builder: str) -> str:
    """Return the address of questions: a hash of the contents of their files and of the `builder`."""
    return combined({n: Mark(stat=[], read=0, hash=hash_bytes(text)) for n, text in contents.items()}, builder)


def compile_questions(contents: Mapping[str, bytes], builder: str, log: Log) -> Questions:
    """Compile questions from the contents of their files, by name below a root, and save them in the cache."""
    # imported only if there is something to compile
    from ..files.question_header import compiled_question
    from ..files.question_problems import question_problems

    address = question_address(contents, builder)
    place = cache_folder() / "questions" / address
    hashes, catalogue = {}, {}
    own = {name: text for name, text in contents.items() if name.count("/") == 1}  # as `Root.queries`
    known = _known(place.parent, builder)
    for name, content in sorted(own.items()):
        path, key = Path(name), f"{Path(name).name} {hash_bytes(content)}"
        question = known.get(key)
        if question is None:
            question = compiled_question(path, content)
            if "problems" in question:
                log(f"a question cannot be asked: {question_problems(path, question['problems'])}")
        catalogue[path.stem], hashes[path.stem] = question, key
    record = {"builder": builder, "questions": catalogue, "hashes": hashes}
    body = b"\n".join((json.dumps(record, ensure_ascii=False).encode(), pack(own)))
    with suppress(OSError):  # then they are compiled each time
        write_bytes(place, b"%08x\n%b" % (zlib.crc32(body), body))
        prune_files(place.parent, place)
    return Questions(catalogue, own)


def _known(folder: Path, builder: str) -> dict[str, dict[str, Any]]:
    """Return the compiled questions that the cache has, by file name and hash of the content."""
    found: dict[str, dict[str, Any]] = {}
    for record, _ in filter(None, map(_read, _files(folder))):
        if record["builder"] == builder:
            found.update((record["hashes"][slug], question) for slug, question in record["questions"].items())
    return found


def _files(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from folder.iterdir()


def _read(path: Path) -> tuple[dict[str, Any], Archive] | None:
    try:
        checksum, _, body = path.read_bytes().partition(b"\n")
        if int(checksum, 16) != zlib.crc32(body):
            return None
        record, _, packed = body.partition(b"\n")
        return json.loads(record), Archive(packed)
    except (OSError, ValueError):
        return None
