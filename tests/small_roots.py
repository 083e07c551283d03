"""Small roots of the shipped files: the ontology, the questions, some files of the data, and all that these name."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
CHANGE_6 = ("missions/change-6.ttl", "agreements/change-6.ttl", "sources/change-6.ttl")
ACCORDS = ("agreements/artemis-accords.ttl", "sources/artemis-accords.ttl")
SHARED = ("agents", "places.ttl")
"""Files of `data/` of which a small root has the things that its own files name, and those that these name."""
ALSO = ("agent:asi", "agent:day-fr", "agent:dayfr", "agent:kacst", "agent:roscosmos")
"""Agents that tests and examples bring together with Chang'e 6."""
NAME = re.compile(r"[a-z-]+:[\w-]+")


def write_root(root: Path, own: tuple[str, ...], shared: tuple[str, ...] = SHARED, also: tuple[str, ...] = ()) -> Path:
    """Write a small root, with the things `also`, to a folder that does not exist, and return it."""
    for name in ("ontology", "queries"):
        shutil.copytree(REPO / name, root / name)
    for name, text in data_files(own, shared, also).items():
        path = root / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@cache
def data_files(own: tuple[str, ...], shared: tuple[str, ...], also: tuple[str, ...]) -> dict[str, str]:
    """Return the texts of the files of a small root below `data/`, by name."""
    whole = {name: (REPO / "data" / name).read_text("utf-8") for name in own}
    parts = {name: blocks(REPO / "data" / name) for name in files_of(shared) if name not in whole}
    about = {subject(block): block for of_file in parts.values() for block in of_file if subject(block)}
    wanted = {""}
    todo = [*also, *(name for text in whole.values() for name in NAME.findall(text))]
    while todo:
        name = todo.pop()
        if name in about and name not in wanted:
            wanted.add(name)
            todo += NAME.findall(about[name])
    found = {name: [block for block in of_file if subject(block) in wanted] for name, of_file in parts.items()}
    return whole | {name: text_of(of_file) for name, of_file in found.items() if any(map(subject, of_file))}


def text_of(parts: list[str]) -> str:
    """Return the text of a file of these parts, the prefixes first, with those that it uses."""
    head, *rest = parts
    used = {name.partition(":")[0] for part in rest for name in NAME.findall(part)}
    prefixes = [line for line in head.splitlines() if line.removeprefix("@prefix ").partition(":")[0] in used]
    return "\n\n".join(["\n".join(prefixes), *rest]) + "\n"


def files_of(names: tuple[str, ...]) -> list[str]:
    """Return the names below `data/` of files and of the files of folders."""
    data = REPO / "data"
    paths = [
        path for name in names for path in ((data / name).rglob("*.ttl") if (data / name).is_dir() else (data / name,))
    ]
    return sorted(path.relative_to(data).as_posix() for path in paths)


def blocks(path: Path) -> list[str]:
    """Return the parts of a formatted file between empty lines: what is stated of one thing, or the prefixes."""
    return path.read_text("utf-8").rstrip().split("\n\n")


def subject(block: str) -> str:
    """Return the name of the thing that a part is about; "" of the prefixes and of a comment."""
    lines = [line for line in block.splitlines() if not line.startswith(("#", "@"))]
    return lines[0].split()[0] if lines else ""
