"""What the alignments cost: CPU seconds of whole processes with `ontology/alignments/` and without, in turn.

    python benchmarks/alignments.py [--runs 3]

They are no part of the graph, so building it, asking it and checking it should cost the same.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
from pathlib import Path

from validation import cost

REPO = Path(__file__).parents[1]
BUILD = "build, and ask far-side-partners"
ROWS = {
    BUILD: ("ask", "far-side-partners", "--format", "csv"),
    "ask far-side-partners": ("ask", "far-side-partners", "--format", "csv"),
    "check --all": ("check", "--all", "--today", "2026-11-30"),
}
"""The command of each row; the first finds an empty cache."""


def copied(folder: Path, *, alignments: bool) -> Path:
    """Copy the files of the graph, with the alignments or without, and return their root."""
    for name in ("data", "ontology", "queries"):
        shutil.copytree(REPO / name, folder / name)
    if not alignments:
        shutil.rmtree(folder / "ontology" / "alignments")
    return folder


def seconds(root: Path, name: str) -> float:
    """Return the CPU seconds of a row over a root."""
    cache = root / "cache"
    if name == BUILD:
        shutil.rmtree(cache, ignore_errors=True)
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    words = ["-m", "ilrs_graph", *ROWS[name], "--root", str(root)]
    return cost(words, {**kept, "ILRS_GRAPH_CACHE": str(cache)})[0]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="runs of each row; the median is printed")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as scratch:
        roots = [copied(Path(scratch, name), alignments=name == "with") for name in ("with", "without")]
        for root in roots:
            seconds(root, BUILD)  # a first run writes bytecode
        print("| CPU seconds | with alignments | without |\n|---|---|---|")
        for name in ROWS:
            found = [[seconds(root, name) for root in roots] for _ in range(runs)]
            with_them, without = (statistics.median(column) for column in zip(*found, strict=True))
            print(f"| {name} | {with_them:.2f} | {without:.2f} |", flush=True)


if __name__ == "__main__":
    main()
