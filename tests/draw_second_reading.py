"""Draw the facts that are read a second time against their pages, as `data/second-reading.md` lists them.

python tests/draw_second_reading.py [SEED]            the first reading: so many facts of each kind
python tests/draw_second_reading.py SEED --since REV  the second: old and new facts, whatever their kind

A fact is the block of a subject with its sources. A fact's place in the draw hangs on the seed and its own IRI alone:
data that grow later push in new facts but never shuffle the old ones.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import tarfile
from collections.abc import Iterable
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


SINCE = {"known before": 50, "new": 90, "new, from the second pack": 60}
"""How many facts that stood at a revision, and how many that came since, are drawn from all kinds of facts alike."""
NO_FACTS = ("source", "edit", "statement")
"""Kinds of things that tell nothing about the world: pages, changes of the data, and the wording of an article."""


def facts_since(revision: str, data: Path = DATA) -> dict[str, list[str]]:
    """Every subject with a source, by whether the revision described it and whether it is of the second pack."""
    before = _sourced(quad for text in turtle_at(revision) for quad in parse(text, format=RdfFormat.TURTLE))
    now = _sourced(q for path in sorted(data.rglob("*.ttl")) for q in parse(path=str(path), format=RdfFormat.TURTLE))
    second = _second_pack(data)
    found: dict[str, list[str]] = {stratum: [] for stratum in SINCE}
    for iri, values in sorted(now.items()):
        pack = ", from the second pack" if second & {iri, *values} else ""
        found["known before" if iri in before else "new" + pack].append(iri)
    return found


def turtle_at(revision: str) -> list[bytes]:
    """Return the Turtle files of `data/` at a revision."""
    command = ["git", "-C", str(DATA.parent), "archive", revision, "data"]
    packed = subprocess.run(command, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        files = [archive.extractfile(each) for each in archive if each.name.endswith(".ttl")]
        return [file.read() for file in files if file is not None]


def _sourced(quads: Iterable[Quad]) -> dict[str, set[str]]:
    """The subjects that have a source, each with the things among its values."""
    values: dict[str, set[str]] = {}
    sourced: set[str] = set()
    for quad in quads:
        iri = str(getattr(quad.subject, "value", ""))
        if iri.removeprefix(ID).partition("/")[0] in NO_FACTS:
            continue
        values.setdefault(iri, set()).add(str(getattr(quad.object, "value", "")))
        if quad.predicate.value == f"{PROV}wasDerivedFrom":
            sourced.add(iri)
    return {iri: things for iri, things in values.items() if iri in sourced}


def _second_pack(data: Path) -> set[str]:
    """The things that records of the second pack were entered as or merged into."""
    with (data / "coverage.csv").open(encoding="utf-8", newline="") as file:
        curies = [
            curie
            for row in csv.DictReader(file)
            if row["file"].startswith("second/")
            for curie in row["things"].split()
        ]
    return {ID + curie.replace(":", "/", 1) for curie in curies}


def draw_since(seed: str, found: dict[str, list[str]]) -> dict[str, list[str]]:
    """The facts with the lowest hashes of seed and IRI, as many as `SINCE` says."""
    return {
        stratum: sorted(iris, key=lambda iri: sha256(f"{seed} {iri}".encode()).digest())[: SINCE[stratum]]
        for stratum, iris in found.items()
    }


if __name__ == "__main__":
    seed = sys.argv[1] if len(sys.argv) > 1 else SEED
    if sys.argv[2:3] == ["--since"]:
        everything = facts_since(sys.argv[3])
        drawn = draw_since(seed, everything)
    else:
        everything = facts()
        drawn = draw(seed, everything)
    for stratum, iris in drawn.items():
        print(f"# {stratum}: {len(iris)} of {len(everything[stratum])}")
        print(*map(compact, iris), sep="\n")
