"""What a person types becomes a thing, or an error that helps."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from ilrs_graph import LunarGraph
from ilrs_graph.engine import StoreEngine
from ilrs_graph.errors import ReadAs, UnknownName, UsageError
from ilrs_graph.names.among import Among, classes, concepts, instances, properties
from ilrs_graph.names.resolve import resolve
from ilrs_graph.namespaces import BASE, ID, ONTOLOGY, RDF, RDFS, VOCAB
from ilrs_graph.terms import LABEL, TYPE


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("cnes", "agent/cnes"),
        (" cnes ", "agent/cnes"),
        ("agent:cnes", "agent/cnes"),
        (ID + "agent/cnes", "agent/cnes"),
        (f"<{ID}agent/cnes>", "agent/cnes"),
        ("CNES, National Centre for Space Studies", "agent/cnes"),
        ("法国", "agent/france"),
        ("阿波罗14号月球样品", "collection/apollo-14"),
        ("Chang'e 6", "mission/change-6"),
        ("change-6", "mission/change-6"),
        ("site:change-6", "site/change-6"),
        ("queqiao", "mission/queqiao"),
        ("spacecraft:queqiao", "spacecraft/queqiao"),
    ],
)
def test_every_kind_of_name_finds_its_thing(name: str, thing: str, graph: LunarGraph) -> None:
    assert graph.resolve(name).value == ID + thing


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("chang-6", "change-6"),
        ("cness", "cnes"),
        ("Radbout University", "Radboud University"),
        ("CHANGE-44", "change-4"),
    ],
)
def test_a_misspelt_name_is_met_with_near_ones(name: str, near: str, graph: LunarGraph) -> None:
    with pytest.raises(UnknownName) as found:
        graph.resolve(name)
    assert near in found.value.near
    assert near in (found.value.tip or "")


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("CHANGE-7", "id/mission/change-7"),
        ("Chang’e 7", "id/mission/change-7"),
        ("chang'e 7", "id/mission/change-7"),
        ("Change 7", "id/mission/change-7"),
        ("CE-7", "id/mission/change-7"),
        ("嫦娥7号", "id/mission/change-7"),
        ("嫦娥 七号", "id/mission/change-7"),
        ("Artemis 3", "id/mission/artemis-3"),
        ("ILRS", "id/programme/ilrs"),
        ("International Lunar Research Station", "id/programme/ilrs"),
        ("National Centre for Space Studies", "id/agent/cnes"),
        ("detection of outgassing radon", "id/item/dorn"),
        ("欧洲航天局", "id/agent/esa"),
        ("USA", "id/agent/united-states"),
        ("u.k.", "id/agent/united-kingdom"),
        ("United States of America", "id/agent/united-states"),
        ("turkey", "id/agent/turkiye"),
        ("FarSideMission", "ontology#FarSideMission"),
    ],
)
def test_names_are_read_as_people_write_them(name: str, thing: str, graph: LunarGraph) -> None:
    with pytest.warns(ReadAs, match="is read as"):
        assert graph.resolve(name).value == BASE + thing


def test_what_a_name_is_read_as_is_told(graph: LunarGraph) -> None:
    with pytest.warns(ReadAs) as told:
        graph.resolve("CHANGE-7")
    assert [str(each.message) for each in told] == ["'CHANGE-7' is read as mission:change-7 (Chang'e 7)"]
    assert told[0].filename == __file__


def test_the_class_that_is_asked_for_decides_between_names(graph: LunarGraph) -> None:
    with pytest.warns(ReadAs):
        assert resolve("in", graph.engine, ONTOLOGY + "State").value == ID + "agent/india"
    with pytest.raises(UnknownName):
        resolve("USA", graph.engine, ONTOLOGY + "Mission")


def _unindexed(*labels: str) -> StoreEngine:
    store = Store()
    for number, label in enumerate(labels):
        thing = NamedNode(f"{ID}mission/m-{number}")
        store.add(Quad(thing, TYPE, NamedNode(ONTOLOGY + "Mission")))
        store.add(Quad(thing, LABEL, Literal(label, language="en")))
    return StoreEngine(store)


def test_a_whole_name_is_preferred_to_a_part_and_a_part_to_an_acronym() -> None:
    labels = ["Alpha, Small Probe", "Small Probe", "Small-Probe"]
    with pytest.warns(ReadAs):
        assert resolve("SMALL PROBE", _unindexed(*labels[:2])).value == ID + "mission/m-1"
    with pytest.warns(ReadAs):
        assert resolve("SMALL PROBE", _unindexed(labels[0])).value == ID + "mission/m-0"
    with pytest.raises(UsageError, match=r"several things: mission:m-1 \(Small Probe\), mission:m-2 \(Small-Probe\)"):
        resolve("SMALL PROBE", _unindexed(*labels))
    with pytest.warns(ReadAs):
        assert resolve("SP", _unindexed(labels[1])).value == ID + "mission/m-0"


def test_a_long_list_of_things_is_cut() -> None:
    with pytest.raises(UsageError, match=r"mission:m-7 \(Small Probe\) and 2 more$"):
        resolve("small probe", _unindexed(*["Small Probe"] * 12))


@pytest.mark.parametrize(
    "name",
    [
        "",
        "'",
        "mission:nothing",
        "nobody:cnes",
        "http://example.org/x",
        "http://a b",
        "://",
        "mission:%",
        "x://%zz",
        "\udcff",
        '"',
    ],
)
def test_what_means_nothing_is_refused(name: str, graph: LunarGraph) -> None:
    with pytest.raises(UnknownName):
        graph.resolve(name)


def test_a_class_restricts_what_is_meant(graph: LunarGraph) -> None:
    assert resolve("change-6", graph.engine, ONTOLOGY + "FarSideMission").value == ID + "mission/change-6"
    with pytest.raises(UnknownName, match="no far-side mission is called 'change-5'"):
        resolve("change-5", graph.engine, ONTOLOGY + "FarSideMission")
    with pytest.raises(UnknownName):
        resolve("cnes", graph.engine, ONTOLOGY + "Mission")


def test_a_name_of_several_things_lists_them(graph: LunarGraph) -> None:
    found = graph.query("SELECT ?l { ?x rdfs:label ?l . ?y rdfs:label ?l FILTER(STR(?x) < STR(?y)) } ORDER BY ?l")
    shared = [row[0].value for row in found if row[0] is not None]  # type: ignore[union-attr]
    ambiguous = next((name for name in shared if name == "planned"), None) or "planned"
    with pytest.raises(UsageError, match="can mean several things: modality:planned, status:planned") as error:
        graph.resolve(ambiguous)
    assert error.value.tip == "use one of these names"


@pytest.mark.parametrize(
    ("text", "among", "iri"),
    [
        ("a", properties, RDF + "type"),
        ("hasPartner", properties, ONTOLOGY + "hasPartner"),
        (" HAS partner ", properties, ONTOLOGY + "hasPartner"),
        ("<" + ONTOLOGY + "hasPartner>", properties, ONTOLOGY + "hasPartner"),
        ("rdfs:label", properties, RDFS + "label"),
        ("label", properties, RDFS + "label"),
        ("FarSideMission", classes, ONTOLOGY + "FarSideMission"),
        ("月球背面任务", classes, ONTOLOGY + "FarSideMission"),
        ("normal", concepts("rank"), VOCAB + "rank/normal"),
        ("rank:normal", concepts("rank"), VOCAB + "rank/normal"),
        ("change-6", instances(ONTOLOGY + "LandingSite"), ID + "site/change-6"),
    ],
)
def test_terms_are_named_by_the_same_rules(text: str, among: Among, iri: str, graph: LunarGraph) -> None:
    assert resolve(text, graph.engine, among).value == iri


@pytest.mark.parametrize(
    ("text", "among", "kind"),
    [
        ("hasPartners", properties, "property"),
        ("ilrs:Mission", properties, "property"),
        ("hasPartner", classes, "class"),
        ("planned", concepts("rank"), "concept of rank"),
        ("status:planned", concepts("modality"), "concept of modality"),
        ("cnes", instances(ONTOLOGY + "Mission", ONTOLOGY + "Programme"), "mission or programme"),
    ],
)
def test_a_name_of_another_kind_is_refused(text: str, among: Among, kind: str, graph: LunarGraph) -> None:
    with pytest.raises(UnknownName, match=f"no {kind} is called {text!r}"):
        resolve(text, graph.engine, among)


def test_a_label_of_several_properties_lists_them(small_root: Path) -> None:
    file = small_root / "ontology" / "contributions.ttl"
    file.write_text(file.read_text("utf-8").replace('"有贡献方"@zh', '"贡献方"@zh'), "utf-8")
    with pytest.raises(UsageError, match="can mean several properties: ilrs:contributor, ilrs:hasContributor"):
        resolve("贡献方", LunarGraph(small_root).engine, properties)


def test_each_near_thing_is_offered_once(graph: LunarGraph) -> None:
    with pytest.raises(UnknownName, match="no far-side mission is called 'change-66'") as found:
        resolve("change-66", graph.engine, ONTOLOGY + "FarSideMission")
    assert found.value.tip == "did you mean change-6 or change-4?"
    with pytest.raises(UnknownName) as found:
        resolve("hasPartners", graph.engine, properties)
    assert found.value.near[0] == "hasPartner"
    assert "has partner" not in found.value.near
