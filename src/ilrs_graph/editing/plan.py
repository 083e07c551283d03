"""The changes of files by an addition: their texts before and after, computed before anything is written."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from ..errors import InputError, UsageError
from ..files.root import Root
from ..namespaces import ID, compact
from ..turtle.canonical import extended_turtle
from .placement import Placement


@dataclass(frozen=True)
class FileChange:
    """A changed file below `data/`: its text before (None for a new file) and after; triples added and removed."""

    name: str
    before: str | None
    after: str
    added: tuple[Triple, ...]
    removed: tuple[Triple, ...] = ()

    @property
    def things(self) -> list[NamedNode]:
        """The things that get or lose facts, sorted by IRI."""
        subjects = {t.subject for t in (*self.added, *self.removed)}
        return sorted({subject for subject in subjects if isinstance(subject, NamedNode)}, key=str)

    @property
    def diff(self) -> str:
        r"""The change as a unified diff for `git apply` and `patch -p1`.

        >>> print(FileChange("a.ttl", None, "# new\n", ()).diff, end="")
        --- /dev/null
        +++ b/data/a.ttl
        @@ -0,0 +1 @@
        +# new
        """
        old = "/dev/null" if self.before is None else f"a/data/{self.name}"
        lines = difflib.unified_diff(_lines(self.before or ""), _lines(self.after), old, f"b/data/{self.name}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """Return the lines of a text with their line feeds; other line separators of Unicode are ignored."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def plan(
    root: Root, added: Iterable[Triple], placement: Placement, tags: Mapping[Triple, str] | None = None
) -> list[FileChange]:
    """Return the changes of the files of `root`, sorted by name; `tags` as for `extended_turtle`.

    Raises:
        UsageError: no rule leads to a file for a thing, or a subject is not a thing.
        InputError: a file cannot be read.
    """
    by_file: dict[str, list[Triple]] = defaultdict(list)
    homes: dict[NamedNode, str] = {}
    for triple in added:
        subject = triple.subject
        if not isinstance(subject, NamedNode) or not subject.value.startswith(ID):
            raise _not_a_thing(triple)
        if subject not in homes:
            homes[subject] = placement.file_of(subject)
        by_file[homes[subject]].append(triple)
    return [changed(root, name, by_file[name], tags) for name in sorted(by_file)]


def _not_a_thing(triple: Triple) -> UsageError:
    name = compact(triple.subject.value) if isinstance(triple.subject, NamedNode) else str(triple.subject)
    tip = "edit terms, shapes and code lists in ontology/ by hand; give each thing an IRI"
    return UsageError(f"{name} is not a thing, and add writes only data", tip=tip)


def changed(root: Root, name: str, added: Sequence[Triple], tags: Mapping[Triple, str] | None = None) -> FileChange:
    """Return the change of one file; `tags` as for `extended_turtle`.

    Raises:
        InputError: it cannot be read.
        SyntaxProblem: it does not parse.
    """
    path = root.path / "data" / name
    before = text_of(path)
    return FileChange(name, before, extended_turtle(before or "", added, str(path), tags), tuple(added))


def text_of(path: Path) -> str | None:
    """Return the text of a file, None if it does not exist.

    Raises:
        InputError: it cannot be read, or is not UTF-8.

    >>> text_of(Path("/nowhere/at/all")) is None
    True
    """
    try:
        return path.read_bytes().decode()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}", tip="check that it is a readable file") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}", tip="save the file as UTF-8") from None


def below_data(root: Root, into: str) -> str:
    """Return the name of the file `into` relative to `data/`; `into` is relative to `data/` or the root, or absolute.

    Raises:
        UsageError: it is outside, not a Turtle file, or managed by this program.

    >>> below_data(Root.find(), "data/missions/change-6.ttl")
    'missions/change-6.ttl'
    """
    data = root.path / "data"
    path = Path(into)
    if not path.is_absolute():
        path = root.path / path if path.parts[:1] == ("data",) else data / path
    found = Path(*path.parts)
    if ".." in found.parts or not found.is_relative_to(data):
        tip = "name a file such as missions/change-6.ttl"
        raise UsageError(f"{{into}}: {into} is not below {data}", tip=tip, about="into")
    name = found.relative_to(data).as_posix()
    if found.suffix != ".ttl" or any(part.startswith(".") for part in Path(name).parts) or name.startswith("edits/"):
        tip = "name a .ttl file such as missions/change-6.ttl"
        raise UsageError(f"{{into}}: {into} is not a file for facts", tip=tip, about="into")
    return name
