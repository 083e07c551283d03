"""Draw the facts that are read a second time against their pages, as `data/second-reading.md` lists them.

python tests/draw_second_reading.py [SEED]

A fact is the block of a subject with its sources. A fact's place in the draw hangs on the seed and its own IRI alone:
data that grow later push in new facts but never shuffle the old ones.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from ilrs_graph.namespaces import ID, ONTOLOGY, PROV, compact

DATA = Path(__file__).parents[1] / "data"
SEED = "second-reading-1"
STRATA = {
    "claims": (("claim",), 42),
    "payloads and places aboard": (("contribution", "accommodation"), 14),
    "agreements": (("agreement", "participation", "signature"), 20),
    "memberships": (("membership",), 6),
    "samples": (("collection", "transfer"), 8),
    "agents": (("agent",), 10),
}
"""Of which kinds of thing, and how many of each."""
TELLING = {
    f"{ONTOLOGY}state",
    f"{ONTOLOGY}wikidata",
    f"{ONTOLOGY}ror",
    f"{PROV}actedOnBehalfOf",
    "http://www.w3.org/ns/org#subOrganizationOf",
}
"""An agent is drawn only where it says more than a name: one of these."""


def facts(data: Path = DATA) -> dict[str, list[str]]:
    """Every fact that may be drawn, by stratum."""
    kinds = {kind: stratum for stratum, (names, _) in STRATA.items() for kind in names}
    found: dict[str, set[str]] = {stratum: set() for stratum in STRATA}
    for path in sorted(data.rglob("*.ttl")):
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            iri = quad.subject.value
            kind = "signature" if _is_signature(quad) else iri.removeprefix(ID).partition("/")[0]
            if kind in kinds and (kind != "agent" or quad.predicate.value in TELLING):
                found[kinds[kind]].add(iri)
    return {stratum: sorted(iris) for stratum, iris in found.items()}


def _is_signature(quad: Quad) -> bool:
    return quad.object == NamedNode(f"{ONTOLOGY}Signature")


def draw(seed: str, found: dict[str, list[str]]) -> dict[str, list[str]]:
    """The facts with the lowest hashes of seed and IRI, as many of each stratum as it has places."""
    return {
        stratum: sorted(iris, key=lambda iri: sha256(f"{seed} {iri}".encode()).digest())[: STRATA[stratum][1]]
        for stratum, iris in found.items()
    }


if __name__ == "__main__":
    everything = facts()
    for stratum, iris in draw(sys.argv[1] if len(sys.argv) > 1 else SEED, everything).items():
        print(f"# {stratum}: {len(iris)} of {len(everything[stratum])}")
        print(*map(compact, iris), sep="\n")
