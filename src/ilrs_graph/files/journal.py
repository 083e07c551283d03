"""The journal of a change to several files: what is to become of which file, kept while it is done.

It lies in the folder whose files are changed and is gone when the change is over. "preparing": nothing was
replaced yet, and the temporary files may go. "ready": every new file is on the disk under a temporary name,
and renaming them all is a matter of time.
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
"""The journal before it has its name: left alone, it tells of a change that had not begun."""
LOCK = ".ilrs-graph.lock"
_FORM = 1
_TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.tmp")


@dataclass(frozen=True)
class Step:
    """One file: its name below the folder, its temporary name, and the hashes of its contents.

    `before` is None where there is no file yet.
    """

    file: str
    temporary: str
    before: str | None
    after: str


@dataclass(frozen=True)
class Journal:
    """The steps of one change to `folder`, and the names of the folders made for it."""

    folder: Path
    steps: tuple[Step, ...]
    made: tuple[str, ...] = ()

    def target(self, step: Step) -> Path:
        """Return the file of a step; of a link, the file that it leads to.

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
        """Return where the new content of a step waits."""
        return self.target(step).with_name(step.temporary)


def write_journal(journal: Journal, state: str) -> None:
    """Put the journal, whole and on the disk, in the place of what was there.

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
    """Return the journal in `folder` and its state, or None where there is none.

    Raises:
        InputError: it cannot be read, or is none.
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
            f"{place} is no journal of this version",
            tip="use the version that wrote it, or compare the files with your last copy and remove it",
        )
    return journal, state


def hash_of(path: Path) -> str | None:
    """Return the hash of a file's content, or None where there is no file.

    Raises:
        OSError: it cannot be read.

    >>> hash_of(Path("/nowhere/at/all")) is None
    True
    """
    try:
        return hash_bytes(path.read_bytes())
    except FileNotFoundError:
        return None
