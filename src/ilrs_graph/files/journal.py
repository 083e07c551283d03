"""The journal of a change of several files: which files it replaces, recorded while it is written.

It is in the folder whose files are changed and is removed at the end of the change. State "preparing": no file has been
replaced, and the temporary files can be removed. State "ready": the change is committed, every new file is on the disk
under a temporary name, and the renames must be completed.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from ..errors import InputError
from .atomic import flush_folder, write_through
from .fingerprint import hash_bytes
from .root import JOURNAL, JOURNAL_DRAFT

NAME = JOURNAL
DRAFT = JOURNAL_DRAFT
"""The incomplete journal: if only this file exists, the change had not begun."""
LOCK = ".ilrs-graph.lock"
_FORM = 1
_TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.tmp")


@dataclass(frozen=True)
class Step:
    """One file: its name below the folder, its temporary name, and the hashes of its contents.

    `before` is None if the file is new.
    """

    file: str
    temporary: str
    before: str | None
    after: str


@dataclass(frozen=True)
class Journal:
    """The steps of one change of `folder`, and the names of the folders created for it."""

    folder: Path
    steps: tuple[Step, ...]
    made: tuple[str, ...] = ()

    def target(self, step: Step) -> Path:
        """Return the file of a step; for a link, its target.

        Raises:
            InputError: it is outside the folder.
        """
        found = Path(os.path.realpath(self.folder / step.file))
        if not found.is_relative_to(os.path.realpath(self.folder)):
            raise InputError(
                f"{self.folder / step.file} leads out of {self.folder}",
                tip="put the file itself in its place, not a link",
            )
        return found

    def temporary(self, step: Step) -> Path:
        """Return the temporary file with the new content of a step."""
        return self.target(step).with_name(step.temporary)


def write_journal(journal: Journal, state: str) -> None:
    """Write the journal atomically and flush it to the disk.

    Raises:
        OSError: it cannot be written.
    """
    content = {
        "form": _FORM,
        "state": state,
        "made": journal.made,
        "steps": [asdict(step) for step in journal.steps],
    }
    place = journal.folder / NAME
    fresh = place.with_name(DRAFT)
    fresh.unlink(missing_ok=True)
    write_through(fresh, json.dumps(content, ensure_ascii=False, indent=1).encode())
    fresh.replace(place)
    flush_folder(journal.folder)


def read_journal(folder: Path) -> tuple[Journal, str] | None:
    """Return the journal in `folder` and its state, or None if there is none.

    Raises:
        InputError: it cannot be read, or is not a valid journal.
    """
    place = folder / NAME
    try:
        found = json.loads(place.read_bytes())
        steps = tuple(Step(**step) for step in found["steps"])
        journal, state = Journal(folder, steps, tuple(found["made"])), found["state"]
        fits = found["form"] == _FORM and state in ("preparing", "ready")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"{place}: {error.strerror}", tip="make it readable") from None
    except (ValueError, KeyError, TypeError):
        fits = False
    if not fits or not all(_TEMPORARY.fullmatch(step.temporary) for step in steps):
        raise InputError(
            f"{place} is not a journal of this version",
            tip="use the version that wrote it, or compare the files with your last backup and remove it",
        )
    return journal, state


def hash_of(path: Path) -> str | None:
    """Return the hash of a file's content, or None if the file does not exist.

    Raises:
        OSError: it cannot be read.

    >>> hash_of(Path("/nowhere/at/all")) is None
    True
    """
    try:
        return hash_bytes(path.read_bytes())
    except FileNotFoundError:
        return None
