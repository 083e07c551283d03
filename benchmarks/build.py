"""What the first build of a graph costs, by phase, beside the bare work of the libraries: CPU seconds and peak memory.

    python benchmarks/build.py [--triples 100000 1000000] [--runs 3] [--folder DIR] [--shipped]

Each graph is the synthetic one with the extended axioms; `--shipped` adds the bundled graph. A build reads the files,
reasons and writes a snapshot, as the first command on a graph does. The floor is what no such program can do without:
parsing the files with pyoxigraph, the process of Nemo, and `Store.bulk_extend` and `optimize` for the quads that the
snapshot keeps, held in a list. Both are measured in turn, each in a process of its own; processes that they start are
counted (user + system). DIR keeps the graphs.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from lunar_graph import write

BUILD = "from ilrs_graph import LunarGraph; import sys; LunarGraph(sys.argv[1]).snapshot"
PHASES = """
import json, resource, sys, tempfile, time
from itertools import chain
from pathlib import Path
from ilrs_graph.closure import materialise
from ilrs_graph.construct.rules import derive_by_rule
from ilrs_graph.files.root import Root
from ilrs_graph.snapshot.pipeline import read_data, read_ontology, read_rules

def used(whom):
    found = resource.getrusage(whom)
    return found.ru_utime + found.ru_stime

def lap(name):
    global since
    now = used(resource.RUSAGE_SELF) + used(resource.RUSAGE_CHILDREN)
    phases[name], since = now - since, now

phases, since = {}, 0.0
lap("start")
root = Root.find(sys.argv[1])
ontology, rules = read_ontology(root), read_rules(root)
data, files = read_data(root)
lap("parse")
by_rule = derive_by_rule([*ontology, *data], rules)
lap("rules")
closure = materialise(ontology, chain(data, *by_rule.values()))
lap("closure")
phases["of it Nemo"] = used(resource.RUSAGE_CHILDREN)
phases["asserted"], phases["inferred"] = len(data), len(closure.inferred) + sum(map(len, by_rule.values()))
print(json.dumps(phases))
"""
PARSING = """
import sys
from pathlib import Path
from pyoxigraph import parse
root = Path(sys.argv[1])
held = [q for name in ("ontology", "data") for path in (root / name).rglob("*.ttl") for q in parse(path=path)]
"""
READING = """
import sys
from pyoxigraph import Store
held = list(Store.read_only(sys.argv[1]))
"""
WRITING = (
    READING
    + """
store = Store(sys.argv[2])
store.bulk_extend(held)
store.flush()
store.optimize()
"""
)


def run(script: str, *words: object, cache: Path) -> tuple[float, float, str]:
    """Return CPU seconds, peak megabytes and output of a Python process."""
    command = [sys.executable, "-c", script, *map(str, words)]
    environment = {**os.environ, "ILRS_GRAPH_CACHE": str(cache)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the process ended with {status}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, output


def once(root: Path, folder: Path) -> dict[str, float]:
    """Return the figures of one build and of its floor."""
    cache, copy = folder / "cache", folder / "copy"
    shutil.rmtree(cache, ignore_errors=True)
    shutil.rmtree(copy, ignore_errors=True)
    found: dict[str, float] = {}
    found["build"], found["MB"], _ = run(BUILD, root, cache=cache)
    (store,) = cache.rglob("store")
    found["disk"] = sum(each.stat().st_size for each in store.rglob("*")) / 1e6
    phases = json.loads(run(PHASES, root, cache=cache)[2])
    python = run("pass", cache=cache)[0]
    found["bare parse"] = run(PARSING, root, cache=cache)[0] - python
    found["bare write"] = run(WRITING, store, copy, cache=cache)[0] - run(READING, store, cache=cache)[0]
    found["floor"] = found["bare parse"] + phases["of it Nemo"] + found["bare write"]
    return {**phases, **found}


def row(name: str, root: Path, folder: Path, runs: int) -> str:
    """Return a row of the table: medians of the runs."""
    each = [once(root, folder) for _ in range(runs)]
    m = {key: statistics.median(one[key] for one in each) for key in each[0]}
    m["write"] = m["build"] - sum(m[phase] for phase in ("start", "parse", "rules", "closure"))
    figures = [f"{m[key]:.1f}" for key in ("parse", "rules", "closure", "write", "build")]
    floor = [f"{m[key]:.1f}" for key in ("bare parse", "of it Nemo", "bare write", "floor")]
    counts = f"{m['asserted']:,.0f} + {m['inferred']:,.0f}"
    last = [f"{m['build'] / m['floor']:.2f}", f"{m['MB']:.0f}", f"{m['disk']:.0f}"]
    return f"| {' | '.join([name, counts, *figures, *floor, *last])} |"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--triples", type=int, nargs="*", default=[100_000, 1_000_000])
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--folder", type=Path)
    arguments.add_argument("--shipped", action="store_true")
    given = arguments.parse_args()
    columns = "graph", "triples", "parse", "rules", "closure", "write", "build", "bare parse", "Nemo", "bare write"
    print(f"| {' | '.join([*columns, 'floor', 'build / floor', 'MB', 'MB on disk'])} |\n|{'---|' * 14}")
    with tempfile.TemporaryDirectory() as temporary:
        if given.shipped:
            print(row("bundled", Path(__file__).resolve().parent.parent, Path(temporary), given.runs), flush=True)
        for triples in given.triples:
            root = (given.folder or Path(temporary)) / f"lunar-{triples}"
            if not root.exists():
                write(root, triples, extended=True)
            print(row("synthetic", root, Path(temporary), given.runs), flush=True)


if __name__ == "__main__":
    main()
