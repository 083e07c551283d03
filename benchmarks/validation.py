"""What it costs to validate: CPU seconds (user + system) and memory of whole processes, median of several runs.

    python benchmarks/validation.py [--runs 5] [--triples 1000000] [--peers]

About 20 new triples are checked, as a user does it (`ilrs-graph check`), against the shipped graph and against
synthetic ones (`lunar_graph.py`), each with its snapshot present: triples that are fine, triples with mistakes, a hub
given another class, and removals. Then whole graphs (`check --all`): the shipped one, and a synthetic one of 50
thousand triples. `--peers` adds full pyshacl, which takes minutes, and full pyshifty. The package runs from bytecode,
as it does when it is installed. Ratios within one run are what counts.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from ilrs_graph.namespaces import PREFIXES
from lunar_graph import write

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
PEER = """
import sys
from ilrs_graph.snapshot.pipeline import read_data, read_ontology
from ilrs_graph.files.root import Root
from ilrs_graph.files.parsing import parse_file
root = Root.find(sys.argv[1])
data = [*read_ontology(root), *read_data(root)[0]]
shapes = [t for path in root.shapes for t in parse_file(path)]
if sys.argv[2] == "pyshacl":
    import pyshacl
    from ilrs_graph.bridge import to_rdflib
    print(pyshacl.validate(to_rdflib(data), shacl_graph=to_rdflib(shapes))[0])
else:
    import shifty
    lines = lambda triples: "".join(f"{t.subject} {t.predicate} {t.object} .\\n" for t in triples).encode()
    print(shifty.validate(lines(data), lines(shapes), infer=False)[0])
"""
GOOD = """item:new a ilrs:Instrument ; rdfs:label "New"@en ; prov:wasDerivedFrom {source} .
contribution:new a ilrs:Contribution ; ilrs:contributor {agent} ; ilrs:toward {mission} ; ilrs:contributes item:new ;
  ilrs:contributionKind contribution-kind:instrument ; prov:wasDerivedFrom {source} .
claim:new a ilrs:DateClaim ; ilrs:subject {event} ; ilrs:property ilrs:eventDate ; ilrs:assertedBy {agent} ;
  ilrs:statedOn "2010-01-01"^^xsd:date ; ilrs:modality modality:planned ; ilrs:polarity polarity:asserted ;
  ilrs:rank rank:normal ; ilrs:edtfDate "2034-05-09"^^edtf:EDTF ; ilrs:notBefore "2034-05-09"^^xsd:date ;
  ilrs:notAfter "2034-05-09"^^xsd:date ; prov:wasDerivedFrom {source} .
"""
BAD = """item:new a ilrs:Instrument .
contribution:new a ilrs:Contribution ; ilrs:toward {agent} ; ilrs:contributes item:none .
claim:new a ilrs:DateClaim ; ilrs:subject {event} , {mission} ; ilrs:property rdfs:label ; ilrs:assertedBy {source} ;
  ilrs:statedOn "2030" ; ilrs:modality modality:none ; ilrs:rank rank:normal , rank:deprecated .
"""
KINDS = {
    "fine": GOOD,
    "mistakes": BAD,
    "another class for a hub": "agent:cnsa a ilrs:Company .",
    "another name for a hub": 'agent:cnsa skos:altLabel "China Space Office"@en .',
}
SHIPPED = {
    "agent": "agent:cnsa",
    "mission": "mission:change-6",
    "event": "event:change-6-launch",
    "source": "source:scio-2024-07-09-change-6",
}
SYNTHETIC = {
    "agent": "agent:cnsa",
    "mission": "mission:m-000001",
    "event": "event:m-000001-launch",
    "source": "source:m-000001-s0",
}


def cost(words: list[str], environment: dict[str, str], allowed: tuple[int, ...] = (0, 1)) -> tuple[float, float, str]:
    """Return CPU seconds, megabytes at most, and the last line printed, of a process that ends with an allowed code."""
    command = [sys.executable, "-W", "ignore", *words]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    printed = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        raise SystemExit(f"{words} failed with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, printed.strip().rpartition("\n")[2]


def row(name: str, words: list[str], runs: int, environment: dict[str, str]) -> None:
    """Print one line of the table: the median of some runs after a first one that fills caches."""
    if runs > 1:
        cost(words, environment)
    found = [cost(words, environment) for _ in range(runs)]
    seconds, megabytes = (statistics.median(each[i] for each in found) for i in (0, 1))
    print(f"| {name} | {seconds:.2f} | {megabytes:.0f} | {found[0][2]} |", flush=True)


def check(root: Path, *words: str) -> list[str]:
    return ["-m", "ilrs_graph", "--root", str(root), "check", *words]


def changes(name: str, root: Path, names: dict[str, str], folder: Path, runs: int, env: dict[str, str]) -> None:
    for kind, text in KINDS.items():
        file = folder / "new.ttl"
        file.write_text(HEAD + text.format(**names), encoding="utf-8")
        row(f"{name}: {kind}", check(root, str(file)), runs, env)
    file = folder / "old.ttl"
    lines = (f"{p} {o}" for p, o in (("ilrs:partOfProgramme", "programme:clep"), ("a", "ilrs:Mission")))
    file.write_text(HEAD + "".join(f"{names['mission']} {line} .\n" for line in lines), encoding="utf-8")
    row(f"{name}: class and programme of a mission removed", check(root, "--remove", str(file)), runs, env)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--peers", action="store_true")
    given = parser.parse_args()
    shipped = Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {**os.environ, "ILRS_GRAPH_CACHE": str(folder / "cache"), "PYTHONPATH": str(shipped / "src")}
        env["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        print("| | CPU s | MB | |\n|---|---|---|---|")
        changes("shipped graph", shipped, SHIPPED, folder, given.runs, env)
        row("shipped graph: whole", check(shipped, "--all"), given.runs, env)
        for peer in ("pyshifty", "pyshacl") if given.peers else ():
            row(f"shipped graph: whole, {peer}", ["-c", PEER, str(shipped), peer], 1, env)
        fifty = folder / "fifty"
        print(f"(synthetic: {write(fifty, 50_000):,} triples)", file=sys.stderr)
        row("50 thousand triples: whole", check(fifty, "--all"), given.runs, env)
        if given.triples:
            large = folder / "large"
            print(f"(synthetic: {write(large, given.triples):,} triples)", file=sys.stderr)
            changes(f"{given.triples:,} triples", large, SYNTHETIC, folder, given.runs, env)


if __name__ == "__main__":
    main()
