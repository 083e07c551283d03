"""Claims in the forms of others: RDF 1.2, the draft for Wikidata, and the page that shows one claim in each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ilrs_graph import LunarGraph
from ilrs_graph.errors import OutputError
from ilrs_graph.export.claims import MOON, statements
from ilrs_graph.export.quickstatements import write_quickstatements
from ilrs_graph.export.reified import reified
from ilrs_graph.files.parsing import triples_of
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import PREFIXES, RDF, expand
from ilrs_graph.render import format_named, write

PAGE = (Path(__file__).parents[2] / "docs/claims-elsewhere.md").read_text("utf-8")
ROOT = Root.find()
ALIGNMENTS = [t for path in ROOT.alignments for t in triples_of(ROOT, path)]
REIFIES = NamedNode(RDF + "reifies")
HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
MADE = """
mission:m ilrs:wikidata wd:Q1 ; ilrs:bestClaim claim:a . agent:x ilrs:wikidata wd:Q2 .
source:s ilrs:url "http://e.org/\\"" .
event:m a ilrs:Launch ; ilrs:ofMission mission:m ; ilrs:bestClaim claim:b .
claim:a ilrs:subject mission:m ; ilrs:property ilrs:operator ; ilrs:valueEntity agent:x ;
    ilrs:modality modality:actual ;
    ilrs:polarity polarity:asserted ; prov:wasDerivedFrom source:s .
claim:b ilrs:subject event:m ; ilrs:property ilrs:eventDate ; ilrs:edtfDate "2024-05"^^edtf:EDTF ;
    ilrs:modality modality:actual ; ilrs:polarity polarity:asserted ; prov:wasDerivedFrom source:s .
"""
LINES = [
    'Q1\tP137\tQ2\tS854\t"http://e.org/\\""\t/* claim:a */',
    'Q1\tP619\t+2024-05-00T00:00:00Z/10\tS854\t"http://e.org/\\""\t/* claim:b */',
]


def of(text: str) -> list[Triple]:
    return [q.triple for q in parse((HEAD + text).encode(), format=RdfFormat.TURTLE)]


def draft(triples: Iterable[Triple]) -> list[str]:
    return write_quickstatements(triples, ALIGNMENTS).splitlines()


@pytest.mark.parametrize("name", ["ttl12", "nt12"])
def test_rdf_1_2_reads_as_the_same_triples_and_one_more_for_each_claim(name: str, small_graph: LunarGraph) -> None:
    export = small_graph.export(thing="change-6")
    read = [q.triple for q in parse(write(export, format_named(name, "export")).encode(), format=RdfFormat.TURTLE)]
    about = {t.subject: t.object for t in read if t.predicate == REIFIES}
    assert {t for t in read if t.predicate != REIFIES} == set(export)
    claims = {t.subject for t in export if t.predicate == NamedNode(expand("ilrs:property") or "")}
    assert set(about) == claims
    assert all(isinstance(value, Triple) for value in about.values())
    value = about[NamedNode(expand("claim:change-6-status-cnsa-2024-05-03") or "")]
    assert value == of("mission:change-6 ilrs:status status:flown .")[0]


def test_a_position_is_a_point_on_the_moon() -> None:
    (each,) = statements(of("claim:p ilrs:subject site:s ; ilrs:property ilrs:position ; "
                            "ilrs:valueLatitude -41.6 ; ilrs:valueLongitude 153.9 ."))  # fmt: skip
    assert isinstance(each.value, Literal)
    assert (each.value.value, each.value.datatype.value) == (
        f"<{MOON}> POINT(-41.6 153.9)",
        PREFIXES["geo"] + "wktLiteral",
    )


def test_a_claim_without_a_value_reifies_nothing() -> None:
    assert reified(of("claim:p ilrs:subject site:s ; ilrs:property ilrs:position .")) == []


def test_the_draft_has_what_counts_with_one_page_a_line() -> None:
    assert draft(of(MADE)) == LINES


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("modality:actual ;\n    ilrs:polarity", "modality:planned ;\n    ilrs:polarity"),
        ("polarity:asserted ; prov:wasDerivedFrom source:s .\nclaim:b", "polarity:denied .\nclaim:b"),
        ("ilrs:bestClaim claim:a", "ilrs:wikidata wd:Q1"),
        ("agent:x ilrs:wikidata wd:Q2 .", ""),
        ("agent:x ilrs:wikidata wd:Q2", "agent:x ilrs:wikidata wd:Q2, wd:Q3"),
    ],
    ids=["planned", "denied", "not the best", "no item", "two items"],
)
def test_the_draft_leaves_out(old: str, new: str) -> None:
    assert old in MADE
    assert draft(of(MADE.replace(old, new))) == LINES[1:]


@pytest.mark.parametrize("date", ["2024-05~", "202X", "../2024-05-03"])
def test_the_draft_has_no_date_that_wikidata_cannot_hold(date: str) -> None:
    assert draft(of(MADE.replace('"2024-05"', f'"{date}"'))) == LINES[:1]


def test_the_page_shows_the_claim_as_it_is_written(graph: LunarGraph) -> None:
    names = ("claim:longjiang-1-operator-inside-outer-space-2018-05", "mission:longjiang-1",
             "agent:harbin-institute-of-technology", "source:inside-outer-space-2018-05-queqiao")  # fmt: skip
    triples = [Triple(*row) for row in graph.query(f"SELECT ?s ?p ?o {{ VALUES ?s {{ {' '.join(names)} }} ?s ?p ?o }}")]
    wikidata, rdf12 = re.findall(r"```text\n(.*?)\n```", PAGE, re.DOTALL)
    assert draft(triples) == [wikidata]
    assert [q.triple for q in parse((HEAD + rdf12).encode(), format=RdfFormat.TURTLE)] == reified(triples)


def test_only_an_export_is_drafted(small_graph: LunarGraph) -> None:
    with pytest.raises(OutputError, match="only an export"):
        write(
            small_graph.query("CONSTRUCT WHERE { mission:change-6 ?p ?o }"), format_named("quickstatements", "export")
        )
