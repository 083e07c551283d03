"""Atomic change of several files: after a crash, a full disk or Ctrl-C all files are old or all are new.

The new contents are written to temporary files beside the old ones and flushed to the disk; then the journal records
that they are ready, which commits the change; then they are renamed. Before the commit a failure undoes everything;
after it the change is completed, by this process or by the next one (`recover`).
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

Log = Callable[[str], None]


@contextmanager
def exclusive(folder: Path, *, log: Log = lambda _: None, patience: float = PATIENCE) -> Iterator[None]:
    """Hold exclusive write access to `folder`; an interrupted change is recovered first.

    Raises:
        OutputError: the folder cannot be written, or another writer takes too long.
        InputError: an interrupted change cannot be recovered.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(folder / LOCK, log=log, patience=patience))
            _recover(folder, log)
        except OSError as error:
            raise output_error(Path(error.filename or folder), error) from error
        yield


def write_together(
    folder: Path, contents: Mapping[str, bytes], expected: Mapping[str, str | None] | None = None
) -> None:
    """Replace or create the named files below `folder`, all or none; call it within `exclusive`.

    `expected` maps file names to the hashes of the contents that the caller has read, None for a missing file.

    Raises:
        OutputError: a file cannot be written. Then all files are unchanged, or, if only the renames failed, the
            message states that the next run completes the change.
        InputError: a name leads out of the folder, or another program changed a file after it was read.
    """
    try:
        journal = _plan(folder, contents)
        _compare(journal, expected or {})
    except OSError as error:
        raise output_error(Path(error.filename or folder), error) from error
    try:
        _prepare(journal, contents)
    except BaseException as error:
        if not _is_committed(folder):
            with suppress(OSError):  # the next run finds the journal and removes the rest
                _undo(journal)
            if isinstance(error, OSError):
                raise output_error(Path(error.filename or folder), error) from error
            raise
        _finish_or_report(journal)
        if not isinstance(error, OSError):
            raise
        return
    _finish_or_report(journal)


def _is_committed(folder: Path) -> bool:
    found = read_journal(folder)
    return found is not None and found[1] == "ready"


def _finish_or_report(journal: Journal) -> None:
    try:
        _finish(journal)
    except KeyboardInterrupt:
        _finish(journal)
        raise
    except OSError as error:
        what = output_error(Path(error.filename2 or error.filename or journal.folder), error)
        message = f"{what.message}; the change is committed; the next run completes it"
        raise OutputError(message, tip=what.tip) from error


def recover(folder: Path, *, log: Log = lambda _: None) -> None:
    """Complete or undo an interrupted change of `folder` and report it to `log`; usually there is none.

    Raises:
        InputError: a committed change cannot be completed, so the files are inconsistent.
        OutputError: another writer takes too long.
    """
    if not (folder / NAME).exists() and not (folder / DRAFT).exists():
        return
    try:
        with locked(folder / LOCK, log=log):
            _recover(folder, log)
    except OSError as error:
        found = read_journal(folder)
        if found is not None and found[1] == "ready":
            raise InputError(
                f"a change of {folder} was interrupted and cannot be completed: {error.strerror}",
                tip="run ilrs-graph once with write permission and free space on the disk",
            ) from error


def _recover(folder: Path, log: Log) -> None:
    found = read_journal(folder)
    if found is None:
        if (folder / DRAFT).exists():
            (folder / DRAFT).unlink(missing_ok=True)
            log("undid an interrupted change; it had not written any file")
        return
    journal, state = found
    files = ", ".join(step.file for step in journal.steps)
    if state == "preparing":
        _undo(journal)
        log(f"undid an interrupted change; it had not replaced any file: {files}")
    else:
        _finish(journal)
        log(f"completed an interrupted change: {files}")


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
                f"{journal.target(step)} has just been changed by another program",
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
    """Return the mode for the replaced file, None if the file is new.

    Raises:
        PermissionError: the file is read-only; a rename would replace it all the same.
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
    """Remove the prepared files.

    Raises:
        OSError: a file cannot be removed; the journal then remains.
    """
    for step in journal.steps:
        journal.temporary(step).unlink(missing_ok=True)
    for name in sorted(journal.made, reverse=True):
        with suppress(OSError):  # not created yet, or in use by others
            (journal.folder / name).rmdir()
    (journal.folder / DRAFT).unlink(missing_ok=True)
    (journal.folder / NAME).unlink(missing_ok=True)
    flush_folder(journal.folder)


def _finish(journal: Journal) -> None:
    """Rename the files that are ready; may be called again after any interruption.

    Raises:
        OSError: a file cannot be renamed.
        InputError: another program changed a file in between.
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
        tip=f"its new content is {temporary}; merge the two by hand, then remove {journal.folder / NAME}",
    )
