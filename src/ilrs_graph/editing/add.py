"""`add`: checks candidates, chooses their files, records the edit, and writes all files or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date

from pyoxigraph import NamedNode

from ..engine import StoreEngine
from ..errors import UsageError
from ..files.fingerprint import hash_bytes
from ..files.root import Root
from ..files.transaction import exclusive, write_together
from ..findings import Report
from ..intake import Candidate
from ..intake.candidates import CandidateInput, as_candidates
from ..names.labels import Labels
from ..names.resolve import resolve
from ..namespaces import ONTOLOGY, expand
from ..snapshot import Snapshot, open_snapshot
from ..templates.fill import fill
from ..validation import check
from ..validation.context import Context
from ..validation.today import day_of
from .graph_lookup import GraphLookup
from .placement import Placement
from .plan import FileChange, below_data, changed, plan
from .stamp import editor, stamp

Log = Callable[[str], None]


@dataclass(frozen=True)
class Addition:
    """The result of an addition: the findings, and the changed files, that of the edit record last.

    `refused` is true if there were violations, `written` if the files are on the disk. `changes` is empty if the graph
    already held everything. `labels` has the labels of the things that change. `guessed` are the new things whose
    file is a guess, since they belong to nothing that has one.
    """

    report: Report
    changes: tuple[FileChange, ...] = ()
    labels: dict[NamedNode, str] | None = None
    written: bool = False
    guessed: tuple[NamedNode, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the candidates are rejected because of violations."""
        return self.report.reaches("violation")

    @property
    def diff(self) -> str:
        """All changes as one unified diff."""
        return "".join(change.diff for change in self.changes)


@dataclass(frozen=True)
class AddOptions:
    """The options of `add`.

    `by` is the editor (default: from the environment or git), `on` the day (default: `today`), `into` the file for
    new things (default: chosen by the rules of `placement`), `today` the day that counts as today (default: the current
    day in UTC). With `dry_run` nothing is written.
    """

    by: str | None = None
    on: date | None = None
    into: str | None = None
    today: date | None = None
    dry_run: bool = False


def add(root: Root, source: CandidateInput, options: AddOptions, log: Log = lambda _: None) -> Addition:
    """Check candidates and write them into the files of `root`, all of them or none.

    Raises:
        InputError: a candidate or a file of the root cannot be read.
        UsageError: the root is the one inside the package, the editor is unknown, `today` is not a day, or no rule
            leads to a file for a thing.
        OutputError: the files cannot be written; they are then unchanged.
    """
    must_be_writable(root, options)
    candidates, root = as_candidates(source), Root(root.path)  # lists the files again
    data = root.path / "data"
    with nullcontext() if options.dry_run else exclusive(data, log=log):  # a dry run needs no write access
        snapshot = open_snapshot(root, log=log)
        cells = fill(candidates, StoreEngine(snapshot.store))
        report = check(candidates, root, snapshot, cells=cells, today=options.today)
        if report.reaches("violation"):
            return Addition(report)
        changes, guessed = _changes(root, candidates, snapshot, options)
        found = Addition(report, tuple(changes), _labels(snapshot, candidates, changes), False, guessed)
        if options.dry_run or not changes:
            return found
        expected = {c.name: None if c.before is None else hash_bytes(c.before.encode()) for c in changes}
        write_together(data, {c.name: c.after.encode() for c in changes}, expected)
    return replace(found, written=True)


def must_be_writable(root: Root, options: AddOptions) -> None:
    """Refuse to change the root inside the package, unless it is a dry run.

    Raises:
        UsageError: it is that root.
    """
    if root.is_bundled and not options.dry_run:
        raise UsageError(
            "the graph inside the installed package is read-only",
            tip="copy the project's folders ontology, data and queries, and pass the copy as {root=DIR}",
            about="root",
        )


def _changes(
    root: Root, candidates: Sequence[Candidate], snapshot: Snapshot, options: AddOptions
) -> tuple[list[FileChange], tuple[NamedNode, ...]]:
    """Return the changed files, that of the stamp last, and the things whose file is a guess."""
    context = Context(snapshot.asserted, candidates)
    if not context.added:
        return [], ()
    into = None if options.into is None else below_data(root, options.into)
    tags = {t: tag for t, (candidate, number) in context.added.items() if (tag := candidate.tags.get(number))}
    placement = Placement(GraphLookup(context), into)
    changes = plan(root, context.added, placement, tags)
    by, on = who_edits(root, snapshot, options), options.on or day_of(options.today)
    guessed = tuple(sorted(placement.guessed.intersection(context.subjects), key=str))
    return [*changes, changed(root, f"edits/{on.year:04}.ttl", stamp(context.added, by, on))], guessed


def who_edits(root: Root, snapshot: Snapshot, options: AddOptions) -> str | NamedNode:
    """Return the editor: an agent of the graph for an IRI or CURIE, otherwise a name.

    Raises:
        UsageError: the editor is unknown.
    """
    name = editor(options.by, root.path)
    if "://" in name or expand(name) is not None:
        return resolve(name, StoreEngine(snapshot.store), ONTOLOGY + "Agent")
    return name


def _labels(snapshot: Snapshot, candidates: Sequence[Candidate], changes: Sequence[FileChange]) -> dict[NamedNode, str]:
    """Return the labels of the things that change: the added label, otherwise the existing one."""
    context = Context(snapshot.asserted, candidates)
    labels = Labels(StoreEngine(snapshot.store))
    return {thing: context.label(thing) or labels.of(thing) for change in changes for thing in change.things}
