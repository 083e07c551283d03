"""How soon a command ends on Ctrl-C, and how long after its time limit: wall seconds, the most of several runs.

    python benchmarks/ending.py [--runs 3]

A query that takes days stands in the place of the work of each verb; the tests have the same verbs.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "tests"), str(HERE.parent / "tests" / "cli")]

from test_ending import NEW, PROGRAM, VERBS  # noqa: E402

LIMIT_S = 1.0


def start(verb: str, folder: Path, limit: float) -> tuple[subprocess.Popen[bytes], Path]:
    """Start a verb and return it when its query runs, with the file that says so."""
    place, words = VERBS[verb]
    mark = folder / "mark"
    mark.unlink(missing_ok=True)
    command = [sys.executable, "-c", PROGRAM, place, str(mark), "--root", str(HERE.parent), *words]
    process = subprocess.Popen(
        [*command, "--timeout", str(limit)], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while not mark.exists() and process.poll() is None:
        time.sleep(0.001)
    return process, mark


def after_ctrl_c(verb: str, folder: Path) -> float:
    """Return the seconds from the signal to the end."""
    process, _ = start(verb, folder, 0)
    time.sleep(0.05)
    before = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.wait() == 130
    return time.monotonic() - before


def after_the_limit(verb: str, folder: Path) -> float:
    """Return the seconds from the end of the limit to the end of the process.

    The clock starts between the opening of the graph and the query, so the figure may be a few milliseconds too low.
    """
    process, _ = start(verb, folder, LIMIT_S)
    before = time.monotonic()
    assert process.wait() == 3
    return time.monotonic() - before - LIMIT_S


def main() -> None:
    """Print one row a verb."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ILRS_GRAPH_CACHE"] = str(folder / "cache")
        (folder / "new.ttl").write_text(NEW, encoding="utf-8")
        after_ctrl_c("ask", folder)  # builds the graph
        print("| verb | after Ctrl-C | after the limit |\n|---|---|---|")
        for verb in VERBS:
            found = [max(end(verb, folder) for _ in range(runs)) for end in (after_ctrl_c, after_the_limit)]
            print(f"| {verb} | {found[0]:.3f} | {found[1]:.3f} |")


if __name__ == "__main__":
    main()
