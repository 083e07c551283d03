"""The two sides of a comparison: what a word on the command line stands for, read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Triple

from ..errors import InputError, SyntaxProblem, UsageError
from ..files.parsing import parse_file, read_text
from ..files.root import Root
from ..intake import MAX_FILE_MB, Candidate, read_bytes, read_candidates, syntax_of
from ..snapshot.pipeline import read_data, read_ontology
from ..turtle.parse import FORMAT_OF_SUFFIX
from .anonymous import called_by_content
from .revisions import Repository

_RANGE = re.compile(r"(?P<old>.*?[^/.])\.\.(?P<new>(?![/.]).*)")  # "../a" and "a/../b" are paths


@dataclass(frozen=True)
class Side:
    """One side: its triples as they are written, and where it is a root, that, and the texts of rules and questions.

    `kept` is a folder for what is found out on the way and not needed again, None for the root that is there to stay.
    """

    name: str
    triples: frozenset[Triple]
    root: Root | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    kept: Path | None = None


def split_range(old: str, new: str | None) -> tuple[str, str | None]:
    """Return both ends of a range of revisions such as `v1..v2` or `v1..`, which ends at HEAD; other words as given.

    Raises:
        UsageError: a range and another word.

    >>> split_range("v1..", None), split_range("HEAD~1", None), split_range("../old", "new.ttl")
    (('v1', 'HEAD'), ('HEAD~1', None), ('../old', 'new.ttl'))
    """
    found = _RANGE.fullmatch(old)
    if found is None or Path(old).exists():
        return old, new
    if new is not None:
        raise UsageError(f"{old!r} names both sides, and {new!r} is a third", tip="give a range, or two words")
    return found["old"], found["new"] or "HEAD"


class Reader:
    """Reads sides; unpacked revisions last until it is closed.

    Args:
        root: the graph whose repository revisions are looked up in.
        max_mb: read files of up to so many million bytes.
        say: called with a line for the user where an addition that was interrupted is finished first.
    """

    def __init__(self, root: Root, max_mb: float = MAX_FILE_MB, say: Callable[[str], None] = lambda _: None) -> None:
        self._root = root
        self._max_mb = max_mb
        self._say = say
        # the root inside an installed package is in no repository: a checkout is where the user stands
        self._repository = Repository(Path.cwd() if root.is_bundled else root.path)
        self._stack = ExitStack()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def side(self, word: str | None) -> Side:
        """Return what a file, folder, revision or `REVISION:FILE` holds; None is the root as it is.

        Raises:
            InputError: it is none of these, or a file cannot be read or parsed.
        """
        if word is None:
            return self._of_graph("the files as they are", self._root)
        path = Path(word)
        if word and path.is_dir():
            is_root = all((path / name).is_dir() for name in ("ontology", "data", "queries"))
            return self._of_graph(word, Root.find(path)) if is_root else self._of_files(word, _below(path))
        if word and path.exists():
            return self._of_files(word, [path])
        return self._of_revision(word)

    def _of_graph(self, word: str, root: Root) -> Side:
        if root.is_unfinished:
            from ..files.transaction import settle

            settle(root.path / "data", say=self._say)
        return _of_root(word, Root(root.path))

    def _of_files(self, word: str, paths: list[Path]) -> Side:
        return _of_candidates(word, read_candidates(paths, max_mb=self._max_mb))

    def _of_revision(self, word: str) -> Side:
        revision, colon, file = word.partition(":")
        commit = self._repository.commit(revision)
        if commit is None:
            raise InputError(
                f"{word}: no file, folder or git revision is called that",
                tip="check the spelling; revisions are looked up in the repository of {root}",
                about="root",
            )
        if colon:
            content = self._repository.content(commit, file)
            return _of_candidates(word, [read_bytes(content, word, syntax_of(file))])
        folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="ilrs-graph-")))
        return _of_root(word, self._repository.unpack(commit, folder / "root"), folder)


def _below(folder: Path) -> list[Path]:
    paths = sorted(p for p in folder.rglob("*") if p.suffix.lower() in FORMAT_OF_SUFFIX and p.is_file())
    if not paths:
        raise InputError(
            f"{folder}: no RDF file is in that folder", tip="known suffixes: " + " ".join(FORMAT_OF_SUFFIX)
        )
    return paths


def _of_candidates(word: str, candidates: Iterable[Candidate]) -> Side:
    triples: list[Triple] = []
    for candidate in candidates:
        if candidate.sheet:
            raise InputError(f"{candidate.name}: a filled template is not compared", tip="add it, then compare")
        for problem in candidate.problems:
            file, line, column = problem.place
            raise SyntaxProblem(file, line, column or 1, problem.what)
        triples += candidate.triples
    return Side(word, frozenset(called_by_content(triples)))


def _of_root(word: str, root: Root, kept: Path | None = None) -> Side:
    shapes = (t for path in root.shapes for t in parse_file(path))
    triples = called_by_content([*read_ontology(root), *shapes, *read_data(root)[0]])
    files = {root.relative(path): read_text(path).rstrip() for path in (*root.rules, *root.queries)}
    return Side(word, frozenset(triples), root, files, kept)
