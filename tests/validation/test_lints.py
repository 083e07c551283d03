"""Things that nothing refers to, positions given as on the Earth, and IRIs with dot segments."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Triple

from ilrs_graph import LunarGraph
from ilrs_graph.files.root import Root
from ilrs_graph.findings import Finding
from ilrs_graph.intake import Candidate
from ilrs_graph.namespaces import ID, PREFIXES
from ilrs_graph.turtle.parse import parse_bytes
from ilrs_graph.validation import check_all
from ilrs_graph.validation.context import Context
from ilrs_graph.validation.lints import LINTS, lint, lint_whole
from ilrs_graph.views.store import AssertedStore

HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
HEAD += "@prefix pos: <http://www.w3.org/2003/01/geo/wgs84_pos#> .\n"


def turtle(text: str) -> list[Triple]:
    return list(parse_bytes((HEAD + text).encode(), "test"))


def candidates(text: str) -> list[Candidate]:
    return [Candidate("new.ttl", b"", None, turtle(text))] if text else []


def whole(text: str) -> set[str]:
    """Return the unused things of a whole graph."""
    notes = lint_whole(Context(AssertedStore.of([]), candidates(text)))
    return {n.finding.focus.removeprefix(f"<{ID}").rstrip(">") for n in notes if n.finding.code == "unused"}


def orphans(base: str, removed: str, added: str = "") -> list[Finding]:
    """Return what a change says of unused things."""
    context = Context(AssertedStore.of(turtle(base)), candidates(added), candidates(removed))
    return [n.finding for n in lint(context) if n.finding.code == "unused"]


THINGS = "agent:a a ilrs:Person . item:i a ilrs:Instrument . region:r a ilrs:LunarRegion . site:s a ilrs:LandingSite ."


def test_agents_items_and_places_that_nothing_refers_to_are_unused() -> None:
    assert whole(THINGS) == {"agent/a", "item/i", "region/r", "site/s"}


@pytest.mark.parametrize(
    "text",
    [
        "claim:c ilrs:assertedBy agent:a . accommodation:x ilrs:carriedItem item:i . "
        "site:s ilrs:withinRegion region:r . event:e ilrs:atSite site:s .",
        "agent:b prov:actedOnBehalfOf agent:a . agent:b a ilrs:Person . claim:c ilrs:assertedBy agent:b . "
        "item:i ilrs:p region:r . contribution:c ilrs:contributes item:i . event:e ilrs:atSite site:s .",
    ],
)
def test_a_thing_that_another_node_names_is_used(text: str) -> None:
    assert whole(THINGS + text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "agent:a ilrs:p agent:a .",
        "edit:e prov:generated agent:a .",
        "agent:old dcterms:isReplacedBy agent:a ; owl:deprecated true .",
    ],
    ids=["by itself", "by a record of an edit", "by a name that it replaces"],
)
def test_these_references_do_not_count(text: str) -> None:
    assert whole("agent:a a ilrs:Person ." + text) == {"agent/a"}


def test_kinds_with_facts_of_their_own_and_replaced_names_are_never_unused() -> None:
    assert whole("mission:m a ilrs:Mission . claim:c a ilrs:Claim . agent:x dcterms:isReplacedBy agent:y .") == set()


def test_only_a_whole_graph_reports_new_things() -> None:
    assert orphans("", "", THINGS) == []


def test_a_removal_that_orphans_a_thing_is_reported_at_the_removed_triple() -> None:
    used = THINGS + "claim:c ilrs:assertedBy agent:a ; ilrs:p agent:a ."
    assert orphans(used, "claim:c ilrs:p agent:a .") == []
    (found,) = orphans(used, "claim:c ilrs:assertedBy agent:a ; ilrs:p agent:a .")
    assert (found.severity, found.focus) == ("warning", f"<{ID}claim/c>")
    assert found.message == "Nothing would refer to agent:a any more."
    assert orphans(used, "claim:c ilrs:assertedBy agent:a ; ilrs:p agent:a . agent:a a ilrs:Person .") == []
    assert orphans(used, "claim:c ilrs:assertedBy agent:a .", "claim:d ilrs:assertedBy agent:a .") == []


def test_the_whole_graph_names_file_and_line(small_root: Path) -> None:
    (small_root / "data" / "new.ttl").write_text(
        HEAD + 'agent:lonely a ilrs:Company ; rdfs:label "L"@en ; prov:wasDerivedFrom source:x .', encoding="utf-8"
    )
    (found,) = [f for f in check_all(Root.find(small_root)) if f.focus == f"<{ID}agent/lonely>" and f.code == "unused"]
    assert (found.severity, Path(found.file).name) == ("warning", "new.ttl")
    assert found.line == len(HEAD.splitlines()) + 1


def test_the_lint_of_whole_graphs_is_none_of_those_of_candidates() -> None:
    assert not {find.__name__ for find in LINTS} & {"find_all"}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("site:change-6 pos:lat -41.6 .", "lat"),
        ("site:change-6 pos:long -153.9 .", "long"),
        ("site:change-6 pos:location site:change-5 .", "location"),
        ("site:change-6 a pos:Point .", "Point"),
    ],
)
def test_a_position_on_the_earth_is_refused(text: str, term: str, graph: LunarGraph) -> None:
    (found,) = [f for f in graph.check(turtle(text)) if f.kind == "term"]
    assert (found.severity, found.code) == ("violation", "earth-position")
    assert found.message == f"wgs84_pos:{term} gives a position on the Earth."
    assert "ilrs:latitude and ilrs:longitude" in found.remedy


def test_other_terms_of_strangers_are_reported_as_before(graph: LunarGraph) -> None:
    (found,) = [f for f in graph.check(turtle("site:change-6 <urn:lat> 1 .")) if f.kind == "term"]
    assert found.code == "unknown-term"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@base <http://a/b/../c/> . <x> rdfs:label 'x' .", ["<http://a/b/../c/x>"]),
        ("@base <http://a/./d?q> . agent:x rdfs:seeAlso <g> , <http://a/./g> .", ["<http://a/./g>"]),
        ("@base <http://a/> . agent:x rdfs:seeAlso <//b/../c> .", ["<http://b/../c>"]),
        ("agent:x <http://a/p/..> 1 .", ["<http://a/p/..>"]),
        ("agent:x rdfs:seeAlso <http://a/.?q> .", ["<http://a/.?q>"]),
        ("@base <http://a/b/c> . <../x> rdfs:seeAlso <./y> .", []),
        ("agent:x rdfs:seeAlso <http://a/b?c=/../d> , <http://a/#/./> , <http://a/..b/.c/d.> .", []),
    ],
)
def test_an_iri_with_a_dot_segment_is_a_warning(text: str, found: list[str]) -> None:
    notes = [n for n in lint(Context(AssertedStore.of([]), candidates(text))) if n.finding.code == "dot-segment"]
    assert [n.finding.message.split(" ")[0] for n in notes] == found
    assert {n.finding.severity for n in notes} <= {"warning"}
