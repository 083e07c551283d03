"""What the command line costs: CPU seconds (user + system) of whole processes, median of several runs.

    python benchmarks/command_line.py [--runs 5]

The peers are named: `import rdflib` alone, and the same question on plain rdflib (export parsed, query run).
Ratios within one run are what counts; the machine's speed is in the first line.
"""

from __future__ import annotations

import argparse
import os
import pty
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

PYTHON = sys.executable
ASK = [PYTHON, "-m", "ilrs_graph", "ask", "far-side-partners"]
RDFLIB = """
import sys
from rdflib import Graph
graph = Graph().parse(sys.argv[1])
print(len(list(graph.query(open(sys.argv[2]).read()))))
"""


def cpu(run: Callable[[], None]) -> float:
    """Return the CPU seconds that the children started by `run` used."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def piped(command: list[str], environment: dict[str, str]) -> Callable[[], None]:
    return lambda: subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True) and None


def on_terminal(command: list[str], environment: dict[str, str]) -> None:
    """Run `command` with a pseudo-terminal as its output and read all it prints."""
    parent, child = pty.openpty()
    process = subprocess.Popen(command, env=environment, stdout=child, stdin=child, stderr=child)
    os.close(child)
    try:
        while os.read(parent, 65536):
            pass
    except OSError:  # the other end is closed: the process has ended
        pass
    os.close(parent)
    if process.wait():
        raise SystemExit(f"{command} failed")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    runs = arguments.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        environment = {**os.environ, "ILRS_GRAPH_CACHE": str(cache)}
        export, query = Path(folder) / "graph.ttl", Path(folder) / "q.rq"
        command = [PYTHON, "-m", "ilrs_graph"]
        subprocess.run([*command, "export", "-o", str(export)], env=environment, check=True)
        query.write_text((Path(__file__).parents[1] / "queries" / "far-side-partners.rq").read_text())

        def build() -> None:
            shutil.rmtree(cache, ignore_errors=True)
            subprocess.run(ASK, env=environment, stdout=subprocess.DEVNULL, check=True)

        cases: list[tuple[str, Callable[[], None]]] = [
            ("python -c pass", piped([PYTHON, "-c", "pass"], environment)),
            ("python -c 'import click'", piped([PYTHON, "-c", "import click"], environment)),
            ("python -c 'import rdflib'", piped([PYTHON, "-c", "import rdflib"], environment)),
            ("ilrs-graph --help", piped([*command, "--help"], environment)),
            ("ilrs-graph ask, first build", build),
            ("ilrs-graph ask, piped", piped(ASK, environment)),
            ("ilrs-graph ask, on a terminal", lambda: on_terminal(ASK, environment)),
            ("the same on plain rdflib", piped([PYTHON, "-c", RDFLIB, str(export), str(query)], environment)),
        ]
        for name, run in cases:
            run()  # once to warm the file cache, and to leave a snapshot
            print(f"{statistics.median(cpu(run) for _ in range(runs)):6.3f} s  {name}", flush=True)


if __name__ == "__main__":
    main()
