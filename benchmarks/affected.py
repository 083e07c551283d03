"""How much of a graph a change is held to affect: fewer is better, as long as nothing is left out.

    python benchmarks/affected.py [--changes 750] [--seed 2026]

Each seeded change of the shipped graph removes one asserted triple, adds one (subject, property and value of three
triples, so that values and kinds move between things), or both. Printed are the pairs of a shape and a focus node that
are affected before or after, summed over all changes, for all shapes and for those with a SPARQL constraint; the pairs
of a CONSTRUCT rule and a thing; and the triples that are fetched to check the pairs and to run the rules again.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from pyoxigraph import NamedNode

from ilrs_graph import LunarGraph
from ilrs_graph.construct.bounds import Bounds
from ilrs_graph.snapshot.pipeline import read_rules
from ilrs_graph.terms import Fact, Match, triple_of
from ilrs_graph.validation.affected import Affected
from ilrs_graph.validation.compiled import shapes_of
from ilrs_graph.validation.fragment import gather
from ilrs_graph.validation.targets import Targets
from ilrs_graph.views.lexical_forms import facts_in_store_form
from ilrs_graph.views.overlay import Overlay

Change = tuple[list[Fact], list[Fact]]


def changes(asserted: list[Fact], number: int, seed: int) -> Iterator[Change]:
    """Yield what is added and what is removed."""
    chance, there = random.Random(seed), set(asserted)
    for n in range(number):
        one, other, third = (chance.choice(asserted) for _ in range(3))
        alike = [third, one][n % 2]
        added = (one[0], other[1], other[2] if n % 4 < 2 else alike[2])
        removed = [chance.choice(asserted)] if n % 3 else []
        yield ([added] if n % 3 != 1 and added not in there else []), removed


def of_shapes(graph: LunarGraph, all_changes: list[Change]) -> None:
    base, shapes = graph.snapshot.asserted, shapes_of(graph.root)
    counts: Counter[str] = Counter()
    fetched = 0
    for added, removed in all_changes:
        views = base, Overlay(base, added, removed)
        targets = Targets(views[0]), Targets(views[1])
        affected = Affected(shapes, Overlay(base, added), targets, [*added, *removed])
        for view, known in zip(views, targets, strict=True):
            pairs = affected.pairs(known)
            for number, foci in pairs.items():
                counts[shapes.shapes[number].id] += len(foci)
            fetched += len(gather(shapes, view, pairs))
    print(f"pairs of a shape and a focus node: {counts.total():,}; triples fetched for them: {fetched:,}")
    for shape in shapes.shapes:
        if shape.selects:
            print(f"    {shape.id}: {counts[shape.id]:,}")


def of_rules(graph: LunarGraph, all_changes: list[Change]) -> None:
    rules = read_rules(graph.root)
    view = graph.snapshot.layered
    counts: Counter[str] = Counter()
    fetched = 0
    for layer, rule in enumerate(rules, 1):
        bounds = Bounds.of(rule)
        match = partial(view.match, below=layer)
        for added, removed in all_changes:
            facts = list(facts_in_store_form((*added, *removed)))
            either = partial(_either, match, facts)
            things = [t for t in bounds.things(facts, either) if isinstance(t, NamedNode)]
            counts[rule.name] += len(things)
            if things:
                fetched += sum(1 for _ in bounds.needed(things, match))
    print(f"pairs of a rule and a thing: {counts.total():,}; triples fetched for them: {fetched:,}")
    for name, count in counts.items():
        print(f"    {name}: {count:,}")


def _either(match: Match, facts: list[Fact], *pattern: Any) -> Iterator[Fact]:
    """Yield what holds, or may hold, before or after."""
    yield from match(*pattern)
    yield from (f for f in facts if all(t is None or t == u for t, u in zip(pattern, f, strict=True)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--changes", type=int, default=750)
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    graph = LunarGraph()
    asserted = sorted(graph.snapshot.asserted.match(), key=lambda fact: str(triple_of(fact)))
    all_changes = list(changes(asserted, given.changes, given.seed))
    of_shapes(graph, all_changes)
    of_rules(graph, all_changes)


if __name__ == "__main__":
    main()
