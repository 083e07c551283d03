"""Nodes without a label are called by kind and neighbours, in English and Chinese, wherever they are read."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from ilrs_graph import LunarGraph
from ilrs_graph.engine import StoreEngine, Table
from ilrs_graph.errors import UnknownName
from ilrs_graph.export.made_names import NAMING
from ilrs_graph.names.forms import FORMS, KIND, LANGUAGES, filled, slots
from ilrs_graph.names.from_facts import Names
from ilrs_graph.names.labels import Labels, preferring
from ilrs_graph.names.made import facts_in
from ilrs_graph.namespaces import ID, ONTOLOGY, PREFIXES, expand, slug
from ilrs_graph.terms import LABEL, TYPE
from ilrs_graph.views.memory import TripleIndex

HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
GRAPH = """
ilrs:Launch rdfs:label "launch"@en , "发射"@zh . ilrs:Event rdfs:label "event"@en .
ilrs:mass rdfs:label "mass"@en , "质量"@zh . ilrs:status rdfs:label "status"@en , "状态"@zh .
modality:planned rdfs:label "planned"@en , "计划"@zh . status:flown rdfs:label "flown"@en , "已飞行"@zh .
agent:cnes rdfs:label "CNES, National Centre for Space Studies"@en , "法国国家空间研究中心"@zh .
agent:a rdfs:label "A"@en . agent:b rdfs:label "B"@en . agent:c rdfs:label "C"@en . agent:d rdfs:label "D"@en .
agent:ada rdfs:label "Ada"@en . assignment-role:commander rdfs:label "commander"@en , "指令长"@zh .
mission:m rdfs:label "Chang'e 6"@en ; ilrs:translatedLabel "嫦娥六号"@zh . mission:q rdfs:label "Queqiao-2"@en .
item:dorn rdfs:label "DORN, Detection of Outgassing Radon"@en . item:cam rdfs:label "camera of Chang'e 6"@en .
programme:p rdfs:label "ILRS, the station"@en . agreement:t rdfs:label "Moon Agreement"@en , "月球协定"@zh .
event:l a ilrs:Event , ilrs:Launch ; ilrs:ofMission mission:m .
event:s a ilrs:Signature ; ilrs:ofAgreement agreement:t ; ilrs:takenBy agent:a , agent:b .
event:many a ilrs:Signature ; ilrs:ofAgreement agreement:t ; ilrs:takenBy agent:a , agent:b , agent:c , agent:d .
event:nobody a ilrs:AgreementEvent ; ilrs:kind ilrs:Launch ; ilrs:ofAgreement agreement:t .
contribution:c ilrs:contributor agent:cnes ; ilrs:contributes item:dorn ; ilrs:toward mission:m .
contribution:p ilrs:contributor agent:cnes ; ilrs:contributes item:dorn ; ilrs:toward programme:p .
contribution:r ilrs:contributor agent:cnes ; ilrs:contributes item:cam ; ilrs:toward mission:m .
accommodation:a ilrs:carriedItem item:dorn ; ilrs:ofMission mission:m ; ilrs:host spacecraft:none .
accommodation:r ilrs:carriedItem item:cam ; ilrs:ofMission mission:m .
participation:p ilrs:party agent:a ; ilrs:ofAgreement agreement:t .
assignment:a ilrs:assignee agent:ada ; ilrs:assignmentRole assignment-role:commander ; ilrs:toward mission:m .
support:s ilrs:supporter mission:q ; ilrs:supported mission:m ; ilrs:supportKind support-kind:relay .
support-kind:relay rdfs:label "relay"@en , "中继"@zh .
statement:s ilrs:statementNumber 6 ; ilrs:says "Chang'e 6 is to launch in 2026."@en .
edit:e ilrs:editedOn "2026-11-29"^^xsd:date ; ilrs:editor "Curators" .
claim:d ilrs:subject event:l ; ilrs:property ilrs:eventDate ; ilrs:edtfDate "../2026"^^edtf:EDTF ;
  ilrs:modality modality:planned ; ilrs:rank rank:normal ; ilrs:assertedBy agent:cnes ;
  ilrs:statedOn "2023"^^xsd:gYear .
claim:q ilrs:subject item:dorn ; ilrs:property ilrs:mass ; ilrs:valueLiteral 3.5 ; qudt:hasUnit unit:KiloGM .
claim:s ilrs:subject contribution:c ; ilrs:property ilrs:status ; ilrs:valueEntity status:flown .
claim:none ilrs:subject mission:q ; ilrs:property ilrs:status .
support:plain a ilrs:Event ; ilrs:ofMission mission:m .
"""
MADE = {
    "event:l": ("launch of Chang'e 6", "嫦娥六号发射"),
    "event:s": ("signature of the Moon Agreement by A and B", "A、B签署《月球协定》"),
    "event:many": ("signature of the Moon Agreement by A, B, C and others", "A、B、C等签署《月球协定》"),
    "event:nobody": ("launch of the Moon Agreement", "《月球协定》发射"),
    "contribution:c": ("DORN, by CNES, on Chang'e 6", "法国国家空间研究中心为嫦娥六号提供的DORN"),
    "contribution:p": ("DORN, by CNES, for ILRS", "法国国家空间研究中心为ILRS提供的DORN"),
    "contribution:r": ("camera of Chang'e 6, by CNES", "法国国家空间研究中心为嫦娥六号提供的camera of Chang'e 6"),
    "accommodation:a": ("DORN on Chang'e 6", "嫦娥六号搭载的DORN"),
    "accommodation:r": ("camera of Chang'e 6 on board", "嫦娥六号搭载的camera of Chang'e 6"),
    "participation:p": ("A, party to the Moon Agreement", "《月球协定》参与方A"),
    "assignment:a": ("Ada, commander of Chang'e 6", "嫦娥六号指令长Ada"),
    "support:s": ("relay by Queqiao-2 for Chang'e 6", "Queqiao-2为嫦娥六号提供的中继"),
    "statement:s": ("statement 6: Chang'e 6 is to launch in 2026.", "陈述6：Chang'e 6 is to launch in 2026."),
    "edit:e": ("edit of 29 November 2026 by Curators", "Curators于2026年11月29日的编辑"),
    "claim:d": ("launch of Chang'e 6: by 2026 (planned; CNES, 2023)",
                "嫦娥六号发射：不晚于2026年（计划；法国国家空间研究中心，2023年）"),
    "claim:q": ("DORN, mass: 3.5 kg", "DORN，质量：3.5 kg"),
    "claim:s": ("DORN, by CNES, on Chang'e 6, status: flown", "法国国家空间研究中心为嫦娥六号提供的DORN，状态：已飞行"),
    "claim:none": ("Queqiao-2, status: –", "Queqiao-2，状态：–"),
    "support:plain": ("event: Chang'e 6", "event：嫦娥六号"),
}  # fmt: skip
TRIPLES = [q.triple for q in parse((HEAD + GRAPH).encode(), RdfFormat.TURTLE)]


def node(curie: str) -> NamedNode:
    return NamedNode(expand(curie) or curie)


class Counting(StoreEngine):
    asked = 0

    def select(self, sparql: str) -> Table:
        self.asked += 1
        return super().select(sparql)


def engine() -> Counting:
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in TRIPLES)
    return Counting(store)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("curie", MADE)
def test_a_node_has_the_same_name_by_facts_and_by_queries(curie: str, language: str) -> None:
    wanted = MADE[curie][LANGUAGES.index(language)]
    facts = facts_in(TripleIndex((t.subject, t.predicate, t.object) for t in TRIPLES))
    assert Names(facts, languages=preferring(language)).of(node(curie)) == wanted
    assert Labels(engine(), preferring(language)).of(node(curie)) == wanted


def test_many_names_take_a_few_queries() -> None:
    asked = engine()
    Labels(asked).load([node(curie) for curie in MADE])
    assert asked.asked <= 7


def test_labels_alone_take_one_query() -> None:
    asked = engine()
    Labels(asked).load([node("mission:m"), node("agent:cnes")])
    assert asked.asked == 1


def test_nodes_that_name_each_other_have_names() -> None:
    store = Store()
    for one, other in (("claim:a", "claim:b"), ("claim:b", "claim:a")):
        store.add(Quad(node(one), node("ilrs:subject"), node(other)))
    assert Labels(StoreEngine(store)).of(node("claim:a")) == "a: –: –"


def test_a_node_of_which_nothing_is_known_is_called_by_its_slug() -> None:
    assert Labels(engine()).of(node("event:unknown")) == "unknown"
    assert Labels(engine()).of(NamedNode("http://example.org/thing")) == "thing"


@pytest.mark.parametrize("name", FORMS)
def test_a_form_has_no_slots_in_chinese_that_it_lacks_in_english(name: str) -> None:
    for form in FORMS[name]:
        texts = {slot.name: f"<{slot.name}>" for slot in slots(form)}
        assert all("{" not in filled(form, language, texts) for language in LANGUAGES)


def test_forms_use_the_terms_of_the_ontology(graph: LunarGraph) -> None:
    names = {slot.name for forms in FORMS.values() for form in forms for slot in slots(form)} - {KIND}
    kinds = {name for name in FORMS if not name.islower()}
    terms = (t.subject for t in graph.triples(ontology=True) if t.predicate == TYPE)
    known = {slug(x.value) for x in terms if isinstance(x, NamedNode) and x.value.startswith(ONTOLOGY)}
    assert names | kinds <= known


def test_every_thing_has_a_name_in_both_languages_in_an_export(graph: LunarGraph) -> None:
    languages: dict[str, set[str]] = {}
    triples = set(graph.export())
    for t in triples:
        if t.predicate in NAMING and isinstance(t.object, Literal) and isinstance(t.subject, NamedNode):
            languages.setdefault(t.subject.value, set()).add(t.object.language or "")
    things = {t.subject.value for t in triples if t.predicate == TYPE and isinstance(t.subject, NamedNode)}
    assert {thing for thing in things if thing.startswith(ID)} <= set(languages)
    launch = node("event:change-6-launch")
    assert {Triple(launch, LABEL, Literal(name, language=language)) for name, language in (
        ("launch of Chang'e 6", "en"), ("嫦娥六号发射", "zh"))} <= triples  # fmt: skip


def test_made_names_are_neither_in_the_graph_nor_in_the_index(graph: LunarGraph) -> None:
    assert graph.labels.of(node("event:change-6-launch")) == "launch of Chang'e 6"
    assert not graph.query("ASK { event:change-6-launch rdfs:label ?label }")
    with pytest.raises(UnknownName):
        graph.resolve("launch of Chang'e 6")
