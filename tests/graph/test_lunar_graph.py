"""What the graph answers: the partners that are known, the near misses that are none, and edits that show."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import rdflib

from ilrs_graph import LunarGraph
from ilrs_graph.errors import QueryError, UsageError
from ilrs_graph.namespaces import ID, ONTOLOGY, slug
from ilrs_graph.questions import Answer
from ilrs_graph.render import format_named, write

CHANGE_6 = {
    ("cnes", "france"), ("irap", "france"), ("infn-lnf", "italy"), ("irf", "sweden"), ("esa", None),
    ("suparco", "pakistan"), ("ist", "pakistan"),
}  # fmt: skip
CHANGE_4 = {
    ("kiel-university", "germany"), ("irf", "sweden"), ("radboud-university", "netherlands"),
    ("kacst", "saudi-arabia"), ("esa", None),
}  # fmt: skip
NEAR_MISSES = {"shanghai-jiao-tong-university", "sjtu", "chongqing-university", "draper", "cnsa", "cas"}
SEED = ID + "source/seed-article-2023-10-10"


def pairs(answer: Answer) -> set[tuple[str, str | None]]:
    rows = [(row.partner, row.partnerState) for row in answer]
    return {(slug(p.value), slug(s.value) if s is not None else None) for p, s in rows if p is not None}


def test_partners_of_change_6_and_their_states(graph: LunarGraph) -> None:
    assert pairs(graph.ask("far-side-partners", mission="change-6")) >= CHANGE_6


def test_partners_of_change_4_and_of_what_supported_it(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-4")
    assert pairs(answer) >= CHANGE_4
    via = {(slug(r.partner.value), slug(r.flown.value), r.via.value) for r in answer}  # type: ignore[union-attr]
    assert {
        ("kiel-university", "change-4", "direct"),
        ("irf", "change-4", "direct"),
        ("radboud-university", "queqiao", "supporting"),
        ("kacst", "longjiang-2", "supporting"),
    } <= via
    services = {slug(r.partner.value) for r in answer if "/service/" in r.gift.value}  # type: ignore[union-attr]
    assert {"esa", "nasa"} <= services


def test_every_row_has_a_source_besides_the_article_it_began_with(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners")
    assert len(answer) > 15
    bare = [texts for row, texts in zip(answer, answer.texts, strict=True) if not {c.iri for c in row.sources} - {SEED}]
    assert bare == []


def test_near_misses_are_absent(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners")
    assert not {partner for partner, _ in pairs(answer)} & NEAR_MISSES
    missions = {slug(row.mission.value) for row in answer}  # type: ignore[union-attr]
    assert not missions & {"change-5", "cp-12", "ranger-4", "luna-3", "luna-25", "queqiao"}
    flown = {slug(row.flown.value) for row in answer}  # type: ignore[union-attr]
    assert not flown & {"change-5", "cp-12"}


@pytest.mark.parametrize("thing", ["mission:change-5", "mission:cp-12", "mission:ranger-4", "mission:luna-3"])
def test_the_near_misses_are_in_the_graph(thing: str, graph: LunarGraph) -> None:
    assert graph.query(f"ASK {{ {thing} a ilrs:Mission }}") is True
    assert graph.query(f"ASK {{ {thing} a ilrs:FarSideMission }}") is False


def test_contributions_that_do_not_count_are_in_the_graph(graph: LunarGraph) -> None:
    assert graph.query("ASK { mission:change-5 ilrs:hasPartner agent:esa }") is True
    assert graph.query("ASK { mission:change-4 ilrs:hasContributor agent:chongqing-university }") is True


def rows(root: Path) -> set[str]:
    graph = LunarGraph(root)
    return set(write(graph.ask("far-side-partners"), format_named("csv", "answer")).splitlines()[1:])


def without(text: str, subject: str) -> str:
    """Return Turtle without the block of one subject."""
    shorter = re.sub(rf"^{re.escape(subject)} a .*?\s\.\n\n?", "", text, count=1, flags=re.M | re.S)
    assert shorter != text
    return shorter


def foreign(mission: str) -> str:
    """Return a contribution to `mission` by a partner that has none yet."""
    return f"""@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> .
<{ID}contribution/test> a ilrs:Contribution ;
    ilrs:contributor <{ID}agent/kacst> ; ilrs:contributes <{ID}item/dorn> ; ilrs:toward <{ID}mission/{mission}> ;
    ilrs:contributionKind <https://w3id.org/ilrs-graph/vocab/contribution-kind/instrument> ;
    <http://www.w3.org/ns/prov#wasDerivedFrom> <{ID}source/scio-2024-07-09-change-6> .
"""


def test_edits_of_the_data_show_in_the_rows(small_root: Path, own_cache: Path, repo: Path) -> None:
    shutil.copy(repo / "data" / "missions" / "change-5.ttl", small_root / "data" / "missions")
    before = rows(small_root)
    extra = small_root / "data" / "extra.ttl"
    extra.write_text(foreign("change-5"), encoding="utf-8")
    assert rows(small_root) == before, "Chang'e 5 landed on the near side"
    extra.write_text(foreign("change-6"), encoding="utf-8")
    (added,) = rows(small_root) - before
    assert before <= rows(small_root)
    named = next(csv.reader(io.StringIO(added)))[:6:2]
    assert named == [ID + "mission/change-6", ID + "agent/kacst", ID + "agent/saudi-arabia"]
    extra.unlink()
    path = small_root / "data" / "missions" / "change-6.ttl"
    path.write_text(without(path.read_text("utf-8"), "contribution:change-6-cnes-dorn"), encoding="utf-8")
    (gone,) = before - rows(small_root)
    assert "agent/cnes" in gone
    assert rows(small_root) < before


def test_as_of_shows_what_was_known(built: Callable[[date | None], LunarGraph]) -> None:
    """Of the gifts to Chang'e 6 some were known, and the lander of CP-12 was still meant for the far side."""
    then, now = (built(day).ask("far-side-partners") for day in (date(2023, 10, 31), None))
    assert pairs(then) >= CHANGE_4
    missions = [{slug(row.mission.value) for row in answer} for answer in (then, now)]  # type: ignore[union-attr]
    gifts = [{row.partner.value for row in answer if slug(row.mission.value) == "change-6"} for answer in (then, now)]  # type: ignore[union-attr]
    assert set() < gifts[0] < gifts[1]
    assert ["cp-12" in found for found in missions] == [True, False]


def test_query_guards_and_adds_prefixes(graph: LunarGraph) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        graph.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert graph.query("ASK { mission:change-6 ilrs:landingDate '2024-06-01'^^xsd:date }") is True


def test_as_of_and_endpoint_do_not_go_together() -> None:
    with pytest.raises(UsageError, match="cannot be combined"):
        LunarGraph(as_of=date(2020, 1, 1), endpoint="http://127.0.0.1:9/")


def test_info_counts_what_is_there(graph: LunarGraph, small_graph: LunarGraph) -> None:
    info = small_graph.info()
    whole = small_graph.to_rdflib()
    assert info["triples"]["asserted"] + info["triples"]["inferred"] == len(whole)
    assert info["triples"]["asserted"] == len(set(small_graph.triples(asserted=True)))
    kind = rdflib.URIRef("https://w3id.org/ilrs-graph/ontology#kind")
    assert sum(info["things"].values()) == len(list(whole.subject_objects(kind)))
    assert graph.info()["things"]["mission"] >= 10
    assert info["questions"] == len(small_graph.questions)
    assert info["as of"] is None


def test_info_counts_each_fact_once_under_its_best_kind_of_source(small_graph: LunarGraph) -> None:
    whole, ilrs = small_graph.to_rdflib(), rdflib.Namespace(ONTOLOGY)
    best: dict[rdflib.term.Node, int] = {}
    for fact, source in whole.subject_objects(rdflib.PROV.wasDerivedFrom):
        for kind in whole.objects(source, ilrs.sourceKind):
            order = int(str(whole.value(kind, ilrs.order)))
            best[fact] = min(order, best.get(fact, order))
    info = small_graph.info()
    assert sorted(Counter(best.values()).values()) == sorted(info["facts"].values())
    assert sum(info["share of facts"].values()) == pytest.approx(1, abs=0.001)
    assert info["share of facts"]["primary"] == pytest.approx(info["facts"]["primary"] / len(best), abs=0.0001)
