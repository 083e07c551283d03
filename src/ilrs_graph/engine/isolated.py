"""Processes of Python that start with nothing of their parent but the folders of two packages."""

from __future__ import annotations

import errno
import os
import sys
from importlib.util import find_spec
from pathlib import Path


def isolated(*arguments: str) -> list[str]:
    """Return the command that runs Python with `arguments`, and without user folders, environment and site-packages.

    Raises:
        OSError: Python is embedded in another program.
    """
    if not sys.executable:
        raise OSError(errno.ENOEXEC, "Python is embedded in another program")
    return [sys.executable, "-I", "-S", *arguments]


def folder_of(package: str) -> str:
    """Return the folder that a package is imported from.

    >>> folder_of("ilrs_graph").endswith("ilrs_graph")
    False

    Raises:
        OSError: it is in no folder, as in a program made of one file.
    """
    origin = getattr(find_spec(package), "origin", None)
    if origin is None:
        raise OSError(errno.ENOENT, f"{package} is in no folder")
    return str(Path(origin).parents[1])


def bare_environment() -> dict[str, str]:
    """Return the environment of a process that must know nothing of the user.

    >>> "HOME" in bare_environment()
    False
    """
    own = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}  # Windows starts nothing without
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", **own}
