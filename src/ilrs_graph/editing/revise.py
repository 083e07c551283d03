"""Changes to what is there: a thing renamed, a thing merged into another, a claim deprecated.

A draft says what becomes of each row of the files. The changed files are planned first and their triples compared; what
is added and removed is then checked as `check` does, and all files are written, or none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode, Triple

from ..engine import StoreEngine
from ..errors import UsageError
from ..files.fingerprint import hash_bytes
from ..files.root import Root
from ..files.transaction import exclusive, write_together
from ..findings import Report
from ..intake import Candidate
from ..kinds import KINDS
from ..names.labels import Labels
from ..names.resolve import resolve
from ..namespaces import ID, compact
from ..snapshot import Snapshot, open_snapshot
from ..terms import DEPRECATED, IS_REPLACED_BY
from ..turtle.canonical import Rewrite, extended_turtle
from ..turtle.parse import parse_bytes
from ..validation import check
from ..validation.context import Context
from ..validation.today import day_of
from .add import Addition, AddOptions, must_be_writable, who_edits
from .graph_lookup import GraphLookup
from .plan import FileChange, text_of
from .stamp import stamp

Log = Callable[[str], None]
FAREWELL = frozenset((IS_REPLACED_BY, DEPRECATED))
"""All that is left of a thing that was replaced."""
_EDITS = "edits/"


@dataclass(frozen=True)
class Draft:
    """A change: the things in whose files it is, what becomes of the rows there, and what is added to which file.

    `instead` is the CURIE of a name that leaves and that of the one in its place, for the tables in `data/`.
    """

    things: Iterable[NamedNode]
    rewrite: Rewrite
    added: Mapping[str, Sequence[Triple]] = field(default_factory=dict)
    instead: tuple[str, str] | None = None


@dataclass(frozen=True)
class Revision(Addition):
    """The result of a change; `elsewhere` are the places outside `data/` that use a name which leaves."""

    elsewhere: tuple[str, ...] = ()


class Asserted:
    """The asserted graph of a snapshot, as drafts look it up."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.engine = StoreEngine(snapshot.store)
        self.view = snapshot.asserted
        self._files = GraphLookup(Context(self.view, []))

    def files_of(self, thing: NamedNode) -> Sequence[str]:
        """Return the files that describe a thing, relative to `data/`."""
        return self._files.files_of(thing)

    def home(self, thing: NamedNode) -> str:
        """Return the first file that describes a thing."""
        return min(self.files_of(thing))

    def referring(self, thing: NamedNode) -> set[NamedNode]:
        """Return the things with a property whose value is this one."""
        return {s for s, _, _ in self.view.match(o=thing) if isinstance(s, NamedNode) and s.value.startswith(ID)}

    def is_described(self, thing: NamedNode) -> bool:
        """Return whether more is stated of a thing than that it is replaced."""
        return any(p not in FAREWELL for _, p, _ in self.view.match(thing))

    def successor(self, thing: NamedNode) -> NamedNode | None:
        """Return the thing that replaces one of which nothing else is stated, None if there is none."""
        if self.is_described(thing):
            return None
        return next((o for _, _, o in self.view.match(thing, IS_REPLACED_BY) if isinstance(o, NamedNode)), None)

    def thing(self, text: str) -> NamedNode:
        """Return the thing that a text names, also one that is replaced.

        Raises:
            UnknownName: there is none.
            UsageError: there are several, or it is no thing of the data.
        """
        so_called = [NamedNode(f"{ID}{kind}/{text}") for kind in KINDS] if _is_slug(text) else []
        left = [x for x in so_called if self.successor(x) is not None]
        alone = len(left) == 1 and not any(self.is_described(x) for x in so_called)
        found = left[0] if alone else resolve(text, self.engine)
        if not found.value.startswith(ID) or found.value.startswith(f"{ID}edit/"):
            raise UsageError(f"{compact(found.value)} is not a thing of the data", tip="edit ontology/ by hand")
        return found


def _is_slug(text: str) -> bool:
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) is not None


def revise(
    root: Root, drafted: Callable[[Asserted], Draft | None], options: AddOptions, log: Log = lambda _: None
) -> Revision:
    """Check a change of the files of `root` and write all of them or none; a draft of None changes nothing.

    Raises:
        InputError: a file of the root cannot be read.
        UsageError: the root is the one inside the package, the editor is unknown, or the draft cannot be made.
        OutputError: the files cannot be written; they are then unchanged.
    """
    must_be_writable(root, options)
    root = Root(root.path)  # lists the files again
    data = root.path / "data"
    with nullcontext() if options.dry_run else exclusive(data, log=log):
        snapshot = open_snapshot(root, log=log)
        asserted = Asserted(snapshot)
        draft = drafted(asserted)
        if draft is None:
            return Revision(Report([], []))
        changes = list(_changes(root, draft, asserted))
        report = _checked(root, snapshot, changes, options)
        if report.reaches("violation") or not changes:
            return Revision(report)
        changes = _stamped(root, snapshot, changes, options)
        elsewhere = tuple(_elsewhere(root, draft.instead[0])) if draft.instead else ()
        found = Revision(report, tuple(changes), _labels(snapshot, changes), False, elsewhere=elsewhere)
        if options.dry_run:
            return found
        expected = {c.name: None if c.before is None else hash_bytes(c.before.encode()) for c in changes}
        write_together(data, {c.name: c.after.encode() for c in changes}, expected)
    return replace(found, written=True)


def _changes(root: Root, draft: Draft, asserted: Asserted) -> Iterator[FileChange]:
    """Yield the changes of the files, by name; a file that stays as it is has none."""
    names = {name for thing in draft.things for name in asserted.files_of(thing)} | set(draft.added)
    for name in sorted(names):
        path = root.path / "data" / name
        before = text_of(path) or ""
        added = list(draft.added.get(name, ()))
        after = extended_turtle(before, added, str(path), rewrite=draft.rewrite)
        was, now = (dict.fromkeys(parse_bytes(text.encode(), str(path))) for text in (before, after))
        if was.keys() != now.keys():
            yield FileChange(
                name, before, after, tuple(t for t in now if t not in was), tuple(t for t in was if t not in now)
            )
    if draft.instead is not None:
        yield from _tables(root, *draft.instead)


def _tables(root: Root, old: str, new: str) -> Iterator[FileChange]:
    """Yield the changes of the tables (CSV) that name a thing."""
    for path in sorted((root.path / "data").rglob("*.csv")):
        before = text_of(path) or ""
        after = _named(old).sub(new, before)
        if after != before:
            yield FileChange(path.relative_to(root.path / "data").as_posix(), before, after, ())


def _named(curie: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w:/.-]){re.escape(curie)}(?![\w-])")


def _checked(root: Root, snapshot: Snapshot, changes: Sequence[FileChange], options: AddOptions) -> Report:
    added = dict.fromkeys(t for change in changes for t in change.added)
    removed = dict.fromkeys(t for change in changes for t in change.removed if t not in added)
    stays = [t for t in added if any(t in change.removed for change in changes)]  # moved to another file
    new = [t for t in added if t not in stays]
    given = [Candidate("", b"", None, new)] if new else []
    gone = [Candidate("", b"", None, list(removed))] if removed else []
    return check(given, root, snapshot, removed=gone, today=options.today)


def _stamped(
    root: Root, snapshot: Snapshot, changes: Sequence[FileChange], options: AddOptions
) -> list[FileChange]:  # fmt: skip
    """Return the changes with the record of the edit, whose file they may change too."""
    by, on = who_edits(root, snapshot, options), options.on or day_of(options.today)
    said = [t for change in changes if not change.name.startswith(_EDITS) for t in change.added or change.removed]
    name = f"{_EDITS}{on.year:04}.ttl"
    path = root.path / "data" / name
    mine = next((c for c in changes if c.name == name), None)
    before = text_of(path) if mine is None else mine.before
    record = stamp(said, by, on)
    after = extended_turtle((before or "") if mine is None else mine.after, record, str(path))
    added = (*(mine.added if mine else ()), *record)
    last = FileChange(name, before, after, added, mine.removed if mine else ())
    return [*(c for c in changes if c is not mine), last]


def _labels(snapshot: Snapshot, changes: Iterable[FileChange]) -> dict[NamedNode, str]:
    labels = Labels(StoreEngine(snapshot.store))
    return {thing: labels.of(thing) for change in changes for thing in change.things}


def _elsewhere(root: Root, curie: str) -> Iterator[str]:
    """Yield the places outside `data/` that name a thing, as file:line."""
    for path in (*root.queries, *root.ontology, *root.shapes, *root.rules):
        for number, line in enumerate((text_of(path) or "").splitlines(), 1):
            if _named(curie).search(line):
                yield f"{root.relative(path)}:{number}"
