"""What forecasts and their backtest cost, and how their parameters were chosen: python benchmarks/forecast.py

`--choose` prints the losses of forecasts that leave out the mission of each plan, for other offsets of the lead time
and other least numbers of missions at risk: the table of docs/forecast.md. With `--as-of DAY`,
for what was known by then.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from datetime import date
from unittest.mock import patch

from ilrs_graph import LunarGraph
from ilrs_graph.forecasting import Outlook, Record, read_record

OFFSETS = (0.05, 0.1, 0.25, 0.5)
AT_RISK = (0.0, 1.0, 2.0, 3.0)
COMMANDS = (["change-8"], ["change-8", "--plans"], [], ["--backtest"])
RUNS = 5


def cpu(words: list[str]) -> float:
    """Return the CPU seconds of `ilrs-graph forecast`, Python's start included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "ilrs_graph", "forecast", *words], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def choose(graph: LunarGraph, record: Record, day: date) -> None:
    print("| at risk | offset, years | loss | as announced | 50% held | 80% held | 90% held |")
    for at_risk in AT_RISK:
        for offset in OFFSETS:
            with (
                patch("ilrs_graph.forecasting.estimate.LEAST_AT_RISK", at_risk),
                patch("ilrs_graph.forecasting.plans.OFFSET_DAYS", offset * 365.25),
            ):
                found = Outlook(record, day, graph.labels).check_of_all()
            shares = " | ".join(f"{share:.0%}" for share in found.held)
            print(f"| {at_risk:.0f} | {offset} | {found.loss:.3f} | {found.announced:.3f} | {shares} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--choose", action="store_true")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DAY")
    graph = LunarGraph()
    record = read_record(graph.engine)
    given = parser.parse_args()
    if given.choose:
        day = given.as_of or record.last_day
        assert day is not None
        choose(graph, record, day)
        return
    for words in COMMANDS:
        costs = sorted(cpu(words) for _ in range(RUNS))
        print(f"forecast {' '.join(words)}: {costs[RUNS // 2]:.2f} CPU s (median of {RUNS})")


if __name__ == "__main__":
    main()
