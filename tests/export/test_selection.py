"""Exports of Chang'e 6, and of the shipped graph as a soak: byte-stable, complete, read alike by other parsers."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ilrs_graph import LunarGraph
from ilrs_graph.construct.as_of import known_on
from ilrs_graph.files import parsing
from ilrs_graph.files.parsing import parse_file
from ilrs_graph.files.root import Root
from ilrs_graph.kinds import KINDS
from ilrs_graph.namespaces import ID, PROV
from ilrs_graph.snapshot import Snapshot
from ilrs_graph.snapshot.pipeline import read_data, read_rules
from ilrs_graph.terms import TYPE
from ilrs_graph.turtle.writer import write_turtle


@pytest.fixture(scope="module")
def triples(lunar: LunarGraph) -> list[Triple]:
    return list(lunar.triples())


@pytest.fixture(scope="module")
def turtle(triples: list[Triple]) -> str:
    return write_turtle(triples)


@pytest.mark.parametrize("times", [1, pytest.param(100, marks=pytest.mark.soak)])
def test_same_bytes_under_shuffles(times: int, triples: list[Triple], turtle: str) -> None:
    """One shuffle; a hundred as a soak."""
    shuffled = list(triples)
    for seed in range(times):
        random.Random(seed).shuffle(shuffled)
        assert write_turtle(shuffled) == turtle


def test_reads_back_to_the_same_triples_literal_forms_kept(triples: list[Triple], turtle: str) -> None:
    again = {quad.triple for quad in parse(turtle.encode(), format=RdfFormat.TURTLE)}
    assert again == set(triples)


@pytest.mark.parametrize("thing", ["change-6", pytest.param(None, marks=pytest.mark.soak)])
def test_same_count_in_rdflib_and_rapper(thing: str | None, lunar: LunarGraph, tmp_path: Path) -> None:
    """What is said of Chang'e 6; the whole export as a soak."""
    triples = list(lunar.triples(thing=thing))
    turtle, count = write_turtle(triples), len(set(triples))
    assert count > 500
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == count
    if shutil.which("rapper") is None:
        pytest.skip("rapper (raptor2-utils) is not installed")
    path = tmp_path / "graph.ttl"
    path.write_text(turtle, encoding="utf-8")
    done = subprocess.run(["rapper", "-q", "-c", "-i", "turtle", str(path)], capture_output=True, text=True, check=True)
    counted = subprocess.run(["rapper", "-c", "-i", "turtle", str(path)], capture_output=True, text=True, check=True)
    assert not done.stderr
    assert f"returned {count} triples" in counted.stderr


def test_asserted_leaves_out_what_follows(lunar: LunarGraph, triples: list[Triple]) -> None:
    asserted = set(lunar.triples(asserted=True))
    assert asserted < set(triples)
    assert not any(t.predicate.value.endswith("#hasPartner") for t in asserted)


def test_ontology_is_added_only_when_asked_for(lunar: LunarGraph, triples: list[Triple]) -> None:
    owl_class = NamedNode("http://www.w3.org/2002/07/owl#Class")
    assert not any(t.object == owl_class for t in triples)
    assert any(t.object == owl_class for t in lunar.triples(ontology=True))


def test_a_thing_brings_its_nodes_and_their_sources(graph: LunarGraph) -> None:
    part = list(graph.triples(thing="dorn"))
    subjects = {t.subject for t in part}
    assert NamedNode(f"{ID}item/dorn") in subjects
    assert NamedNode(f"{ID}contribution/change-6-cnes-dorn") in subjects
    sources = {t.object for t in part if t.predicate.value == PROV + "wasDerivedFrom"}
    assert sources <= subjects
    assert NamedNode(f"{ID}contribution/change-6-irf-nils") not in subjects


def by_files(root: Root, snapshot: Snapshot, day: date | None, thing: NamedNode | None, **only: bool) -> set[Triple]:
    """Return what an export holds, found without looking at the snapshot for anything but what was inferred."""
    axioms, lists = ([t for path in paths for t in parse_file(path)] for paths in (root.axioms, root.vocabularies))
    data, _ = read_data(root)
    if day is not None:
        data = known_on(day, [*axioms, *lists], data, read_rules(root))
    follows = [] if only["asserted"] else list(snapshot.inferred)
    facts = [*lists, *data, *follows] if thing is None else about(thing, [*data, *follows])
    return {t for t in [*facts, *(axioms if only["ontology"] else ())] if "_:" not in str(t)}


def about(thing: NamedNode, held: list[Triple]) -> list[Triple]:
    nodes = {t.subject for t in held if t.predicate == TYPE and str(t.subject).startswith(TRAVELLING)}
    about_it = {thing} | {t.subject for t in held if t.object == thing and t.subject in nodes}
    about_it |= {t.subject for t in held if t.object in about_it and t.subject in nodes}
    sources = {t.object for t in held if t.subject in about_it and t.predicate.value == PROV + "wasDerivedFrom"}
    return [t for t in held if t.subject in about_it | sources]


TRAVELLING = tuple(f"<{ID}{kind.segment}/" for kind in KINDS.values() if kind.travels)
MIXED = """@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ilrs:Mission ilrs:note "1.00"^^xsd:decimal, "1.0"^^xsd:decimal, "01"^^xsd:integer .
<https://w3id.org/ilrs-graph/id/mission/change-6> ilrs:note "2.50"^^xsd:decimal, "2.5"^^xsd:decimal, "x"@EN .
"""


@pytest.mark.parametrize(
    ("day", "things"), [(None, ("change-6", "cnsa", "ilrs:Mission")), (date(2024, 6, 1), ("change-6", "ilrs:Mission"))]
)
def test_what_the_snapshot_gives_is_what_the_files_hold(
    day: date | None, things: tuple[str, ...], small_root: Path, own_cache: Path
) -> None:
    """Also where the data speak of terms of the ontology, and literals are written in several ways."""
    root = Root(small_root)
    stated = [str(t) for path in (*root.axioms[:1], *root.vocabularies[:1]) for t in parse_file(path)]
    again = " .\n".join(t for t in stated if "_:" not in t)
    assert len(again) > 1000
    (small_root / "data" / "mixed.ttl").write_text(f"{MIXED}{again} .\n", encoding="utf-8")
    reading = LunarGraph(small_root, as_of=day).reading()
    for thing, asserted, ontology in product((None, *things), (True, False), (True, False)):
        found = reading.triples(thing=thing, asserted=asserted, ontology=ontology)
        node = None if thing is None else reading.resolve(thing)
        wanted = by_files(Root(small_root), reading.snapshot, day, node, asserted=asserted, ontology=ontology)
        assert {t for t in found if "_:" not in str(t)} == wanted
    whole, own = set(reading.triples()), set(reading.triples(asserted=True))
    assert reading.info()["triples"] == {"asserted": len(own), "inferred": len(whole) - len(own)}


def test_counting_and_selecting_a_thing_parse_no_data(lunar: LunarGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = LunarGraph(lunar.root.path).reading()
    parsed: list[str] = []
    real = parsing.parse_bytes

    def noted(content: bytes, name: str, *syntax: RdfFormat) -> Iterator[Triple]:
        parsed.append(name)
        return real(content, name, *syntax)

    monkeypatch.setattr(parsing, "parse_bytes", noted)
    assert reading.info()["triples"]["asserted"] > 5_000
    assert list(reading.triples(thing="change-6"))
    assert parsed
    assert [name for name in parsed if "ontology" not in Path(name).parts] == []
    assert len(parsed) == len(set(parsed))


def test_as_of_leaves_out_what_was_not_yet_known(small_root: Path) -> None:
    """Chang'e 6 was announced before 2023 and flew after."""
    then = list(LunarGraph(small_root, as_of=date(2023, 1, 1)).triples(asserted=True))
    assert then
    late = {t.subject for t in then if t.predicate.value.endswith("/issued") and isinstance(t.object, Literal)
            and t.object.value > "2023-01-01"}  # fmt: skip
    assert not late


def test_every_format_of_the_export_holds_the_same_graph(lunar: LunarGraph) -> None:
    from ilrs_graph.render import format_named, write_bytes

    part = list(lunar.triples(thing="change-6"))
    for name, syntax in (("nt", RdfFormat.N_TRIPLES), ("rdfxml", RdfFormat.RDF_XML), ("jsonld", RdfFormat.JSON_LD)):
        again = {quad.triple for quad in parse(write_bytes(part, format_named(name, "triples")), format=syntax)}
        assert again == set(part), name
