"""What changed since the release before: its `graph.nt` compared line by line, in words and as RDF Patch.

What each release says of itself changes always, and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from ..namespaces import DATASET, ID, ONTOLOGY, compact, kind_of

_KIND = f"<{ONTOLOGY}kind>".encode()
_OWN = f"<{DATASET}".encode()
_MOST = 50
"""The most names of things in a list."""


class Changes(NamedTuple):
    """The lines of N-Triples that only one of two releases has, sorted."""

    removed: list[bytes]
    added: list[bytes]

    def patch(self) -> str:
        """Return the changes as RDF Patch: applied to the graph of the release before, it gives the new one."""
        marked = [(mark, line) for mark, lines in ((b"D", self.removed), (b"A", self.added)) for line in lines]
        return b"".join((b"TX .\n", *(b"%s %s" % each for each in marked), b"TC .\n")).decode()

    def words(self, before: str, now: str) -> str:
        """Return the changes as Markdown: counts, and the things that came, went or changed, by kind."""
        had, has = set(_typed(self.removed)), set(_typed(self.added))
        came, went = has - had, had - has
        changed = _subjects([*self.removed, *self.added]) - came - went
        lines = [
            f"# Changes from {before} to {now}\n",
            f"{len(self.added):,} triples were added, {len(self.removed):,} removed; descriptions do not count.\n",
        ]
        for title, things in (("New", came), ("Gone", went), ("Changed", changed)):
            lines += _section(title, things)
        return "\n".join(lines)


def changes(before: Path, now: Path) -> Changes:
    """Return what changed from one sorted file of N-Triples to another.

    Raises:
        InputError: the file of the release before cannot be read.
    """
    try:
        old = _content(before)
    except OSError as error:
        tip = "give the folder of a release, or omit {since}"
        raise InputError(f"{before}: {error.strerror}", tip=tip, about="since") from None
    new = _content(now)
    return Changes(sorted(old - new), sorted(new - old))


def _content(path: Path) -> set[bytes]:
    with path.open("rb") as file:
        return {line for line in file if not line.startswith(_OWN)}


def _subjects(lines: Iterable[bytes]) -> set[str]:
    return {line.partition(b" ")[0].decode()[1:-1] for line in lines}


def _typed(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield the things whose kind is in these lines: those that are new, or gone."""
    for line in lines:
        subject, _, rest = line.partition(b" ")
        if rest.startswith(_KIND):
            yield subject.decode()[1:-1]


def _section(title: str, things: set[str]) -> list[str]:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for thing in sorted(things):
        kind = kind_of(thing) if thing.startswith(ID) else None
        by_kind[kind.of if kind is not None else "other"].append(compact(thing).strip("<>"))
    if not by_kind:
        return []
    lines = [f"## {title}\n"]
    for name, names in sorted(by_kind.items()):
        more = f" and {len(names) - _MOST:,} more" if len(names) > _MOST else ""
        lines.append(f"- {name}, {len(names):,}: {', '.join(names[:_MOST])}{more}")
    return [*lines, ""]
