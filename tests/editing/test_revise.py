"""`rename`, `merge` and `deprecate`: the laws that they keep, what they refuse, and what they leave as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.errors import UnknownName, UsageError
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import DCTERMS, ID, ONTOLOGY, OWL, PREFIXES, SKOS, VOCAB, compact, slug
from ilrs_graph.snapshot.pipeline import read_data
from ilrs_graph.turtle.canonical import format_turtle
from ilrs_graph.turtle.parse import parse_bytes

DAY = date(2026, 11, 22)
HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
REPLACED, DEPRECATED = NamedNode(DCTERMS + "isReplacedBy"), NamedNode(OWL + "deprecated")
CNES, ITEM, RADON = (NamedNode(ID + name) for name in ("agent/cnes", "item/dorn", "item/radon"))
TRUE = Literal("true", datatype=NamedNode(PREFIXES["xsd"] + "boolean"))
TWIN = """agent:cnes-twin a ilrs:Organisation ; rdfs:label "Twin of CNES"@en ; skos:altLabel "CNES twin"@en ;
    prov:wasDerivedFrom source:cnes-dorn ; ilrs:ofState agent:france .
item:twin-item a ilrs:Instrument ; rdfs:label "Twin item"@en ; prov:wasDerivedFrom source:cnes-dorn .
contribution:change-6-cnes-twin-item a ilrs:Contribution ; ilrs:contributor agent:cnes-twin ;
    ilrs:contributes item:twin-item ; ilrs:toward mission:change-6 ; prov:wasDerivedFrom source:cnes-dorn ;
    ilrs:contributionKind contribution-kind:instrument .
"""
TWIN_AGENT = NamedNode(ID + "agent/cnes-twin")


@pytest.fixture
def root(small_root: Path) -> Path:
    for path in Root(small_root).data:
        path.write_text(format_turtle(path.read_text(encoding="utf-8")), encoding="utf-8")
    return small_root


def tree(root: Path, *, stamps: bool = False) -> dict[str, bytes]:
    files = {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
    return {name: text for name, text in files.items() if stamps or not name.startswith("data/edits/")}


def data(root: Path) -> set[Triple]:
    return {t for t in read_data(Root(root))[0] if not str(t.subject).startswith(f"<{ID}edit/")}


def with_twin(root: Path) -> LunarGraph:
    graph = LunarGraph(root)
    new = list(parse_bytes((HEAD + TWIN).encode(), "new"))
    assert graph.add(new, by="Ada", on=DAY).written
    return graph


def put(term: object, old: NamedNode, new: NamedNode) -> object:
    return new if term == old else term


# rename


def test_every_reference_gets_the_new_name_and_the_old_one_stays(root: Path) -> None:
    before = data(root)
    found = LunarGraph(root).rename("item:dorn", "radon", by="Ada", on=DAY)
    assert found.written
    wanted = {Triple(put(t.subject, ITEM, RADON), t.predicate, put(t.object, ITEM, RADON)) for t in before}  # type: ignore[arg-type]
    assert data(root) == wanted | {Triple(ITEM, REPLACED, RADON), Triple(ITEM, DEPRECATED, TRUE)}
    for path in Root(root).data:
        text = path.read_text(encoding="utf-8")
        assert format_turtle(text) == text


def test_there_and_back_gives_the_same_bytes_but_for_the_stamps(root: Path) -> None:
    path = root / "data/missions/change-6.ttl"
    text = path.read_text(encoding="utf-8").replace("item:dorn a", "# above\nitem:dorn a", 1)
    path.write_text(format_turtle(text), encoding="utf-8")
    (root / "data/table.csv").write_text("things\nitem:dorn item:dorn-2 xitem:dorn\n", encoding="utf-8")
    before = tree(root)
    graph = LunarGraph(root)
    graph.rename("dorn", "radon", by="Ada", on=DAY)
    assert (root / "data/table.csv").read_text("utf-8") == "things\nitem:radon item:dorn-2 xitem:dorn\n"
    assert "# above\nitem:radon a" in path.read_text("utf-8")
    assert graph.rename("radon", "item:dorn", by="Ada", on=DAY).written
    assert tree(root) == before


def test_renaming_twice_changes_nothing(root: Path) -> None:
    graph = LunarGraph(root)
    graph.rename("dorn", "radon", by="Ada", on=DAY)
    before = tree(root, stamps=True)
    for old in ("dorn", "item:dorn", "radon"):
        assert graph.rename(old, "radon", by="Ada").changes == ()
    assert tree(root, stamps=True) == before


def test_a_chain_of_names_leads_to_the_last(root: Path) -> None:
    graph = LunarGraph(root)
    graph.rename("dorn", "radon", by="Ada", on=DAY)
    graph.rename("radon", "item:detector", by="Ada", on=DAY)
    last = NamedNode(ID + "item/detector")
    assert {t.object for t in data(root) if t.predicate == REPLACED and t.subject in (ITEM, RADON)} == {last}


def test_the_stamp_tells_what_changed(root: Path) -> None:
    found = LunarGraph(root).rename("item:dorn", "radon", by="Ada", on=DAY)
    record = found.changes[-1]
    assert record.name == "edits/2026.ttl"
    named = {compact(t.object.value) for t in record.added if slug(t.predicate.value) == "generated"}  # type: ignore[union-attr]
    assert {"item:radon", "item:dorn", "contribution:change-6-cnes-dorn"} <= named


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("item:dorn", "item:nils", "item:nils is taken"),
        ("item:dorn", "DORN 2", "is not a name for a thing of the kind item"),
        ("item:dorn", "mission:dorn", "is not a name for a thing of the kind item"),
        ("ilrs:Mission", "x", "is not a thing of the data"),
        (" ", "x", "a name is needed"),
    ],
)
def test_what_cannot_be_a_name_is_refused(old: str, new: str, what: str, root: Path) -> None:
    before = tree(root, stamps=True)
    with pytest.raises(UsageError, match=what):
        LunarGraph(root).rename(old, new, by="Ada")
    assert tree(root, stamps=True) == before


def test_what_is_not_there_cannot_be_renamed(root: Path) -> None:
    with pytest.raises(UnknownName):
        LunarGraph(root).rename("agent:nobody-at-all", "x", by="Ada")


def test_places_outside_the_data_are_told(root: Path) -> None:
    query = next(iter(Root(root).queries))
    query.write_text(query.read_text("utf-8") + "# as item:dorn does\n", encoding="utf-8")
    found = LunarGraph(root).rename("dorn", "radon", by="Ada", dry_run=True)
    assert any(place.startswith(f"queries/{query.name}:") for place in found.elsewhere)


# merge


def test_what_is_stated_of_one_is_stated_of_the_other(root: Path) -> None:
    graph = with_twin(root)
    assert graph.merge("cnes-twin", "cnes", by="Ada", on=DAY).written
    now = data(root)
    assert {t for t in now if t.subject == TWIN_AGENT} == {
        Triple(TWIN_AGENT, REPLACED, CNES), Triple(TWIN_AGENT, DEPRECATED, TRUE),
    }  # fmt: skip
    assert [t for t in now if t.object == TWIN_AGENT] == []
    stated = {(t.predicate, t.object) for t in now if t.subject == CNES}
    names = {o.value for p, o in stated if p.value == SKOS + "altLabel"}  # type: ignore[union-attr]
    assert {"Twin of CNES", "CNES twin"} <= names
    assert {slug(o.value) for p, o in stated if slug(p.value) == "type"} == {"SpaceAgency"}  # type: ignore[union-attr]


def test_merging_is_idempotent(root: Path) -> None:
    graph = with_twin(root)
    graph.merge("cnes-twin", "cnes", by="Ada", on=DAY)
    before = tree(root, stamps=True)
    for old in ("cnes-twin", "agent:cnes-twin"):
        assert graph.merge(old, "cnes", by="Ada", on=date(2027, 1, 1)).changes == ()
    assert tree(root, stamps=True) == before


def test_a_failed_check_writes_nothing(root: Path) -> None:
    graph = with_twin(root)
    before = tree(root, stamps=True)
    found = graph.merge("agent:cnes-twin", "agent:asi", by="Ada")  # of two States
    assert (found.refused, found.written, found.changes) == (True, False, ())
    assert tree(root, stamps=True) == before


@pytest.mark.parametrize(
    ("old", "into", "what"),
    [("agent:cnes", "agent:cnes", "into itself"), ("agent:cnes", "item:dorn", "of different kinds")],
)
def test_what_cannot_be_one_is_refused(old: str, into: str, what: str, root: Path) -> None:
    with pytest.raises(UsageError, match=what):
        LunarGraph(root).merge(old, into, by="Ada")


def test_what_is_replaced_by_a_third_is_refused(root: Path) -> None:
    graph = with_twin(root)
    graph.merge("cnes-twin", "cnes", by="Ada", on=DAY)
    with pytest.raises(UsageError, match="is replaced by agent:cnes already"):
        graph.merge("agent:cnes-twin", "agent:esa", by="Ada")


# deprecate


def claim_of(root: Path) -> NamedNode:
    return min((t.subject for t in data(root) if t.object == NamedNode(ONTOLOGY + "DateClaim")), key=str)  # type: ignore[type-var, return-value]


def test_a_claim_gets_its_rank_and_the_reason(root: Path) -> None:
    claim, before = claim_of(root), data(root)
    graph = LunarGraph(root)
    found = graph.deprecate(compact(claim.value), "typing error", known_from="2026-11-01", by="Ada", on=DAY)
    assert found.written
    new = {(slug(t.predicate.value), slug(t.object.value)) for t in data(root) - before}  # type: ignore[union-attr]
    assert new == {("rank", "deprecated"), ("reasonForRank", "typing-error"), ("rankKnownFrom", "2026-11-01")}
    (gone,) = before - data(root)
    assert gone.object.value.startswith(VOCAB + "rank/")  # type: ignore[union-attr]
    assert graph.deprecate(slug(claim.value), "typing-error", by="Ada").changes == ()


def test_a_wrong_reason_or_claim_is_refused(root: Path) -> None:
    before = tree(root, stamps=True)
    with pytest.raises(UnknownName, match="reason-for-rank"):
        LunarGraph(root).deprecate(compact(claim_of(root).value), "because", by="Ada")
    with pytest.raises(UnknownName):
        LunarGraph(root).deprecate("agent:cnes", "typing-error", by="Ada")
    assert tree(root, stamps=True) == before


def test_a_dry_run_tells_and_writes_nothing(root: Path) -> None:
    graph = with_twin(root)
    before = tree(root, stamps=True)
    for found in (
        graph.rename("dorn", "radon", by="Ada", dry_run=True),
        graph.merge("cnes-twin", "cnes", by="Ada", dry_run=True),
        graph.deprecate(compact(claim_of(root).value), "misreport", by="Ada", dry_run=True),
    ):
        assert found.diff.count("\n-") > 0
        assert not found.written
    assert tree(root, stamps=True) == before
