"""Two checkouts of the project beside each other: CPU seconds (user + system) of whole processes, run in turn.

    python benchmarks/paired.py OLD NEW [--runs 5] [--triples 1000000] [--only WORD]

Each row is a command over the graph of the checkout itself or over a synthetic one (`lunar_graph.py`), with its
snapshot present unless the row says otherwise, from bytecode. It is run by the old code and by the new one in turn, so
that a machine that others use slows both alike; the median of each is printed, and a row that is more than 5 % and 5 ms
slower is marked. OLD is a folder with another commit (`git worktree add`).
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from lunar_graph import write
from update import TRIPLES
from validation import GOOD, HEAD, KINDS, SHIPPED, SYNTHETIC, cost

ASK = ("ask", "far-side-partners")
REMOVED = "{mission} ilrs:partOfProgramme programme:clep . {mission} a ilrs:Mission ."


class Side(NamedTuple):
    """A checkout with caches of its own."""

    code: Path
    scratch: Path

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {
            **kept,
            "PYTHONPATH": str(self.code / "src"),
            "PYTHONPYCACHEPREFIX": str(self.scratch / "bytecode"),
            "ILRS_GRAPH_CACHE": str(self.scratch / "cache"),
        }

    def script(self, module: str, name: str) -> str:
        """Return a text of a benchmark of this checkout: the Python that one of its processes runs."""
        spec = importlib.util.spec_from_file_location(f"_{module}", self.code / "benchmarks" / f"{module}.py")
        assert spec is not None
        assert spec.loader is not None
        loaded = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loaded)
        text: str = getattr(loaded, name)
        return text


class Row(NamedTuple):
    """A line of the table: the words for Python, given a checkout."""

    name: str
    words: Callable[[Side], list[str]]
    fresh: bool = False


def cpu(row: Row, side: Side) -> float:
    """Return the CPU seconds of one run."""
    if row.fresh:
        shutil.rmtree(side.scratch / "cache", ignore_errors=True)
    return cost(row.words(side), side.environment())[0]


def verb(*words: str, root: Path | None = None) -> Callable[[Side], list[str]]:
    return lambda side: ["-m", "ilrs_graph", "--root", str(root or side.code), *words]


def script(module: str, name: str, *words: str) -> Callable[[Side], list[str]]:
    return lambda side: ["-c", side.script(module, name), *words]


def of_one_graph(folder: Path) -> list[Row]:
    """Return the rows over the graph of each checkout."""
    other = folder / "without"

    def compare(*words: str) -> Callable[[Side], list[str]]:
        return lambda side: ["-m", "ilrs_graph", "diff", str(side.code), *(words or (str(side.code),))]

    return [
        Row("python -c pass", lambda _: ["-c", "pass"]),
        Row("--help", verb("--help")),
        Row("ask far-side-partners", verb(*ASK)),
        Row("the same, first build", verb(*ASK), fresh=True),
        *(Row(f"ask {name}", verb("ask", name)) for name in ("claims-on", "contradicted-claims", "mission-slips")),
        Row("ask far-side-partners --sources", verb(*ASK, "--sources")),
        Row("ask far-side-partners --explain", verb(*ASK, "--explain")),
        Row("query", verb("query", "SELECT ?m { ?m a ilrs:FarSideMission }")),
        Row("show change-5", verb("show", "change-5")),
        Row("explain change-6 hasPartner cnes", verb("explain", "change-6", "hasPartner", "cnes")),
        Row("timeline", verb("timeline")),
        Row("info", verb("info")),
        *(Row(f"export --format {name}", verb("export", "--format", name)) for name in ("ttl", "nt", "rdfxml")),
        Row("export --thing change-6", verb("export", "--thing", "change-6")),
        *(Row(f"check: {kind}", verb("check", str(file))) for kind, file in candidates(SHIPPED, folder, "shipped")),
        Row("check --all", verb("check", "--all")),
        Row("diff: a graph and itself", compare()),
        Row("diff: one contribution removed", compare(str(other))),
        Row("diff --no-answers: the same", compare(str(other), "--no-answers")),
    ]


def candidates(names: dict[str, str], folder: Path, prefix: str) -> list[tuple[str, Path]]:
    """Write the candidates of `validation.py`; return them by kind."""
    texts = {**KINDS, "near names": GOOD.replace('"New"', '"Chang\'e6"')}
    found = []
    for kind, text in texts.items():
        file = folder / f"{prefix}-{kind.replace(' ', '-')}.ttl"
        file.write_text(HEAD + text.format(**names), encoding="utf-8")
        found.append((kind, file))
    return found


def of_synthetic(folder: Path, size: int) -> list[Row]:
    """Return the rows over synthetic graphs, the largest of `size` triples."""
    rows: list[Row] = []
    for triples in sorted({min(10_000, size), min(100_000, size), size}):
        extended = folder / f"extended-{triples}"
        write(extended, triples, extended=True)
        rows += [
            Row(f"{triples:,} triples: closure", script("reasoning", "CLOSE", str(extended), "nemo")),
            Row(f"{triples:,} triples: update", script("update", "UPDATE", str(extended), TRIPLES)),
        ]
    plain, fifty, removed = folder / "plain", folder / "fifty", folder / "removed.ttl"
    write(plain, size)
    write(fifty, 50_000)
    removed.write_text(HEAD + REMOVED.format(**SYNTHETIC), encoding="utf-8")
    made = candidates(SYNTHETIC, folder, "large")
    rows += [Row(f"{size:,} triples, check: {kind}", verb("check", str(file), root=plain)) for kind, file in made]
    rows.append(Row(f"{size:,} triples, check --remove", verb("check", "--remove", str(removed), root=plain)))
    return [*rows, Row("50,000 triples: check --all", verb("check", "--all", root=fifty))]


def without_one_contribution(side: Side, folder: Path) -> None:
    """Copy the graph of a checkout, without one contribution to Chang'e 6."""
    for name in ("ontology", "data", "queries"):
        shutil.copytree(side.code / name, folder / name)
    file = folder / "data" / "missions" / "change-6.ttl"
    blocks = file.read_text(encoding="utf-8").split("\n\n")
    one = next(block for block in blocks if block.startswith("contribution:"))
    file.write_text("\n\n".join(block for block in blocks if block is not one), encoding="utf-8")


def compared(row: Row, old: Side, new: Side, runs: int) -> str:
    """Return a line of the table."""
    for side in (old, new):
        cpu(row, side)  # once for the caches
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for times, side in zip(found, (old, new), strict=True):
            times.append(cpu(row, side))
    before, after = (statistics.median(times) for times in found)
    mark = "slower" if after > before * 1.05 + 0.005 else ""
    return f"| {row.name} | {before:.3f} | {after:.3f} | {mark} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--triples", type=int, default=1_000_000, help="of the largest synthetic graph; 0: none")
    parser.add_argument("--only", default="", help="only the rows whose name contains this")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sides = [Side(code.resolve(), folder / label) for code, label in ((given.old, "old"), (given.new, "new"))]
        for side in sides:
            side.scratch.mkdir()
        without_one_contribution(sides[1], folder / "without")
        rows = of_one_graph(folder) + (of_synthetic(folder, given.triples) if given.triples else [])
        print("| | old | new | |\n|---|---|---|---|")
        for row in rows:
            if given.only in row.name:
                print(compared(row, *sides, given.runs), flush=True)


if __name__ == "__main__":
    main()
