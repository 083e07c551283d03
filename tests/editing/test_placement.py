"""Where new things go: to where the people who keep the data would have put them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pyoxigraph import NamedNode, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.cli import option
from ilrs_graph.editing.graph_lookup import GraphLookup
from ilrs_graph.editing.placement import Placement
from ilrs_graph.errors import UsageError
from ilrs_graph.intake import Candidate
from ilrs_graph.namespaces import DCTERMS, ID, PREFIXES, PROV
from ilrs_graph.snapshot.pipeline import read_data
from ilrs_graph.turtle.parse import parse_bytes
from ilrs_graph.validation.context import Context

REPLACED = NamedNode(DCTERMS + "isReplacedBy")
HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())


class Without(GraphLookup):
    """The graph as if one thing had no file yet."""

    hidden: NamedNode | None = None

    def files_of(self, thing: NamedNode) -> Sequence[str]:
        return [] if thing == self.hidden else super().files_of(thing)


@pytest.mark.parametrize("every", [12, pytest.param(1, marks=pytest.mark.soak)])
def test_things_go_where_curators_put_them(every: int, graph: LunarGraph) -> None:
    """Every twelfth thing of the data in turn, as if it were new; what differs is where curators chose freely."""
    around = Without(Context(graph.snapshot.asserted, []))
    _, files = read_data(graph.root)
    same = 0
    aside = {q.subject for q in graph.snapshot.store.quads_for_pattern(None, REPLACED, None)}
    files = {s: names for s, names in files.items() if s not in aside and not names[0].startswith("data/edits/")}
    files = dict(sorted(files.items(), key=str)[::every])
    for thing, names in files.items():
        assert isinstance(thing, NamedNode)
        around.hidden = thing
        same += f"data/{Placement(around).file_of(thing)}" == names[0]
    assert same / len(files) > 0.9


def placed(graph: LunarGraph, turtle: str, into: str | None = None) -> dict[str, str]:
    """Return the file of each new thing, whatever the order of the triples."""
    triples = list(parse_bytes((HEAD + turtle).encode(), "new"))
    found = []
    for order in (triples, triples[::-1]):
        context = Context(graph.snapshot.asserted, [Candidate("", b"", None, order)])
        placement = Placement(GraphLookup(context), into)
        things = {t.subject for t in order if isinstance(t.subject, NamedNode)}
        found.append({t.value.removeprefix(ID): placement.file_of(t) for t in things})
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(
    ("turtle", "file"),
    [
        ("mission:change-6 rdfs:label 'x'@en .", "missions/change-6.ttl"),
        ("mission:new a ilrs:Mission .", "missions/new.ttl"),
        ("contribution:new a ilrs:Contribution ; ilrs:toward mission:change-7 .", "missions/change-7.ttl"),
        ("contribution:new a ilrs:Contribution ; ilrs:toward programme:ilrs .", "programmes/ilrs.ttl"),
        ("service:new ilrs:partOfService service:esa-tracking-change-3 .", "missions/change-3.ttl"),
        ("claim:new ilrs:subject event:change-4-landing .", "missions/change-4.ttl"),
        ("claim:new ilrs:subject membership:ilrs-pakistan .", "agreements/ilrs.ttl"),
        ("event:new a ilrs:Signature ; ilrs:ofAgreement agreement:cnes-cnsa-dorn-2023 .", "agreements/change-6.ttl"),
        ("membership:new ilrs:ofProgramme programme:ilrs .", "agreements/ilrs.ttl"),
        ("agreement:new ilrs:aboutProgramme programme:ilrs .", "agreements/ilrs.ttl"),
        ("agreement:new a ilrs:Agreement .", "agreements/new.ttl"),
        ("agent:new a ilrs:State .", "agents/states.ttl"),
        ("agent:new a ilrs:Person .", "agents/people.ttl"),
        ("agent:new a ilrs:University .", "agents/institutes.ttl"),
        ("transfer:new ilrs:transferOf collection:change-6 .", "samples/change-6.ttl"),
        ("offer:new ilrs:ofCall call:change-8 .", "calls/change-8.ttl"),
        ("region:new a ilrs:LunarRegion .", "places.ttl"),
        ("place:new a ilrs:City .", "places.ttl"),
        ("item:new prov:wasDerivedFrom source:cnes-dorn .", "missions/change-6.ttl"),
    ],
)
def test_a_new_thing_goes_with_what_it_belongs_to(turtle: str, file: str, graph: LunarGraph) -> None:
    assert set(placed(graph, turtle).values()) == {file}


def test_new_things_follow_each_other(graph: LunarGraph) -> None:
    turtle = """
    mission:new-8 a ilrs:Mission ; prov:wasDerivedFrom source:new .
    accommodation:new ilrs:ofMission mission:new-8 ; ilrs:carriedItem item:new ; prov:wasDerivedFrom source:new .
    claim:new ilrs:subject item:new ; prov:wasDerivedFrom source:new .
    item:new a ilrs:Instrument . source:new a ilrs:Source ."""
    found = placed(graph, turtle)
    assert found.pop("source/new") == "sources/new-8.ttl"
    assert set(found.values()) == {"missions/new-8.ttl"}


def test_a_file_may_be_named(graph: LunarGraph) -> None:
    turtle = "item:new a ilrs:Item . item:dorn rdfs:label 'x'@en ."
    assert placed(graph, turtle, "missions/x.ttl") == {
        "item/new": "missions/x.ttl",
        "item/dorn": "missions/change-6.ttl",
    }


def test_what_belongs_nowhere_is_said(graph: LunarGraph) -> None:
    with pytest.raises(UsageError, match="no rule leads to a file for item:new") as caught:
        placed(graph, "item:new a ilrs:Item .")
    assert "--into" in (caught.value.spelled(option)[1] or "")
    circle = "claim:a ilrs:subject claim:b . claim:b ilrs:subject claim:a ."
    with pytest.raises(UsageError, match="no rule leads to a file for claim:"):
        placed(graph, circle)


def test_a_source_goes_beside_its_kin(graph: LunarGraph) -> None:
    derived = NamedNode(PROV + "wasDerivedFrom")
    cited = Triple(NamedNode(ID + "item/dorn"), derived, NamedNode(ID + "source/new"))
    assert placed(graph, f"{cited} . source:new a ilrs:Source .")["source/new"] == "sources/change-6.ttl"


def test_a_file_that_only_likeness_gives_is_a_guess(graph: LunarGraph) -> None:
    page = "source:page-on-india a ilrs:Source ; ilrs:derivativeOf agent:isro ."
    used = page + " mission:change-6 prov:wasDerivedFrom source:page-on-india ."
    for turtle, guessed in ((page, {ID + "source/page-on-india"}), (used, set())):
        triples = list(parse_bytes((HEAD + turtle).encode(), "new"))
        placement = Placement(GraphLookup(Context(graph.snapshot.asserted, [Candidate("", b"", None, triples)])))
        for thing in {t.subject for t in triples if isinstance(t.subject, NamedNode)}:
            placement.file_of(thing)
        assert {thing.value for thing in placement.guessed} == guessed
