"""Runs a comparison: reads both sides, compares them, and runs the saved questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from pyoxigraph import Triple

from ..files.root import Root
from ..intake import MAX_FILE_MB
from ..names.from_facts import Names
from .answers import changed_answers
from .compare import compare, facts_of
from .model import Comparison
from .sides import Reader, Side, split_range

Log: TypeAlias = Callable[[str], None]


def _quiet(_: str) -> None:
    """Ignore a message."""


class Difference(NamedTuple):
    """A comparison, and the names of the things in it."""

    comparison: Comparison
    names: Names

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return self.comparison.same


@dataclass(frozen=True)
class DiffOptions:
    """The options of `diff`.

    `answers` compares the saved answers too, `reasoning` is that of `changed_answers`, `max_mb` limits the size of each
    file, in millions of bytes.
    """

    answers: bool = True
    reasoning: bool | None = None
    max_mb: float = MAX_FILE_MB


def diff_days(
    root: Root,
    first: date,
    last: date | None = None,
    options: DiffOptions = DiffOptions(),
    *,
    log: Log = _quiet,
    progress: Log = _quiet,
) -> Difference:
    """Compare what was known on two days, according to the cited sources; without `last`, with the files of `root`.

    Raises:
        InputError: a file cannot be read or parsed.
        OntologyError: an axiom is outside OWL 2 RL.
    """
    with Reader(root, options.max_mb, log) as reader:
        after = reader.side(None) if last is None else reader.known_on(last)
        return _difference(reader.known_on(first), after, [], root, options, log, progress)


def diff(
    root: Root,
    old: str,
    new: str | None = None,
    options: DiffOptions = DiffOptions(),
    *,
    log: Log = _quiet,
    progress: Log = _quiet,
) -> Difference:
    """Compare two files, folders or git revisions; without `new`, `old` with the files of `root`.

    `old` may be a range of revisions (`v1..v2`, `v1..`). `log` receives messages for the user, `progress` a line
    before each slow step.

    Raises:
        InputError: a side cannot be found, read or parsed.
        UsageError: a range and a second argument.
        OntologyError: an axiom of a side is outside OWL 2 RL.

    >>> from pathlib import Path
    >>> places = str(Root.find().path / "data" / "places.ttl")
    >>> diff(Root.find(), places, places, DiffOptions(answers=False)).same
    True
    """
    old, new = split_range(old, new)
    with Reader(root, options.max_mb, log) as reader:
        before, after = reader.side(old), reader.side(new)
        context = [] if before.root or after.root else reader.side(None).triples
        return _difference(before, after, context, root, options, log, progress)


def _difference(
    before: Side, after: Side, context: Iterable[Triple], root: Root, options: DiffOptions, log: Log, progress: Log
) -> Difference:
    changed = changed_answers(before, after, root, options.reasoning, log, progress) if options.answers else None
    names = Names(*(facts_of(triples).get for triples in (after.triples, before.triples, context)))
    return Difference(compare(before, after, changed), names)
