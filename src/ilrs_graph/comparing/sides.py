"""The two sides of a comparison: reads a file, folder or git revision."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import RdfFormat, Triple

from ..errors import InputError, SyntaxProblem, UsageError
from ..files.parsing import content_of, files_below, parse_file, read_text
from ..files.root import Root
from ..intake import MAX_FILE_MB, Candidate, read_bytes, read_candidates, syntax_of
from ..intake.language_tags import written_tags
from ..snapshot.pipeline import read_data, read_ontology, read_rules
from ..turtle.language_tags import has_capital_tags
from ..turtle.parse import FORMAT_OF_SUFFIX, parse_bytes
from .anonymous import labelled_by_content
from .revisions import Repository

_RANGE = re.compile(r"(?P<old>.*?[^/.])\.\.(?P<new>(?![/.]).*)")  # "../a" and "a/../b" are paths


@dataclass(frozen=True)
class Side:
    """One side: its triples as they are written and, for a root, the root and the texts of its rules and questions.

    `scratch` is a temporary folder for intermediate results, None for a root that is not temporary. `tags` has the
    language tags of triples that are written with capitals. With `as_of`, the side is what was known on that day.
    """

    name: str
    triples: frozenset[Triple]
    root: Root | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    scratch: Path | None = None
    tags: Mapping[Triple, str] = field(default_factory=dict)
    as_of: date | None = None


def split_range(old: str, new: str | None) -> tuple[str, str | None]:
    """Return both ends of a range of revisions such as `v1..v2` or `v1..` (to HEAD); other arguments unchanged.

    Raises:
        UsageError: a range and another argument.

    >>> split_range("v1..", None), split_range("HEAD~1", None), split_range("../old", "new.ttl")
    (('v1', 'HEAD'), ('HEAD~1', None), ('../old', 'new.ttl'))
    """
    found = _RANGE.fullmatch(old)
    if found is None or Path(old).exists():
        return old, new
    if new is not None:
        raise UsageError(f"{old!r} names both sides, so {new!r} is one too many", tip="use one range, or two arguments")
    return found["old"], found["new"] or "HEAD"


class Reader:
    """Reads sides; unpacked revisions are deleted when it is closed.

    Args:
        root: the graph in whose repository revisions are looked up.
        max_mb: maximum size of a file in millions of bytes.
        log: receives a message if an interrupted addition is completed first.
    """

    def __init__(self, root: Root, max_mb: float = MAX_FILE_MB, log: Callable[[str], None] = lambda _: None) -> None:
        self._root = root
        self._max_mb = max_mb
        self._log = log
        # the root inside an installed package is in no repository: use that of the working folder
        self._repository = Repository(Path.cwd() if root.is_bundled else root.path)
        self._stack = ExitStack()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def side(self, word: str | None) -> Side:
        """Return the content of a file, folder, revision or `REVISION:FILE`; None is the current root.

        Raises:
            InputError: there is no such file or revision, or a file cannot be read or parsed.
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

    def known_on(self, day: date) -> Side:
        """Return what was known of the current root on a day, according to the cited sources.

        Raises:
            InputError: a file cannot be read or parsed.
        """
        from ..construct.as_of import known_on

        side = self._of_graph(f"what was known on {day}", self._root)
        root = side.root or self._root
        data = read_data(root)[0]
        known = labelled_by_content(known_on(day, read_ontology(root), data, read_rules(root)))
        return replace(side, triples=side.triples.difference(labelled_by_content(data)).union(known), as_of=day)

    def _of_graph(self, word: str, root: Root) -> Side:
        if root.is_unfinished:
            from ..files.transaction import recover

            recover(root.path / "data", log=self._log)
        return _of_root(word, Root(root.path))

    def _of_files(self, word: str, paths: list[Path]) -> Side:
        return _of_candidates(word, read_candidates(paths, max_mb=self._max_mb))

    def _of_revision(self, word: str) -> Side:
        revision, colon, file = word.partition(":")
        commit = self._repository.commit(revision)
        if commit is None:
            raise InputError(
                f"{word}: no such file, folder or git revision",
                tip="check the spelling; revisions are looked up in the repository of {root}",
                about="root",
            )
        if colon:
            content = self._repository.content(commit, file)
            return _of_candidates(word, [read_bytes(content, word, syntax_of(file))])
        folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="ilrs-graph-")))
        return _of_root(word, self._repository.unpack(commit, folder / "root"), folder)


def _below(folder: Path) -> list[Path]:
    paths = files_below(folder, FORMAT_OF_SUFFIX)
    if not paths:
        raise InputError(
            f"{folder}: the folder contains no RDF file", tip="known suffixes: " + " ".join(FORMAT_OF_SUFFIX)
        )
    return paths


def _of_candidates(word: str, candidates: Iterable[Candidate]) -> Side:
    triples: list[Triple] = []
    tags: dict[Triple, str] = {}
    for candidate in candidates:
        if candidate.is_template:
            raise InputError(f"{candidate.name}: a template cannot be compared", tip="add it, then compare")
        for problem in candidate.problems:
            file, line, column = problem.place
            raise SyntaxProblem(file, line, column or 1, problem.what)
        triples += candidate.triples
        tags |= {candidate.triples[number]: tag for number, tag in candidate.tags.items()}
    return Side(word, frozenset(labelled_by_content(triples)), tags=tags)


def _of_root(word: str, root: Root, scratch: Path | None = None) -> Side:
    shapes = (t for path in root.shapes for t in parse_file(path))
    triples = labelled_by_content([*read_ontology(root), *shapes, *read_data(root)[0]])
    files = {root.relative(path): read_text(path).rstrip() for path in (*root.rules, *root.queries)}
    return Side(word, frozenset(triples), root, files, scratch, _tags_of_root(root))


def _tags_of_root(root: Root) -> dict[Triple, str]:
    """Return the language tags that the files of a root write with capitals."""
    found: dict[Triple, str] = {}
    for path in (*root.ontology, *root.shapes, *root.data):
        content = content_of(root, path)
        if has_capital_tags(content):
            read = list(parse_bytes(content, str(path)))
            found.update((read[number], tag) for number, tag in written_tags(content, RdfFormat.TURTLE, read))
    return found
