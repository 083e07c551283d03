"""Atomic writing: a reader, or the next start after a crash, finds the old bytes or the new ones."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import OutputError, UsageError

_NO_PERMISSION = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL = (errno.ENOSPC, errno.EDQUOT)


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the file `path`, or create it, with `data`: completely and flushed to the disk, or not at all.

    A temporary file in the same folder is written, flushed to the disk and renamed, as POSIX `rename` is
    atomic within a file system; then the folder is flushed. An existing file keeps its mode; of a symbolic
    link the target is replaced. A writable path that is not a regular file, such as a pipe, is written directly.

    Raises OutputError if the folder is missing, the path is a folder, permission is denied or the disk is full; the
    old file is then unchanged, and no temporary file remains.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_atomically(Path(folder, "a.ttl"), b"# nothing yet")
    ...     Path(folder, "a.ttl").read_bytes(), os.listdir(folder)
    (b'# nothing yet', ['a.ttl'])
    """
    try:
        mode = _mode(path)
        if mode is not None and stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if mode is None or stat.S_ISREG(mode):
            _replace(Path(os.path.realpath(path)), data, mode)
        else:
            path.write_bytes(data)
    except OSError as error:
        raise output_error(path, error) from error


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    if mode is not None and not os.access(target, os.W_OK):
        # A rename requires only write permission for the folder, so it would replace a read-only file.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    with temporary_path(temporary):
        write_through(temporary, data, mode)
        temporary.replace(target)
    flush_folder(target.parent)


@contextmanager
def new_folder(folder: Path, *, never: str) -> Iterator[Path]:
    """Yield a folder to write to, which has the name `folder` after the `with` statement: it is whole or absent.

    Args:
        folder: a folder that is absent or empty.
        never: why it is not replaced if it holds something, such as "a release is never replaced".

    Raises:
        UsageError: the folder holds something.
        OutputError: it cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     with new_folder(Path(place, "new"), never="") as folder:
    ...         write_through(folder / "a", b"1")
    ...         Path(place, "new").exists()
    ...     Path(place, "new", "a").read_bytes()
    False
    b'1'
    """
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already", tip=f"{never}: choose a new folder")
    made = folder.with_name(f".{secrets.token_hex(8)}.tmp")
    with temporary_path(made):
        try:
            made.mkdir(parents=True)
            yield made
            flush_folder(made)
            made.rename(folder)
            flush_folder(folder.parent)
        except OSError as error:
            raise output_error(folder, error) from error


@contextmanager
def temporary_path(path: Path) -> Iterator[Path]:
    """Remove a file or folder, if it is there, after the body of the `with` statement.

    `remove_temporaries` removes it too, for a process that ends in the midst of the body.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, temporary_path(Path(folder, "a")) as path:
    ...     path.write_bytes(b"1")
    1
    """
    _temporaries.append(path)
    try:
        yield path
    finally:
        _remove(path)
        _temporaries.remove(path)


def remove_temporaries() -> None:
    """Remove all temporary files and folders of this process, which must end now; errors are ignored."""
    for path in list(_temporaries):
        _remove(path)


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except FileNotFoundError:
        pass
    except OSError:
        import shutil  # for folders only: it loads the modules of three compressions

        shutil.rmtree(path, ignore_errors=True)


_temporaries: list[Path] = []


def write_through(temporary: Path, data: bytes, mode: int | None = None) -> None:
    """Write a new file and flush it to the disk; `mode` overrides the mask of the process.

    Raises:
        OSError: the file exists or cannot be written; a partly written file remains.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_through(Path(folder, "a"), b"1")
    ...     Path(folder, "a").read_bytes()
    b'1'
    """
    with temporary.open("xb") as file:
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Flush the names in `folder` to the disk, if the system supports this.

    Raises:
        OSError: the disk reports an error.

    >>> flush_folder(Path())
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # Windows, and folders that may be written but not read
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def output_error(path: Path, error: OSError) -> OutputError:
    """Return an error that states why `path` cannot be written and what to do.

    >>> output_error(Path("/a.ttl"), OSError(errno.ENOSPC, "")).message
    'cannot write /a.ttl: the disk is full'
    """
    folder = Path(os.path.realpath(path)).parent
    if error.errno == errno.EISDIR:
        what, tip = "it is a folder", "name a file in it"
    elif error.errno in (errno.ENOENT, errno.ENOTDIR) and not folder.is_dir():
        what, tip = f"there is no folder {folder}", f"create it: mkdir -p {folder}"
    elif error.errno in (*_NO_PERMISSION, errno.ENOENT):
        what, tip = (
            "permission denied",
            "choose another place, or change the permissions of the file and its folder",
        )
    elif error.errno in _FULL:
        what, tip = "the disk is full", "free some space, or choose another place, and try again"
    else:
        what, tip = (error.strerror or str(error)), "choose another place"
    return OutputError(f"cannot write {path}: {what}", tip=tip)
