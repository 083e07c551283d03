"""Several files at once: after a crash, a full disk or Ctrl-C all are old or all are new.

The new contents go to temporary files beside the old ones and to the disk; then the journal says that they
are ready, which decides it; then they are renamed. Up to the decision a failure undoes everything; after it
the change is finished, by this process or by the next one that comes along (`settle`).
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from ..errors import InputError, OutputError
from .atomic import flush_folder, output_error, write_through
from .fingerprint import hash_bytes
from .journal import DRAFT, LOCK, NAME, Journal, Step, hash_of, read_journal, write_journal
from .lock import PATIENCE, locked

Say = Callable[[str], None]


@contextmanager
def alone(folder: Path, *, say: Say = lambda _: None, patience: float = PATIENCE) -> Iterator[None]:
    """Be the only writer of `folder`; what a crash left unfinished is settled first.

    Raises:
        OutputError: the folder cannot be written, or another writer takes too long.
        InputError: what a crash left cannot be settled.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(folder / LOCK, say=say, patience=patience))
            _settle(folder, say)
        except OSError as error:
            raise output_error(Path(error.filename or folder), error) from error
        yield


def write_together(
    folder: Path, contents: Mapping[str, bytes], expected: Mapping[str, str | None] | None = None
) -> None:
    """Replace or create the named files below `folder`, all or none; call it within `alone`.

    `expected` are the hashes that the files have by what the caller read, None where there was no file.

    Raises:
        OutputError: one cannot be written. Then either all are as they were and nothing is left behind, or,
            where only renaming failed, the message says that the next run will finish it.
        InputError: a name leads out of the folder, or someone else changed a file since it was read.
    """
    try:
        journal = _plan(folder, contents)
        _compare(journal, expected or {})
    except OSError as error:
        raise output_error(Path(error.filename or folder), error) from error
    try:
        _prepare(journal, contents)
    except BaseException as error:
        if not _is_decided(folder):
            with suppress(OSError):  # what cannot be removed now goes when the next run finds the journal
                _undo(journal)
            if isinstance(error, OSError):
                raise output_error(Path(error.filename or folder), error) from error
            raise
        _finish_or_say(journal)
        if not isinstance(error, OSError):
            raise
        return
    _finish_or_say(journal)


def _is_decided(folder: Path) -> bool:
    found = read_journal(folder)
    return found is not None and found[1] == "ready"


def _finish_or_say(journal: Journal) -> None:
    try:
        _finish(journal)
    except KeyboardInterrupt:
        _finish(journal)
        raise
    except OSError as error:
        what = output_error(Path(error.filename2 or error.filename or journal.folder), error)
        message = f"{what.message}; the change is committed; the next run completes it"
        raise OutputError(message, tip=what.tip) from error


def settle(folder: Path, *, say: Say = lambda _: None) -> None:
    """Finish or undo what a crash left in `folder`, and tell `say` which; usually there is nothing to do.

    Raises:
        InputError: a change was decided that cannot be finished here, so the files do not fit together.
        OutputError: a writer is at work and takes too long.
    """
    if not (folder / NAME).exists() and not (folder / DRAFT).exists():
        return
    try:
        with locked(folder / LOCK, say=say):
            _settle(folder, say)
    except OSError as error:
        found = read_journal(folder)
        if found is not None and found[1] == "ready":
            raise InputError(
                f"a change of {folder} was interrupted and cannot be finished: {error.strerror}",
                tip="run ilrs-graph once as a user who may write there, with space on the disk",
            ) from error


def _settle(folder: Path, say: Say) -> None:
    found = read_journal(folder)
    if found is None:
        if (folder / DRAFT).exists():
            (folder / DRAFT).unlink(missing_ok=True)
            say("undid an interrupted change, which had not begun to write")
        return
    journal, state = found
    files = ", ".join(step.file for step in journal.steps)
    if state == "preparing":
        _undo(journal)
        say(f"undid an interrupted change, which had replaced nothing yet: {files}")
    else:
        _finish(journal)
        say(f"finished an interrupted change: {files}")


def _plan(folder: Path, contents: Mapping[str, bytes]) -> Journal:
    steps = []
    for name, content in sorted(contents.items()):
        step = Step(name, f".{secrets.token_hex(8)}.tmp", None, hash_bytes(content))
        before = hash_of(Journal(folder, ()).target(step))
        steps.append(Step(step.file, step.temporary, before, step.after))
    parents = {p.as_posix() for name in contents for p in Path(name).parents}
    made = sorted(p for p in parents if not (folder / p).exists())
    return Journal(folder, tuple(steps), tuple(made))


def _compare(journal: Journal, expected: Mapping[str, str | None]) -> None:
    for step in journal.steps:
        if expected.get(step.file, step.before) != step.before:
            raise InputError(
                f"{journal.target(step)} was changed by another program just now",
                tip="nothing was written; try again",
            )


def _prepare(journal: Journal, contents: Mapping[str, bytes]) -> None:
    write_journal(journal, "preparing")
    for name in journal.made:
        (journal.folder / name).mkdir()
        flush_folder((journal.folder / name).parent)
    for step in journal.steps:
        target = journal.target(step)
        try:
            write_through(journal.temporary(step), contents[step.file], _mode(target))
        except OSError as error:
            error.filename = str(target)
            raise
    for folder in _folders(journal):
        flush_folder(folder)
    write_journal(journal, "ready")


def _mode(target: Path) -> int | None:
    """Return the mode that the new file is to have, None for a new one.

    Raises:
        PermissionError: the file is read-only, which a rename would walk over.
    """
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if not os.access(target, os.W_OK):
        raise PermissionError(13, os.strerror(13), str(target))
    return stat.S_IMODE(mode)


def _folders(journal: Journal) -> list[Path]:
    return sorted({journal.target(step).parent for step in journal.steps})


def _undo(journal: Journal) -> None:
    """Remove what was prepared.

    Raises:
        OSError: something cannot be removed; the journal then stays.
    """
    for step in journal.steps:
        journal.temporary(step).unlink(missing_ok=True)
    for name in sorted(journal.made, reverse=True):
        with suppress(OSError):  # not made yet, or used by others by now
            (journal.folder / name).rmdir()
    (journal.folder / DRAFT).unlink(missing_ok=True)
    (journal.folder / NAME).unlink(missing_ok=True)
    flush_folder(journal.folder)


def _finish(journal: Journal) -> None:
    """Rename what is ready; may be called again after any interruption.

    Raises:
        OSError: a file cannot be renamed.
        InputError: someone else changed a file in between.
    """
    waiting = [step for step in journal.steps if _is_waiting(journal, step)]
    for step in waiting:
        journal.temporary(step).replace(journal.target(step))
    for folder in _folders(journal):
        flush_folder(folder)
    (journal.folder / NAME).unlink(missing_ok=True)
    flush_folder(journal.folder)


def _is_waiting(journal: Journal, step: Step) -> bool:
    target, temporary = journal.target(step), journal.temporary(step)
    now, new = hash_of(target), hash_of(temporary)
    if now == step.after and new is None:
        return False
    if now in (step.before, step.after) and new == step.after:
        return True
    raise InputError(
        f"{target} was changed after a change of several files was interrupted",
        tip=f"its new content is {temporary}; settle it by hand, then remove {journal.folder / NAME}",
    )
