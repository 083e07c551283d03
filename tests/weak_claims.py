"""Tell how many claims rest on copies, aggregators and wikis alone, and which they are.

python tests/weak_claims.py [REV]

Counted are claims that are not deprecated. With a revision, those that stood there and those that came since are
counted apart. A claim is weak by the page read if each of its pages is a mirror, an aggregator or a wiki; it is weak by
the original if that holds of what the copies name as their originals.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from draw_second_reading import turtle_at
from ilrs_graph.namespaces import ID, ONTOLOGY, PROV, compact

DATA = Path(__file__).parents[1] / "data"
WEAK = {"mirror", "aggregator", "wiki"}
Things = dict[str, dict[str, set[str]]]


def things(quads: Iterable[Quad]) -> Things:
    """Return the values of each property of each subject."""
    found: Things = {}
    for quad in quads:
        values = found.setdefault(str(getattr(quad.subject, "value", "")), {})
        values.setdefault(quad.predicate.value, set()).add(str(getattr(quad.object, "value", "")))
    return found


def claims(graph: Things) -> list[str]:
    """Return the claims that have a source and are not deprecated."""
    return [
        iri
        for iri, values in sorted(graph.items())
        if iri.startswith(f"{ID}claim/")
        and f"{PROV}wasDerivedFrom" in values
        and not any(rank.endswith("/deprecated") for rank in values.get(f"{ONTOLOGY}rank", ()))
    ]


def by_page(graph: Things, source: str) -> set[str]:
    """Return the kind of a page."""
    return {kind.rpartition("/")[2] for kind in graph.get(source, {}).get(f"{ONTOLOGY}sourceKind", ())}


def by_original(graph: Things, source: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """Return the kinds of the originals of a copy; that of another page is its own."""
    kinds = by_page(graph, source)
    if "mirror" not in kinds:
        return kinds
    originals = graph[source].get(f"{ONTOLOGY}derivativeOf", set()) - seen
    found: set[str] = set()
    for original in originals:
        copied = original.startswith(f"{ID}source/")
        found |= by_original(graph, original, seen | {source}) if copied else {"original"}
    return found or kinds


def weak(graph: Things, among: list[str], kinds: Callable[[Things, str], set[str]]) -> list[str]:
    """Return the claims all of whose sources are of weak kinds."""
    return [c for c in among if all(kinds(graph, s) <= WEAK for s in graph[c][f"{PROV}wasDerivedFrom"])]


if __name__ == "__main__":
    now = things(q for path in sorted(DATA.rglob("*.ttl")) for q in parse(path=str(path), format=RdfFormat.TURTLE))
    groups = {"all": claims(now)}
    if len(sys.argv) > 1:
        before = things(q for text in turtle_at(sys.argv[1]) for q in parse(text, format=RdfFormat.TURTLE))
        groups["old"] = [claim for claim in groups["all"] if claim in before]
        groups["new"] = [claim for claim in groups["all"] if claim not in before]
    for name, among in groups.items():
        read, first = weak(now, among, by_page), weak(now, among, by_original)
        print(f"# {name}: {len(among)} claims, {len(read) / len(among):.1%} weak by the page read,", end=" ")
        print(f"{len(first) / len(among):.1%} by the original")
    for claim in weak(now, groups["all"], by_page):
        print(compact(claim), *(compact(source) for source in sorted(now[claim][f"{PROV}wasDerivedFrom"])), sep="\t")
