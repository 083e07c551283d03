"""The cache folder of snapshots; it may be deleted at any time."""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

MAX_SNAPSHOTS = 12
"""How many snapshots the cache folder keeps: the most recently opened ones."""


def cache_folder() -> Path:
    """Return the folder for snapshots: `ILRS_GRAPH_CACHE`, or the platform's cache folder."""
    configured = os.environ.get("ILRS_GRAPH_CACHE")
    if configured:
        return Path(configured)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", str(Path.home())))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "ilrs-graph"


PARTS = ("snapshots", "questions", "shapes", "roots")
"""The folders of the cache; other files in its folder are none of ours."""


def sizes() -> dict[str, tuple[int, int]]:
    """Return the number of entries and of bytes in each part of the cache."""
    return {part: _size(cache_folder() / part) for part in PARTS}


def _size(folder: Path) -> tuple[int, int]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    with suppress(OSError):
        return len(list(folder.iterdir())), sum(path.stat().st_size for path in files)
    return 0, 0


def clear_cache() -> None:
    """Remove all parts of the cache; open snapshots stay usable.

    Raises:
        OSError: a part cannot be removed.
    """
    import shutil

    for part in PARTS:
        with suppress(FileNotFoundError):
            shutil.rmtree(cache_folder() / part)
    with suppress(OSError):  # the folder has something else in it
        cache_folder().rmdir()


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in a JSON file, or an empty one if the file is missing or damaged."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write a JSON file atomically: a reader sees the old or the new content.

    Raises:
        OSError: it cannot be written.
    """
    write_bytes(path, json.dumps(content, ensure_ascii=False).encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file atomically: a reader sees the old or the new content.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(content)
    temporary.replace(path)


def prune(snapshots: Path, keep: Path) -> None:
    """Remove all but the newest snapshots and the remains of interrupted builds; errors are ignored."""
    import shutil

    folders = [p for p in snapshots.iterdir() if p.is_dir() and p != keep]
    stale = [p for p in folders if p.name.startswith("tmp-") and time.time() - p.stat().st_mtime > 3600]
    whole = [p for p in folders if not p.name.startswith("tmp-")]
    whole.sort(key=lambda p: p.stat().st_mtime, reverse=True)
    for folder in [*stale, *whole[MAX_SNAPSHOTS - 1 :]]:
        shutil.rmtree(folder, ignore_errors=True)


def prune_files(folder: Path, keep: Path) -> None:
    """Remove all but the newest files of a folder; errors are ignored."""
    with suppress(OSError):
        files = sorted((p for p in folder.iterdir() if p != keep), key=lambda p: p.stat().st_mtime, reverse=True)
        for path in files[MAX_SNAPSHOTS - 1 :]:
            path.unlink(missing_ok=True)
