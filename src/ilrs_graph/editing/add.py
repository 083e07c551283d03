"""`add`: check, place, stamp, write; all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pyoxigraph import NamedNode

from ..engine import StoreEngine
from ..errors import UsageError
from ..files.fingerprint import hash_bytes
from ..files.root import Root
from ..files.transaction import alone, write_together
from ..findings import Report
from ..intake import Candidate
from ..intake.candidates import Given, as_candidates
from ..names.labels import Labels
from ..names.resolve import resolve
from ..namespaces import ONTOLOGY, expand
from ..snapshot import Snapshot, open_snapshot
from ..templates.fill import fill
from ..validation import check
from ..validation.context import Context
from ..views.store import AssertedStore
from .placement import Placement
from .plan import FileChange, below_data, changed, plan
from .stamp import editor, stamp
from .surroundings import Around

Say = Callable[[str], None]


@dataclass(frozen=True)
class Addition:
    """What became of an addition: the findings, and the files that change, the stamp's last.

    `refused` tells that there were violations, `written` that the files are on the disk. Without changes everything
    was there already. `labels` are those of the things that change.
    """

    report: Report
    changes: tuple[FileChange, ...] = ()
    labels: dict[NamedNode, str] | None = None
    written: bool = False

    @property
    def refused(self) -> bool:
        """Whether violations keep the candidates out."""
        return self.report.reaches("violation")

    @property
    def diff(self) -> str:
        """All changes as one unified diff."""
        return "".join(change.diff for change in self.changes)


@dataclass(frozen=True)
class Wish:
    """How to add: who (None: as the environment says), when (None: today, UTC), into which file (None: by the rules).

    With `dry_run` nothing is written.
    """

    by: str | None = None
    on: date | None = None
    into: str | None = None
    dry_run: bool = False


def add(root: Root, given: Given, wish: Wish, say: Say = lambda _: None) -> Addition:
    """Check candidates and write them into the files of `root`, all of them or none.

    Raises:
        InputError: a candidate or a file of the root cannot be read.
        UsageError: the root is the one inside the package, nobody is named as the editor, or nothing says where
            something belongs.
        OutputError: the files cannot be written; they are then as they were.
    """
    if root.is_bundled and not wish.dry_run:
        raise UsageError(
            "the graph inside the installed package is no place to write",
            tip="get a copy of the project's folders ontology, data and queries, and name it with {root=DIR}",
            about="root",
        )
    candidates, root = as_candidates(given), Root(root.path)  # which files there are is looked up anew
    data = root.path / "data"
    with nullcontext() if wish.dry_run else alone(data, say=say):  # a dry run works where nothing can be written
        snapshot = open_snapshot(root, say=say)
        report = check(candidates, root, snapshot, cells=fill(candidates, StoreEngine(snapshot.store)))
        if report.reaches("violation"):
            return Addition(report)
        changes = _changes(root, candidates, snapshot, wish)
        found = Addition(report, tuple(changes), _labels(snapshot, candidates, changes), False)
        if wish.dry_run or not changes:
            return found
        expected = {c.name: None if c.before is None else hash_bytes(c.before.encode()) for c in changes}
        write_together(data, {c.name: c.after.encode() for c in changes}, expected)
    return Addition(found.report, found.changes, found.labels, True)


def _changes(root: Root, candidates: Sequence[Candidate], snapshot: Snapshot, wish: Wish) -> list[FileChange]:
    context = Context(AssertedStore(snapshot.store), candidates)
    if not context.added:
        return []
    into = None if wish.into is None else below_data(root, wish.into)
    changes = plan(root, context.added, Placement(Around(context), into))
    by, on = _who(root, snapshot, wish), wish.on or datetime.now(UTC).date()
    return [*changes, changed(root, f"edits/{on.year:04}.ttl", stamp(context.added, by, on))]


def _who(root: Root, snapshot: Snapshot, wish: Wish) -> str | NamedNode:
    """Return who edits: an agent of the graph where an IRI or CURIE names one, else a name."""
    name = editor(wish.by, root.path)
    if "://" in name or expand(name) is not None:
        return resolve(name, StoreEngine(snapshot.store), ONTOLOGY + "Agent")
    return name


def _labels(snapshot: Snapshot, candidates: Sequence[Candidate], changes: Sequence[FileChange]) -> dict[NamedNode, str]:
    """Return the labels of the things that change: as added, else as they were."""
    context = Context(AssertedStore(snapshot.store), candidates)
    labels = Labels(StoreEngine(snapshot.store))
    return {thing: context.label(thing) or labels.of(thing) for change in changes for thing in change.things}
