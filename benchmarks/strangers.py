"""What hostile input costs: CPU seconds (user + system) of `ilrs-graph check` on what tests/cli/hostile.py makes.

    python benchmarks/strangers.py [--runs 3]

Files are checked against the shipped graph, and files and the graph against shapes that are refused at load; the
snapshot is present. Most of each row is the start of Python and what every check does: see `nothing of the kind`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from validation import cost

SHIPPED = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SHIPPED / "tests" / "cli"))

from hostile import HEAD, HOSTILE, SHAPES, content, shape  # noqa: E402

SILENT = 9
"""A port at which nobody listens."""


def row(name: str, words: list[str], runs: int, environment: dict[str, str]) -> tuple[float, str]:
    """Print one line of the table, the median; return the CPU seconds and the name."""
    command = ["-m", "ilrs_graph", *words]
    seconds = statistics.median(cost(command, environment, (0, 1, 3))[0] for _ in range(runs))
    print(f"| {name} | {seconds:.2f} |", flush=True)
    return seconds, name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "ILRS_GRAPH_CACHE": str(folder / "cache"), "PYTHONPATH": str(SHIPPED / "src")}
        environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        good = folder / "good.ttl"
        good.write_text(HEAD + 'item:new a ilrs:Instrument ; rdfs:label "New"@en .\n', "utf-8")
        cost(["-m", "ilrs_graph", "check", str(good)], environment, (0, 1))
        print("| | CPU s |\n|---|---|")
        row("nothing of the kind", ["check", str(good)], runs, environment)
        found = []
        for kind, (suffix, *_) in HOSTILE.items():
            file = folder / f"hostile.{suffix}"
            file.write_bytes(content(kind, SILENT))
            found.append(row(kind, ["check", str(file)], runs, environment))
        root = folder / "root"
        for part in ("ontology", "data", "queries"):
            shutil.copytree(SHIPPED / part, root / part)
        for kind, (body, _) in SHAPES.items():
            (root / "ontology" / "shapes" / "hostile.ttl").write_text(shape(body, SILENT), "utf-8")
            cost(["-m", "ilrs_graph", "--root", str(root), "info"], environment)
            for words in (["check", str(good)], ["check", "--all"]):
                title = f"shape with {kind}, {'all' if '--all' in words else 'a file'}"
                found.append(row(title, ["--root", str(root), *words], runs, environment))
        seconds, worst = max(found)
        median = statistics.median(each for each, _ in found)
        print(f"median {median:.2f} s, worst {seconds:.2f} s ({worst}), of {len(found)}")


if __name__ == "__main__":
    main()
