"""What `diff` costs: CPU seconds (user + system) and memory of whole processes, median of several runs.

    python benchmarks/compare.py [--runs 3]

The shipped graph is held against a copy with one contribution taken out, with the answers of every saved question and
without, and against itself. The peer is `rdflib.compare.graph_diff` on the same two graphs, which tells triples only.
Ratios within one run are what counts.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from validation import cost, row

GONE = "contribution:change-6-cnes-dorn"
PEER = """
import sys
from pathlib import Path
from rdflib import Graph
from rdflib.compare import graph_diff
sides = []
for folder in sys.argv[1:]:
    sides.append(Graph())
    for part in ("data", "ontology"):
        for path in sorted(Path(folder, part).rglob("*.ttl")):
            sides[-1].parse(path)
both, first, second = graph_diff(*sides)
print(len(first), len(second))
"""


def without(folder: Path) -> None:
    path = folder / "data" / "missions" / "change-6.ttl"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(rf"(?ms)^{GONE} .*?\.\n(?=\n|\Z)", "", text)
    if changed == text:
        raise SystemExit(f"{GONE} is not in {path}")
    path.write_text(changed, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    shipped = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory() as name:
        old, new = Path(name) / "old", Path(name) / "new"
        for folder in (old, new):
            for part in ("ontology", "data", "queries"):
                shutil.copytree(shipped / part, folder / part)
        without(new)
        env = {**os.environ, "ILRS_GRAPH_CACHE": str(Path(name) / "cache"), "PYTHONPATH": str(shipped / "src")}
        env["PYTHONPYCACHEPREFIX"] = str(Path(name) / "bytecode")
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        diff = ["-m", "ilrs_graph", "--root", str(old), "diff", str(old)]
        print("| | CPU s | MB | |\n|---|---|---|---|")
        cost([*diff, str(old)], env)  # compiles the package
        row("a contribution less, both graphs built first", [*diff, str(new)], 1, env)
        row("the same, both snapshots present", [*diff, str(new)], given.runs, env)
        row("the same, without answers", [*diff, str(new), "--no-answers"], given.runs, env)
        row("a graph and itself", [*diff, str(old)], given.runs, env)
        row("rdflib.compare.graph_diff", ["-c", PEER, str(old), str(new)], 1, env)
    print(f"(Python {sys.version.split()[0]})", file=sys.stderr)


if __name__ == "__main__":
    main()
