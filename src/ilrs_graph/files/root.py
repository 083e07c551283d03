"""The root: the folder with `ontology/`, `data/` and `queries/`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from ..errors import InputError

JOURNAL = ".ilrs-graph.journal"
"""The file in `data/` that records a change of several files while it is written."""
JOURNAL_DRAFT = f"{JOURNAL}.tmp"
"""The journal while it is itself being written."""
MARK = "ontology/ilrs-graph.ttl"
"""The file by which a root is recognised where nobody has named it."""
_EDITED = re.compile(rb'ilrs:editedOn "(\d{4}-\d\d-\d\d)"')
QUERIES = "queries"
"""The folder of the saved questions, which are no part of the graph."""
FOLDERS = ("ontology", "data", QUERIES)
_PACKAGE = Path(__file__).resolve().parents[1]


class Root:
    """A folder with the structure of this project: the bundled one or one of the user.

    With `contents`, the root has these captured files (content by name), and the folder is not read.

    >>> root = Root.find()
    >>> [p.name for p in root.rules][:1]
    ['010-issued-not-after.rq']
    >>> [p.name for p in Root(root.path, {"ontology/rules/1.rq": b""}).rules]
    ['1.rq']
    """

    def __init__(self, path: Path, contents: Mapping[str, bytes] | None = None) -> None:
        self.path = path
        self.contents = contents

    @classmethod
    def find(cls, path: str | Path | None = None) -> Root:
        """Return the root at `path`, or the one that is bundled with the package.

        Raises:
            InputError: `path` has no `ontology/`, `data/` and `queries/` folders.
        """
        root = cls(Path(path).resolve() if path is not None else _bundled())
        missing = [name for name in FOLDERS if not (root.path / name).is_dir()]
        if missing:
            raise InputError(
                f"{root.path} is not a graph root: it has no folder {', '.join(missing)}",
                tip="a root has the folders ontology, data and queries; omit {root} to use the bundled graph",
                about="root",
            )
        return root

    @classmethod
    def around(cls, folder: Path) -> Root | None:
        """Return the root that `folder` is in, if it is one of this project, as its ontology shows.

        >>> root = Root.find()
        >>> around = Root.around(root.path / "data" / "missions")
        >>> around is not None and around.path == root.path, Root.around(Path("/"))
        (True, None)
        """
        for each in (folder, *folder.parents):
            root = cls(each)
            if (each / MARK).is_file() and root.is_valid:
                return root
        return None

    @property
    def is_of_this_user(self) -> bool:
        """Whether the folder belongs to the user of this process, where the system tells."""
        return not hasattr(os, "geteuid") or self.path.stat().st_uid == os.geteuid()

    @property
    def is_valid(self) -> bool:
        """Whether the folder has the structure of a root.

        >>> Root.find().is_valid, Root(Root.find().path / "data").is_valid
        (True, False)
        """
        return all((self.path / name).is_dir() for name in FOLDERS)

    @property
    def is_bundled(self) -> bool:
        """Whether this is the root inside the installed package, which must not be written to.

        >>> Root(Path("mine")).is_bundled
        False
        """
        return self.path == _PACKAGE / "bundle"

    @property
    def is_default(self) -> bool:
        """Whether this is the root that is used if none is named.

        >>> Root.find().is_default
        True
        """
        return self.path == _bundled()

    def last_edit(self) -> str:
        """Return the latest day of an edit of the data as YYYY-MM-DD, "" without any, without parsing the files.

        >>> Root.find().last_edit() >= "2026-11-26"
        True
        """
        edits = self.path / "data" / "edits"
        days = (day for path in edits.glob("*.ttl") for day in _EDITED.findall(path.read_bytes()))
        return max(days, default=b"").decode()

    @property
    def is_unfinished(self) -> bool:
        """Whether a change of several data files is in progress, or was interrupted."""
        return any((self.path / "data" / name).exists() for name in (JOURNAL, JOURNAL_DRAFT))

    @cached_property
    def axioms(self) -> tuple[Path, ...]:
        """The files of classes, properties and axioms."""
        return self._files("ontology", ".ttl")

    @cached_property
    def vocabularies(self) -> tuple[Path, ...]:
        """The files of code lists (SKOS concept schemes)."""
        return self._files("ontology/vocab", ".ttl")

    @property
    def ontology(self) -> tuple[Path, ...]:
        """The files of axioms and of code lists."""
        return (*self.axioms, *self.vocabularies)

    @cached_property
    def alignments(self) -> tuple[Path, ...]:
        """The files that place the terms of the ontology below those of other vocabularies; no part of the graph."""
        return self._files("ontology/alignments", ".ttl")

    @cached_property
    def shapes(self) -> tuple[Path, ...]:
        """The files of SHACL shapes."""
        return self._files("ontology/shapes", ".ttl")

    @cached_property
    def rules(self) -> tuple[Path, ...]:
        """The ordered CONSTRUCT rules."""
        return self._files("ontology/rules", ".rq")

    @cached_property
    def data(self) -> tuple[Path, ...]:
        """The files of facts."""
        return self._files("data", ".ttl", deep=True)

    @cached_property
    def queries(self) -> tuple[Path, ...]:
        """The files of saved questions."""
        return self._files("queries", ".rq")

    def _files(self, folder: str, suffix: str, *, deep: bool = False) -> tuple[Path, ...]:
        """Return the files of a folder in order; with `deep`, also those of its sub-folders."""
        if self.contents is None:
            place = self.path / folder
            return tuple(sorted(place.rglob(f"*{suffix}") if deep else place.glob(f"*{suffix}")))
        below = (name for name in self.contents if name.startswith(f"{folder}/") and name.endswith(suffix))
        return tuple(sorted(self.path / name for name in below if deep or "/" not in name[len(folder) + 1 :]))

    def names(self) -> list[str]:
        """Return the name, below the root, of every file that an answer depends on, sorted."""
        found: list[str] = []
        folders = list(FOLDERS)
        while folders:
            folder = folders.pop()
            with os.scandir(self.path / folder) as entries:
                for entry in entries:
                    name = f"{folder}/{entry.name}"
                    if entry.is_dir():
                        folders.append(name)
                    elif entry.name.endswith((".ttl", ".rq")):
                        found.append(name)
        return sorted(found)

    def relative(self, path: Path) -> str:
        """Return `path` relative to the root, with forward slashes."""
        return path.relative_to(self.path).as_posix()


def is_question(name: str) -> bool:
    """Return whether a file of a root, by its name, is below the folder of questions.

    >>> is_question("queries/missions.rq"), is_question("ontology/rules/070-has-partner.rq")
    (True, False)
    """
    return name.startswith(f"{QUERIES}/")


def _bundled() -> Path:
    bundle = _PACKAGE / "bundle"
    return bundle if bundle.is_dir() else _PACKAGE.parents[1]
