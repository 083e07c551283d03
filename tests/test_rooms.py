"""The rooms of the package stand in one order, and import only from rooms before them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import ilrs_graph
from ilrs_graph.snapshot.address import BUILDERS

ORDER = (
    "errors", "warning", "kinds", "namespaces", "terms", "printable", "xml_names", "language", "dates", "sparql",
    "engine", "bridge", "views",
    "turtle", "files",
    "owl", "closure", "construct", "change", "names", "snapshot", "things",
    "questions", "search", "explanation", "findings", "intake", "validation", "templates",
    "terms_reference", "editing", "comparing", "timeline", "forecasting", "export", "render", "remote",
    "sandbox", "info",
    "graph", "pages", "site", "completion", "web", "release", "assistants", "cli", "__main__",
)  # fmt: skip
"""From the lowest to the highest."""

PACKAGE = Path(ilrs_graph.__file__).parent


def modules() -> dict[str, Path]:
    """Return the modules of the package by name, `things.describe`; a package goes by its own name."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    del found[""]
    return {name: path for name, path in found.items() if not name.startswith("bundle")}


MODULES = modules()


def imported(name: str) -> Iterator[str]:
    """Yield the modules of the package that a module imports, lazily and for typing too."""
    path = MODULES[name]
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            yield from (n.removeprefix("ilrs_graph.") for n in names if n.startswith("ilrs_graph."))
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, package)
            if base is not None:
                yield from (target(base, alias.name) for alias in node.names)


def absolute(node: ast.ImportFrom, package: list[str]) -> str | None:
    """Return what an import names, below the package; None for one of another package."""
    if node.level == 0:
        whole = node.module or ""
        return whole.removeprefix("ilrs_graph").lstrip(".") if whole.split(".")[0] == "ilrs_graph" else None
    above = package[: len(package) - node.level + 1]
    return ".".join([*above, *([node.module] if node.module else [])])


def target(base: str, name: str) -> str:
    """Return the module that `from base import name` takes the name from."""
    inner = f"{base}.{name}".lstrip(".")
    return inner if inner in MODULES else base


@cache
def arrows() -> frozenset[tuple[str, str]]:
    """Return the imports between modules, read when a test asks: each worker collects this file."""
    return frozenset((name, other) for name in MODULES for other in imported(name) if other not in ("", name))


def room(module: str) -> str:
    return module.split(".")[0]


def test_every_room_has_its_place_in_the_order() -> None:
    assert {room(name) for name in MODULES} == set(ORDER)
    assert len(set(ORDER)) == len(ORDER)


def test_no_room_imports_from_a_later_one() -> None:
    assert len(arrows()) > 500
    upward = sorted(f"{a} imports {b}" for a, b in arrows() if ORDER.index(room(a)) < ORDER.index(room(b)))
    assert upward == []


def test_an_import_upwards_would_be_noticed() -> None:
    node = ast.parse("from ..graph import LunarGraph").body[0]
    assert isinstance(node, ast.ImportFrom)
    assert target(str(absolute(node, ["things"])), "LunarGraph") == "graph"
    assert ORDER.index("things") < ORDER.index("graph")


def test_modules_import_each_other_in_no_circle() -> None:
    left = {name: {b for a, b in arrows() if a == name and b in MODULES} for name in MODULES}
    while free := [name for name, others in left.items() if not others & left.keys()]:
        for name in free:
            del left[name]
    assert sorted(left) == []


def test_what_builds_a_snapshot_is_what_its_address_counts() -> None:
    reached, todo = set(), ["snapshot.build"]
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo += [b for a, b in arrows() if a == name and b in MODULES]
    rooms = {room(name) for name in reached if MODULES[name].parent != PACKAGE}
    assert rooms == set(BUILDERS)


def test_each_room_has_its_folder_of_tests() -> None:
    of_no_room = {
        "__pycache__",
        "answers",
        "browser",
        "fuzz",
        "golden",
        "shapes",
    }  # what was recorded, pages in a browser, all entrances, the shapes of the ontology
    here = Path(__file__).parent
    folders = {path.name for path in here.iterdir() if path.is_dir() and list(path.glob("*.*"))} - of_no_room
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders - set(ORDER) == set()
    assert packages - folders == set()
