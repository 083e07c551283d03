"""What an explanation costs: the whole command, and the prover alone, over thirty seeded facts of the shipped graph.

python benchmarks/explain.py
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import time

from pyoxigraph import Literal, NamedNode, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import compact

SEED, FACTS = 7, 30


def sample(graph: LunarGraph) -> list[Triple]:
    facts = sorted(graph.snapshot.inferred, key=str)
    return random.Random(SEED).sample(facts, FACTS)


def words(fact: Triple) -> list[str]:
    """Return the fact as it is typed: IRIs, and literals in quotation marks."""
    value = fact.object
    if isinstance(value, Literal):
        tail = f"@{value.language}" if value.language else f"^^{compact(value.datatype.value)}"
        return [fact.subject.value, fact.predicate.value, f'"{value.value}"{tail}']
    return [fact.subject.value, fact.predicate.value, value.value if isinstance(value, NamedNode) else str(value)]


def command(fact: Triple) -> float:
    """Return the CPU seconds of `ilrs-graph explain`, Python's start included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "ilrs_graph", "explain", *words(fact)], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def prover(graph: LunarGraph, fact: Triple) -> float:
    began = time.process_time()
    assert graph.explainer.prover.prove((fact.subject, fact.predicate, fact.object)) is not None
    return time.process_time() - began


def main() -> None:
    graph = LunarGraph()
    facts = sample(graph)
    _ = graph.explainer.prover
    for name, costs in (
        ("ilrs-graph explain, whole process", [command(fact) for fact in facts]),
        ("the prover alone, axioms compiled", [prover(graph, fact) for fact in facts]),
    ):
        print(f"{name}: median {statistics.median(costs):.4f} s, worst {max(costs):.4f} s, of {len(costs)} facts")


if __name__ == "__main__":
    main()
