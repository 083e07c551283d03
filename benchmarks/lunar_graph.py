"""A seeded synthetic lunar graph in the project's own ontology: the same seed gives the same bytes.

    python benchmarks/lunar_graph.py DIR --triples 100000 [--seed 1] [--extended]

DIR becomes a root of the shipped shape: `ontology/` and `queries/` are copied, `data/` is invented. Nothing in it is
true of the world. It grows by missions, about 480 triples each: spacecraft, events with plans that slip, items, masses,
contributions (some withdrawn), agreements, samples, calls, supports, sources. Degrees are those of a real graph: a few
agencies (`agent:cnsa` above all) are in a tenth of everything, most things have two to ten neighbours, places lie in
regions six deep, and missions build on a few before them. It conforms to the shapes. `--extended` adds
`benchmarks/extended.ttl`: axioms with every construct of OWL 2 RL, so that about 130 rules run.

Names to build on: `mission:m-000001`, `event:m-000001-launch`, `contribution:m-000001-c0`, `agent:cnsa`,
`source:m-000001-s0`.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from lunar_world import World

HERE = Path(__file__).resolve().parent


def write(folder: Path, triples: int, *, seed: int = 1, extended: bool = False) -> int:
    """Write a root of at least so many asserted triples to `folder`, which is replaced; return how many they are."""
    for name in ("ontology", "queries", "data"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in ("ontology", "queries"):
        shutil.copytree(HERE.parent / name, folder / name)
    if extended:
        shutil.copy(HERE / "extended.ttl", folder / "ontology" / "extended.ttl")
    count = 0
    for name, block in World(seed).files():
        block.write(folder / "data" / name)
        count += block.triples
        if count >= triples:
            return count
    raise AssertionError("a world has no end")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, metavar="DIR")
    arguments.add_argument("--triples", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--extended", action="store_true")
    given = arguments.parse_args()
    print(write(given.folder, given.triples, seed=given.seed, extended=given.extended), "triples")


if __name__ == "__main__":
    main()
