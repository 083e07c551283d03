"""What an update costs beside a fresh run: CPU seconds (user + system) and peak memory of whole processes.

    python benchmarks/update.py [--triples 10000 100000 1000000] [--runs 3] [--folder DIR]

Each graph is the synthetic one with the extended axioms. The update asserts twenty triples or a few more: a date claim
that supersedes the launch date of a mission, a withdrawal of a contribution to it, and a new contribution. The fresh
run reads the files, reasons and writes a snapshot; the update opens that snapshot and tells what would change, which
is checked against the triples that must be among it. DIR keeps the graphs for another time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from lunar_graph import write

FRESH = "from ilrs_graph import LunarGraph; import sys; LunarGraph(sys.argv[1]).snapshot"
UPDATE = """
import sys
from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import PREFIXES, compact
from pyoxigraph import RdfFormat, parse
head = "".join(f"@prefix {p}: <{n}> .\\n" for p, n in PREFIXES.items())
triples = [q.triple for q in parse((head + sys.argv[2]).encode(), format=RdfFormat.TURTLE)]
change = LunarGraph(sys.argv[1]).consequences(triples)
assert not change.from_scratch and not change.in_full and not change.clashes
for name, found in (("+", change.added), ("-", change.removed)):
    for t in found:
        print(name, compact(t.subject.value), compact(t.predicate.value), getattr(t.object, "value", ""))
"""
TRIPLES = """
claim:event-m-000001-launch-eventdate-cnsa-2033-01-01 a ilrs:DateClaim ;
    ilrs:subject event:m-000001-launch ; ilrs:property ilrs:eventDate ;
    ilrs:notBefore "2032-12-31"^^xsd:date ; ilrs:notAfter "2032-12-31"^^xsd:date ;
    ilrs:modality modality:actual ; ilrs:polarity polarity:asserted ; ilrs:rank rank:normal ;
    ilrs:statedOn "2033-01-01"^^xsd:date ; prov:wasDerivedFrom source:m-000001-s1 .
claim:contribution-m-000001-c1-status-cnsa-2033-01-01 a ilrs:StatusClaim ;
    ilrs:subject contribution:m-000001-c1 ; ilrs:property ilrs:status ; ilrs:valueEntity status:withdrawn ;
    ilrs:modality modality:actual ; ilrs:polarity polarity:asserted ; ilrs:rank rank:normal ;
    ilrs:statedOn "2033-01-01"^^xsd:date ; prov:wasDerivedFrom source:m-000001-s1 .
contribution:m-000001-new a ilrs:Contribution ; ilrs:contributor agent:union-0 ; ilrs:toward mission:m-000001 ;
    ilrs:contributes item:m-000001-i0 ; prov:wasDerivedFrom source:m-000001-s1 .
"""
EXPECTED = (
    "+ event:m-000001-launch ilrs:eventDate 2032-12-31",
    "+ mission:m-000001 ilrs:launchDate 2032-12-31",
    "+ contribution:m-000001-c1 ilrs:status https://w3id.org/ilrs-graph/vocab/status/withdrawn",
    "- mission:m-000001 ilrs:hasPartnerContribution https://w3id.org/ilrs-graph/id/contribution/m-000001-c1",
)


def run(script: str, *words: str, cache: Path) -> tuple[float, int, str]:
    """Return CPU seconds, peak megabytes and output of a Python process."""
    command = [sys.executable, "-c", script, *words]
    process = subprocess.Popen(
        command, env={**os.environ, "ILRS_GRAPH_CACHE": str(cache)}, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the process ended with {status}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, output


def measure(folder: Path, triples: int, runs: int) -> str:
    """Return a row of the table for a graph of so many triples."""
    root, cache = folder / f"lunar-{triples}", folder / f"cache-{triples}"
    if not root.exists():
        write(root, triples, extended=True)
    shutil.rmtree(cache, ignore_errors=True)
    fresh, fresh_memory, _ = run(FRESH, str(root), cache=cache)
    found = [run(UPDATE, str(root), TRIPLES, cache=cache) for _ in range(runs)]
    lines = found[0][2].splitlines()
    missing = [line for line in EXPECTED if line not in lines]
    if missing:
        raise SystemExit("not among the consequences: " + "; ".join(missing))
    update, memory = statistics.median(cpu for cpu, _, _ in found), max(peak for _, peak, _ in found)
    changes = " / ".join(str(sum(line.startswith(sign) for line in lines)) for sign in "+-")
    return f"| {triples:,} | {fresh:.2f} | {fresh_memory} | {update:.3f} | {memory} | {changes} |"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--triples", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    print(
        "| triples | fresh run, CPU s | MB | update, CPU s | MB | inferred added / removed |\n|---|---|---|---|---|---|"
    )
    with tempfile.TemporaryDirectory() as temporary:
        for triples in given.triples:
            print(measure(given.folder or Path(temporary), triples, given.runs), flush=True)


if __name__ == "__main__":
    main()
