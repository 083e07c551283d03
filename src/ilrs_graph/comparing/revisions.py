"""Finds git revisions and unpacks them into a folder; git runs as a subprocess, without a shell."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from pathlib import Path

from ..errors import InputError
from ..files.root import Root

_FOLDERS = ("ontology", "data", "queries")
_SECONDS = 120


class Repository:
    """The git repository around a folder; paths are relative to that folder.

    >>> Repository(Path("/")).commit("HEAD") is None
    True
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def commit(self, revision: str) -> str | None:
        """Return the hash of the commit that `revision` names; None if there is no such commit, or no git."""
        if not revision or revision.startswith("-"):
            return None
        try:
            found = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
        except InputError:
            return None
        return found.decode().strip() or None

    def unpack(self, commit: str, into: Path) -> Root:
        """Write the root as it was in a commit to a folder.

        Raises:
            InputError: the commit has no root in this folder, or git fails.
        """
        packed = self._git("archive", "--format=tar", commit, *_FOLDERS)
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isfile() else None  # links are not followed
                if content is not None and ".." not in Path(member.name).parts:
                    target = into / member.name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(content.read())
        return Root.find(into)

    def content(self, commit: str, path: str) -> bytes:
        """Return a file as it was in a commit.

        Raises:
            InputError: there is no such file.
        """
        return self._git("show", f"{commit}:./{path}")

    def _git(self, *words: str) -> bytes:
        # a partial clone must not fetch missing objects, and git must not prompt for a password
        environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        try:
            done = subprocess.run(
                ["git", *words], cwd=self.folder, env=environment, capture_output=True, check=False, timeout=_SECONDS
            )
        except FileNotFoundError:
            raise InputError("git is not installed", tip="install git, or compare folders") from None
        except (OSError, subprocess.TimeoutExpired) as error:
            raise InputError(f"git {words[0]} failed: {error}", tip="run the same git command yourself") from None
        if done.returncode:
            lines = done.stderr.decode(errors="replace").strip().splitlines() or ["no error message"]
            raise InputError(f"git {words[0]}: {lines[0]}", tip="'git log' lists the revisions")
        return done.stdout
