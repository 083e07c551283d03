"""What reasoning costs: CPU seconds and peak memory of whole processes that parse a synthetic graph and close it.

    python benchmarks/reasoning.py [--triples 10000 100000 1000000] [--runs 3] [--owlrl 1000 10000] [--shipped]
                                   [--first-build nemo python owlrl]

The graphs are those of `lunar_graph.py --extended`: the shipped axioms and every construct of OWL 2 RL. CPU is user +
system, the reasoner's own process counted, median of the runs. Memory is the largest that this process and the
reasoner's held together, in MB, read fifty times a second where the system tells (Linux), else the sum of the peaks.
Nemo and the reasoner in Python run on each; owlrl runs beside them on the graphs where it ends within minutes. `cold`
is what Python needs to start and to import. `--first-build` asks a question of the shipped graph with no snapshot.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lunar_graph import write

CLOSE = """
import sys
from ilrs_graph.closure import materialise
from ilrs_graph.snapshot.pipeline import read_ontology
from ilrs_graph.files.root import Root
from ilrs_graph.files.parsing import parse_file
root = Root.find(sys.argv[1])
engine = sys.argv[2]
facts = (triple for path in root.data for triple in parse_file(path))
closure = materialise(read_ontology(root), facts, engine=None if engine == "default" else engine)
print(len(closure.inferred), len(closure.clashes), closure.engine)
"""
COLD = "from ilrs_graph.closure import materialise; from ilrs_graph.snapshot.pipeline import read_ontology"
RULES = """
import sys
from itertools import chain
from ilrs_graph.owl import compile_rules
from ilrs_graph.closure.facts import Facts
from ilrs_graph.closure.prune import live_rules
from ilrs_graph.snapshot.pipeline import read_ontology
from ilrs_graph.files.root import Root
from ilrs_graph.files.parsing import parse_file
root = Root.find(sys.argv[1])
facts = Facts(chain(read_ontology(root), (t for path in root.data for t in parse_file(path))))
print(len(rules := compile_rules(read_ontology(root))), len(live_rules(rules, facts)))
"""
HERE = Path(__file__).resolve().parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(HERE.parent / "src")}
GLANCE_S = 0.02
ASK = """
import sys
from ilrs_graph.__main__ import main
sys.argv[1:1] = ["ask", "far-side-partners", "--timeout", "0"]
main()
"""


def held(pid: int) -> int:
    """Return the bytes that a process and its children hold, shared pages counted once; 0 where it is not known."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    own = next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)
    return own + sum(held(int(child)) for child in children)


def measure(*arguments: str, **environment: str) -> tuple[float, float, str]:
    """Run Python, return its CPU seconds, peak memory in MB, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        [sys.executable, "-c", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**ENVIRONMENT, **environment},
        cwd=HERE.parent,
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, held(process.pid))
        time.sleep(GLANCE_S)
    out = process.stdout.read() if process.stdout else ""
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"the process ended with {process.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, (peak or after.ru_maxrss << 10) / 2**20, out.strip()


def row(root: Path, engine: str, runs: int) -> dict[str, object]:
    """Return the medians of several runs on one graph."""
    found = [measure(CLOSE, str(root), engine) for _ in range(runs)]
    inferred, clashes, used = found[0][2].split()
    return {
        "engine": used,
        "cpu_s": round(statistics.median(cpu for cpu, _, _ in found), 2),
        "peak_mb": round(max(memory for _, memory, _ in found)),
        "inferred": int(inferred),
        "clashes": int(clashes),
    }


def first_builds(engines: list[str], runs: int) -> None:
    """Print the medians of a question's first answer from the shipped graph, the engines in turn."""
    found: dict[str, list[tuple[float, float, str]]] = {engine: [] for engine in engines}
    for engine in engines * runs:
        with tempfile.TemporaryDirectory() as cache:
            found[engine].append(measure(ASK, "--reasoner", engine, ILRS_GRAPH_CACHE=cache))
    answers = {answer for results in found.values() for _, _, answer in results}
    if len(answers) > 1:
        raise SystemExit("the engines answer differently")
    for engine, results in found.items():
        cpu, memory = statistics.median(c for c, _, _ in results), max(m for _, m, _ in results)
        figures = {"engine": engine, "cpu_s": round(cpu, 2), "peak_mb": round(memory)}
        print("first build", json.dumps(figures), flush=True)


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--triples", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    given.add_argument("--owlrl", type=int, nargs="*", default=[1_000, 10_000])
    given.add_argument("--runs", type=int, default=3)
    given.add_argument("--shipped", action="store_true", help="the shipped graph too")
    given.add_argument("--first-build", nargs="*", default=[], choices=["nemo", "python", "owlrl"])
    arguments = given.parse_args()
    print("cold", json.dumps({"cpu_s": round(statistics.median(measure(COLD)[0] for _ in range(5)), 3)}), flush=True)
    if arguments.shipped:
        for engine in ("nemo", "python"):
            print("shipped graph", json.dumps(row(HERE.parent, engine, arguments.runs)), flush=True)
    first_builds(arguments.first_build, arguments.runs)
    with tempfile.TemporaryDirectory() as name:
        for size in sorted({*arguments.triples, *arguments.owlrl}):
            root = Path(name) / str(size)
            count = write(root, size, extended=True)
            rules, live = measure(RULES, str(root))[2].split()
            print(f"{count} triples, {rules} rules, {live} with the equality rules that can apply", flush=True)
            if size in arguments.triples:
                for engine in ("nemo", "python"):
                    print(" ", json.dumps(row(root, engine, arguments.runs)), flush=True)
            if size in arguments.owlrl:
                print(" ", json.dumps(row(root, "owlrl", 1)), flush=True)


if __name__ == "__main__":
    main()
