"""An update gives what a fresh run gives: layers, closure, unreported facts, clashes; for additions and deletions."""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Literal as Choice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, RdfFormat, Triple, parse

from ilrs_graph import LunarGraph
from ilrs_graph.change.entailed import Change, EntailedGraph
from ilrs_graph.change.update import update
from ilrs_graph.closure import materialise
from ilrs_graph.construct.rules import ConstructRule
from ilrs_graph.errors import OntologyError, UsageError
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import PREFIXES, compact
from ilrs_graph.snapshot.pipeline import read_data, read_ontology, read_rules
from ilrs_graph.terms import Fact
from ilrs_graph.views.layers import ASSERTED

ROOT = Root.find(Path(__file__).parents[2])
HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
HEAD += "@prefix : <http://example.org/> .\n"


def turtle(text: str) -> list[Triple]:
    return [quad.triple for quad in parse((HEAD + text).encode(), format=RdfFormat.TURTLE)]


def words(triples: Iterable[Triple]) -> set[str]:
    """Return triples as "subject property value" with CURIEs and bare literals."""
    return {
        " ".join(n.value if isinstance(n, Literal) else compact(n.value) for n in (t.subject, t.predicate, t.object))
        for t in triples
    }


def held(graph: EntailedGraph) -> tuple[dict[Fact, int], set[Fact], set[str]]:
    """Return all that holds: facts by layer, unreported facts that nothing asserts, clashes in words."""
    told = dict(graph.reported.by_layer(None, None, None))
    unreported = {fact for fact in graph.unreported.match(None, None, None) if fact not in told}
    return told, unreported, {f"{c.rule} {c.axiom} {sorted(map(str, c.facts))}" for c in graph.clashes}


def check(before: EntailedGraph, change: Change) -> None:
    """Hold an update against a fresh run over what is asserted after it."""
    told, unreported, clashes = held(change.after)
    asserted = [Triple(*fact) for fact, layer in told.items() if layer == ASSERTED]  # type: ignore[arg-type]
    fresh = EntailedGraph.over(asserted, before.construct_rules)
    expected, expected_unreported, expected_clashes = held(fresh)
    assert {f: told.get(f) for f in told.keys() | expected.keys() if told.get(f) != expected.get(f)} == {}
    assert told == expected
    assert unreported == expected_unreported
    assert clashes == expected_clashes
    old = {f for f, layer in held(before)[0].items() if layer > ASSERTED}
    new = {f for f, layer in expected.items() if layer > ASSERTED}
    assert {(t.subject, t.predicate, t.object) for t in change.added} == new - old
    assert {(t.subject, t.predicate, t.object) for t in change.removed} == old - new


def walk(graph: EntailedGraph, pool: Sequence[Triple], steps: int, size: int, chance: random.Random) -> None:
    """Change a graph at random, step by step: triples of the pool come and go, and so do mixtures of two of them."""
    for _ in range(steps):
        picked = chance.sample(pool, min(size, len(pool)))
        mixed = [Triple(a.subject, a.predicate, b.object) for a in picked for b in pool if b.predicate == a.predicate]
        picked += chance.sample(mixed, min(2, len(mixed)))
        added = [t for t in picked if chance.random() < 0.5]
        change = update(graph, added, [t for t in picked if t not in added])
        check(graph, change)
        assert change.in_full == ()
        assert not change.from_scratch
        graph = change.after


@pytest.fixture(scope="module")
def generator() -> Iterator[ModuleType]:
    folder = str(Path(__file__).parents[2] / "benchmarks")
    sys.path.insert(0, folder)
    yield importlib.import_module("lunar_graph")
    sys.path.remove(folder)


def random_walk_over_a_lunar_graph(generator: ModuleType, folder: Path, seed: int, steps: int) -> None:
    generator.write(folder, 500, seed=seed, extended=True)
    root = Root.find(folder)
    data = read_data(root)[0]
    graph = EntailedGraph.over([*read_ontology(root), *data], read_rules(root))
    follows = [
        Triple(*f) for f, n in sorted(graph.reported.by_layer(None, None, None).items(), key=str) if n > ASSERTED
    ]  # type: ignore[arg-type]
    about_data = [t for t in follows if str(t.subject).startswith("<https://w3id.org/ilrs-graph/id/")]
    walk(graph, [*data, *about_data], steps, 8, random.Random(seed))


def test_random_changes_of_a_lunar_graph(generator: ModuleType, tmp_path: Path) -> None:
    """Eight changes; five hundred as a soak."""
    random_walk_over_a_lunar_graph(generator, tmp_path, 1, 8)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 12))
def test_many_random_changes_of_lunar_graphs(generator: ModuleType, tmp_path: Path, seed: int) -> None:
    random_walk_over_a_lunar_graph(generator, tmp_path, seed, 50)


# random small ontologies; the reduced size is 80 changes, the full one 1,000


CLASSES, PROPERTIES, INDIVIDUALS = [":A", ":B", ":C", ":D"], [":p", ":q", ":r"], [":i", ":j", ":k", ":l"]
named, prop, thing = map(st.sampled_from, (CLASSES, PROPERTIES, INDIVIDUALS))
left = (
    named
    | st.builds("[owl:onProperty {} ; owl:someValuesFrom {}]".format, prop, named | st.just("owl:Thing"))
    | st.builds("[owl:onProperty {} ; owl:hasValue {}]".format, prop, thing)
    | st.builds("[owl:intersectionOf ({} {})]".format, named, named)
)
right = (
    named
    | st.builds("[owl:onProperty {} ; owl:allValuesFrom {}]".format, prop, named)
    | st.builds("[owl:onProperty {} ; owl:hasValue {}]".format, prop, thing)
    | st.builds("[owl:onProperty {} ; owl:maxCardinality {}]".format, prop, st.sampled_from("01"))
    | st.builds("[owl:complementOf {}]".format, named)
)
kind = st.sampled_from(["Transitive", "Symmetric", "Asymmetric", "Irreflexive", "Functional", "InverseFunctional"])
axiom = (
    st.builds("{} rdfs:subClassOf {} .".format, left, right)
    | st.builds("{} owl:disjointWith {} .".format, named, named)
    | st.builds("{} rdfs:subPropertyOf {} .".format, prop, prop)
    | st.builds("{} owl:inverseOf {} .".format, prop, prop)
    | st.builds("{} owl:propertyDisjointWith {} .".format, prop, prop)
    | st.builds("{} rdfs:domain {} .".format, prop, named)
    | st.builds("{} rdfs:range {} .".format, prop, named)
    | st.builds("{} owl:propertyChainAxiom ({} {}) .".format, prop, prop, prop)
    | st.builds("{} a owl:{}Property .".format, prop, kind)
    | st.builds("{} owl:hasKey ({}) .".format, named, prop)
    | st.builds("rdfs:label rdfs:subPropertyOf {} .".format, prop)
)
value = thing | st.sampled_from(['"x"', '"y"', "1"])
fact = (
    st.builds("{} {} {} .".format, thing, prop, value)
    | st.builds("{} a {} .".format, thing, named)
    | st.builds("{} owl:{} {} .".format, thing, st.sampled_from(["sameAs", "differentFrom"]), thing)
    | st.builds("{} :p {} .".format, named, thing)
)
DECLARED = " ".join(f"{p} a owl:ObjectProperty ." for p in PROPERTIES) + ' :A rdfs:label "x" . '
DECLARED += " ".join(f"{c} a owl:Class ." for c in CLASSES)
changes = st.lists(
    st.tuples(st.lists(fact, max_size=3), st.lists(st.integers(0, 20), max_size=3)), min_size=1, max_size=3
)


def changes_of_a_small_ontology(axioms: list[str], facts: list[str], steps: list[tuple[list[str], list[int]]]) -> None:
    ontology, asserted = turtle(DECLARED + " ".join(axioms)), turtle(" ".join(facts))
    graph = EntailedGraph.over([*ontology, *asserted])
    for more, places in steps:
        added = turtle(" ".join(more))
        removed = [asserted[place % len(asserted)] for place in places if asserted]
        change = update(graph, added, removed)
        check(graph, change)
        asserted = list({*asserted} - {*removed} | {*added})
        graph = change.after


@settings(max_examples=40, deadline=None)
@given(st.lists(axiom, max_size=6), st.lists(fact, max_size=8), changes)
def test_random_changes_under_random_axioms(
    axioms: list[str], facts: list[str], steps: list[tuple[list[str], list[int]]]
) -> None:
    changes_of_a_small_ontology(axioms, facts, steps)


@pytest.mark.soak
@settings(max_examples=500, deadline=None)
@given(st.lists(axiom, max_size=6), st.lists(fact, max_size=8), changes)
def test_many_random_changes_under_random_axioms(
    axioms: list[str], facts: list[str], steps: list[tuple[list[str], list[int]]]
) -> None:
    changes_of_a_small_ontology(axioms, facts, steps)


# what changes in the graph of the project, in words


BASE = """
    source:s a ilrs:Source ; ilrs:sourceKind source-kind:primary ; dcterms:issued "2031-01-01"^^xsd:date .
    agent:china a ilrs:State . agent:op a ilrs:SpaceAgency ; ilrs:ofState agent:china .
    agent:italy a ilrs:State . agent:lab a ilrs:ResearchInstitute ; ilrs:ofState agent:italy .
    mission:m a ilrs:Mission .
    event:launch a ilrs:Launch ; ilrs:ofMission mission:m .
    event:landing a ilrs:Landing ; ilrs:ofMission mission:m ; ilrs:atSite site:s .
    site:s a ilrs:LandingSite ; ilrs:withinRegion region:crater . region:crater ilrs:withinRegion region:basin .
    contribution:c a ilrs:Contribution ; ilrs:toward mission:m ; ilrs:contributor agent:lab .
"""


def claim(name: str, subject: str, prop: str, value: str, *, stated: str = "2031-01-01", rank: str = "normal") -> str:
    return (
        f"claim:{name} a ilrs:Claim ; ilrs:subject {subject} ; ilrs:property ilrs:{prop} ; {value} ;"
        f" ilrs:modality modality:actual ; ilrs:polarity polarity:asserted ; ilrs:rank rank:{rank} ;"
        f' ilrs:statedOn "{stated}"^^xsd:date ; prov:wasDerivedFrom source:s .\n'
    )


def on(day: str) -> str:
    return f'ilrs:notBefore "{day}"^^xsd:date ; ilrs:notAfter "{day}"^^xsd:date'


OPERATOR = claim("op", "mission:m", "operator", "ilrs:valueEntity agent:op")
LAUNCHED = claim("launched", "event:launch", "eventDate", on("2030-05-03"))
LANDED = claim("landed", "event:landing", "outcome", "ilrs:valueEntity outcome:success")


@cache
def project(text: str) -> EntailedGraph:
    return EntailedGraph.over([*read_ontology(ROOT), *turtle(text)], read_rules(ROOT))


def changed(before: str, added: str = "", removed: str = "") -> tuple[set[str], set[str]]:
    """Return in words the facts that an update adds and removes, apart from how claims stand and what is known when."""
    graph = project(BASE + before)
    change = update(graph, turtle(added), turtle(removed))
    check(graph, change)
    shown = [{w for w in words(found) if not _is_about_claims(w)} for found in (change.added, change.removed)]
    return shown[0], shown[1]


def _is_about_claims(fact: str) -> bool:
    return fact.startswith("claim:") or fact.split()[1] in ("ilrs:bestClaim", "ilrs:knownFrom", "ilrs:kind")


def test_a_later_date_takes_the_place_of_an_earlier_one() -> None:
    later = claim("later", "event:launch", "eventDate", on("2030-05-04"), stated="2032-01-01")
    gone = {"event:launch ilrs:eventDate 2030-05-03", "mission:m ilrs:launchDate 2030-05-03"}
    come = {fact.replace("05-03", "05-04") for fact in gone}
    assert changed(LAUNCHED, later) == (come, gone)
    assert changed(LAUNCHED + later, "", later) == (gone, come)


def test_an_earlier_statement_changes_nothing() -> None:
    assert changed(LAUNCHED, claim("e", "event:launch", "eventDate", on("2030-05-04"), stated="2030-01-01")) == (
        set(),
        set(),
    )


def test_a_deprecated_rank_retracts_what_rested_on_the_claim() -> None:
    added, removed = changed(
        LAUNCHED, "claim:launched ilrs:rank rank:deprecated .", "claim:launched ilrs:rank rank:normal ."
    )
    assert added == set()
    assert removed == {"event:launch ilrs:eventDate 2030-05-03", "mission:m ilrs:launchDate 2030-05-03"}


PARTNER = {
    "agent:lab ilrs:partnerIn mission:m",
    "mission:m ilrs:hasPartner agent:lab",
    "mission:m ilrs:hasPartnerContribution contribution:c",
    "mission:m ilrs:hasPartnerState agent:italy",
}


def test_a_withdrawal_takes_the_partner_away() -> None:
    added, removed = changed(OPERATOR, claim("w", "contribution:c", "status", "ilrs:valueEntity status:withdrawn"))
    assert added == {"contribution:c ilrs:status status:withdrawn"}
    assert removed == PARTNER


def test_the_end_of_a_role_takes_the_operator_and_its_partners_away() -> None:
    ended = claim("end", "mission:m", "operator", 'ilrs:valueEntity agent:op ; ilrs:endsOn "2031"^^xsd:gYear')
    end = ended.replace("2031-01-01", "2031-06-01")
    lost = PARTNER | {"mission:m ilrs:operator agent:op", "agent:op ilrs:operates mission:m"}
    added, removed = changed(OPERATOR, end)
    assert (added, removed) == (set(), lost)
    assert changed(OPERATOR + end, "", end) == (lost, set())


def planned(name: str, year: int, stated: str, modality: str = "planned") -> str:
    window = f'ilrs:notBefore "{year}-01-01"^^xsd:date ; ilrs:notAfter "{year}-12-31"^^xsd:date'
    return claim(name, "event:launch", "eventDate", window, stated=stated).replace(
        "modality:actual", f"modality:{modality}"
    )


def slips_of(change: set[str]) -> set[str]:
    return {fact for fact in change if "ilrs:slipDays" in fact}


def test_a_later_plan_moves_the_slip_and_an_earlier_one_its_start() -> None:
    first, second = planned("first", 2030, "2029-01-01"), planned("second", 2031, "2029-06-01")
    added, removed = changed(first, second)
    assert (slips_of(added), slips_of(removed)) == (
        {"event:launch ilrs:slipDays 365"},
        {"event:launch ilrs:slipDays 0"},
    )
    earlier = planned("earlier", 2028, "2027-01-01")
    added, removed = changed(first + second, earlier)
    assert slips_of(added) == {"event:launch ilrs:slipDays 1095"}


def test_a_dropped_window_takes_the_slip_away_until_a_new_plan() -> None:
    first, dropped = planned("first", 2030, "2029-01-01"), planned("dropped", 2030, "2029-06-01", "cancelled")
    assert slips_of(changed(first, dropped)[1]) == {"event:launch ilrs:slipDays 0"}
    new = planned("new", 2032, "2029-07-01")
    assert slips_of(changed(first + dropped, new)[0]) == {"event:launch ilrs:slipDays 731"}


def test_a_state_that_becomes_known_brings_partners() -> None:
    stateless = "agent:new a ilrs:SpaceAgency . " + claim("n", "mission:m", "operator", "ilrs:valueEntity agent:new")
    assert changed(OPERATOR + stateless, "agent:new ilrs:ofState agent:china .")[0] >= PARTNER


def test_a_region_in_the_middle_of_a_path_counts() -> None:
    added, removed = changed(LANDED, "region:basin ilrs:withinRegion region:far-side .")
    assert removed == set()
    assert {"mission:m ilrs:landedInRegion region:far-side", "mission:m rdf:type ilrs:FarSideMission"} <= added
    _, removed = changed(LANDED, "", "region:crater ilrs:withinRegion region:basin .")
    assert "mission:m ilrs:landedInRegion region:basin" in removed
    assert "mission:m ilrs:landedInRegion region:crater" not in removed


def test_what_is_asserted_and_would_follow_follows_once_it_is_asserted_no_more() -> None:
    stated = 'mission:m ilrs:launchDate "2030-05-03"^^xsd:date .'
    assert changed(LAUNCHED, stated) == (set(), {"mission:m ilrs:launchDate 2030-05-03"})
    assert changed(LAUNCHED + stated, "", stated) == ({"mission:m ilrs:launchDate 2030-05-03"}, set())


def test_the_last_fact_that_is_given_decides() -> None:
    graph = project(BASE + LAUNCHED)
    both = turtle("mission:m a ilrs:Mission .")
    change = update(graph, both, both)
    assert (change.added, change.removed) == ((), ())
    check(graph, change)


def test_what_was_never_asserted_cannot_be_taken_away() -> None:
    graph = project(BASE + LAUNCHED)
    derived = 'mission:m ilrs:launchDate "2030-05-03"^^xsd:date . mission:m a ilrs:Programme .'
    change = update(graph, [], turtle(derived))
    assert (change.added, change.removed) == ((), ())
    check(graph, change)


OPEN = "VALUES ?thing { UNDEF }"

# clashes, axioms, rules that cannot be bounded


def small(text: str) -> EntailedGraph:
    return EntailedGraph.over(turtle(text))


def test_a_clash_comes_and_goes() -> None:
    graph = small(":A owl:disjointWith :B . :p rdfs:range :B . :x a :A . :x a :A .")
    change = update(graph, turtle(":y :p :x ."))
    (clash,) = change.clashes
    assert (change.new_clashes, clash.rule) == ((clash,), "cax-dw")
    check(graph, change)
    again = update(change.after, turtle(":z :p :x ."))
    assert (again.clashes, again.new_clashes) == ((clash,), ())
    still = update(again.after, [], turtle(":y :p :x ."))
    assert still.clashes == (clash,)
    assert update(still.after, [], turtle(":z :p :x .")).clashes == ()


def test_things_that_turn_out_to_be_the_same() -> None:
    graph = small(":p a owl:ObjectProperty . :x :p :y .")
    change = update(graph, turtle(":x owl:sameAs :z ."))
    assert words(change.added) == {
        "<http://example.org/z> owl:sameAs <http://example.org/x>",
        "<http://example.org/z> <http://example.org/p> <http://example.org/y>",
    }
    check(graph, change)
    assert words(update(change.after, [], turtle(":x owl:sameAs :z .")).removed) == words(change.added)


def test_facts_about_classes_are_hidden_and_still_count() -> None:
    graph = small(":A a owl:Class . :p rdfs:subPropertyOf :q . :q owl:inverseOf :r . :q rdfs:range :C .")
    change = update(graph, turtle(':A :p :x . :y :p "text" .'))
    assert words(change.added) == {
        "<http://example.org/x> <http://example.org/r> <http://example.org/A>",
        "<http://example.org/x> rdf:type <http://example.org/C>",
        "<http://example.org/y> <http://example.org/q> text",
    }
    check(graph, change)
    check(change.after, update(change.after, [], turtle(":A :p :x .")))


def test_a_chain_leads_through_a_hidden_fact() -> None:
    graph = small(":A a owl:Class . :p rdfs:subPropertyOf :q . :r owl:propertyChainAxiom ( :s :q ) . :A :p :x .")
    change = update(graph, turtle(":y :s :A ."))
    assert words(change.added) == {"<http://example.org/y> <http://example.org/r> <http://example.org/x>"}
    check(graph, change)
    check(change.after, update(change.after, [], turtle(":A :p :x .")))


def test_a_change_of_axioms_starts_afresh() -> None:
    graph = small(":x a :A .")
    change = update(graph, turtle(":A rdfs:subClassOf :B ."))
    assert change.from_scratch
    assert words(change.added) == {"<http://example.org/x> rdf:type <http://example.org/B>"}
    check(graph, change)
    back = update(change.after, [], turtle(":A rdfs:subClassOf :B ."))
    assert back.from_scratch
    assert words(back.removed) == words(change.added)


def test_classes_that_are_said_to_be_the_same_start_afresh() -> None:
    graph = small(":A a owl:Class . :B a owl:Class . :x a :A .")
    change = update(graph, turtle(":A owl:sameAs :B ."))
    assert change.from_scratch
    assert "<http://example.org/x> rdf:type <http://example.org/B>" in words(change.added)


def test_a_term_that_owl_does_not_have_is_refused() -> None:
    with pytest.raises(OntologyError, match="sameIndividualAs is not a term of OWL 2"):
        update(small(":x a :A ."), turtle(":x owl:sameIndividualAs :y ."))


@pytest.mark.parametrize(
    ("where", "in_full"),
    [
        ("?thing ?p ?y . ?y <http://example.org/q> ?x", ()),
        ("?thing <http://example.org/p> ?x FILTER(?x = ?thing || EXISTS { ?x <http://example.org/q> ?z })", ()),
        ("?thing <http://example.org/p> ?y . ?x <http://example.org/q> <http://example.org/i>", ("010-full",)),
        ("{ SELECT ?x { ?x <http://example.org/q> ?z } LIMIT 1 } ?thing <http://example.org/p> ?x", ("010-full",)),
    ],
)
def test_a_rule_that_cannot_be_bounded_runs_in_full(where: str, in_full: tuple[str, ...]) -> None:
    full = ConstructRule("010-full", "x", f"CONSTRUCT {{ ?thing a ?x }} WHERE {{ {OPEN} {where} }}")
    facts = turtle(":i :p :j . :j :q :i . :k :p :i .")
    graph = EntailedGraph.over([], [full])
    change = update(graph, facts)
    assert change.in_full == in_full
    check(graph, change)
    check(change.after, update(change.after, [], facts[:1]))


@pytest.mark.parametrize(
    "where",
    [
        "?thing :p ?x MINUS { ?x :q ?y }",
        "?thing :p ?y . FILTER NOT EXISTS { ?y :q ?thing } ?y :p ?x",
        "{ ?thing :p ?x } UNION { ?x :q ?thing }",
        "?thing :p ?y . OPTIONAL { ?y :q ?z OPTIONAL { ?z :p ?w } } BIND(COALESCE(?w, ?z, ?y) AS ?x)",
        "?thing (:p|^:q)+/:p? ?x",
        "{ SELECT ?thing (MAX(?y) AS ?x) { VALUES ?thing { UNDEF } ?thing :p ?z . ?z :q ?y } GROUP BY ?thing }",
        "?thing :p ?y . { SELECT ?y (COUNT(?z) AS ?x) { ?y :q ?z } GROUP BY ?y }",
        "?thing :p ?x . ?x :q ?x",
        "?thing :p :i ; :q ?x",
        "?thing :p/:q :i ; :p ?x",
    ],
)
@settings(max_examples=8, deadline=None)
@given(st.data())
def test_bounded_rules_of_every_form(where: str, data: st.DataObject) -> None:
    """Two rules, the second of which reads what the first constructs."""
    opened = where if "VALUES" in where else "VALUES ?thing { UNDEF } " + where
    prefix = "PREFIX : <http://example.org/> "
    first = ConstructRule("1", "x", f"{prefix}CONSTRUCT {{ ?thing :h ?x }} WHERE {{ {opened} }}")
    second = ConstructRule(
        "2", "x", f"{prefix}CONSTRUCT {{ ?thing :p ?x }} WHERE {{ VALUES ?thing {{ UNDEF }} ?thing :h/:q ?x }}"
    )
    edge = st.builds("{} {} {} .".format, thing, st.sampled_from([":p", ":q", ":h"]), thing)
    asserted = turtle(" ".join(data.draw(st.lists(edge, max_size=8))))
    graph = EntailedGraph.over([*turtle(":h rdfs:subPropertyOf :r ."), *asserted], [first, second])
    for _ in range(2):
        change = update(graph, turtle(" ".join(data.draw(st.lists(edge, max_size=3)))), asserted[:2])
        assert change.in_full == ()
        check(graph, change)
        graph = change.after


def test_two_new_steps_of_one_path() -> None:
    head, body = "?thing :h ?x", f"{OPEN} ?thing :p/:q :i ; :r ?x"
    rule = ConstructRule("1", "x", f"PREFIX : <http://example.org/> CONSTRUCT {{ {head} }} WHERE {{ {body} }}")
    graph = EntailedGraph.over(turtle(":x :r :z ."), [rule])
    both = turtle(":x :p :y . :y :q :i .")
    change = update(graph, both)
    assert words(change.added) == {"<http://example.org/x> <http://example.org/h> <http://example.org/z>"}
    assert words(update(change.after, [], both).removed) == words(change.added)


# on disk, and through the graph


def test_a_snapshot_on_disk_tells_the_same(small_root: Path, warm_cache: Path) -> None:
    graph = LunarGraph(small_root)
    assert graph.snapshot.folder is not None
    source = "source:s a ilrs:Source ; ilrs:sourceKind source-kind:primary ."
    more = turtle(
        source + claim("new", "mission:change-6", "operator", "ilrs:valueEntity agent:esa", stated="2040-01-01")
    )
    change = graph.consequences(more)
    assert "mission:change-6 ilrs:operator agent:esa" in words(change.added)
    root = Root.find(small_root)
    asserted = [*read_ontology(root), *read_data(root)[0]]
    in_memory = EntailedGraph.over(asserted, read_rules(root))
    assert _named(graph.snapshot.entailed_graph) == _named(in_memory)
    assert (change.added, change.removed) == (update(in_memory, more).added, update(in_memory, more).removed)
    check(graph.snapshot.entailed_graph, change)


def _named(graph: EntailedGraph) -> dict[Fact, int]:
    """Return the facts without blank nodes, whose labels change from reading to reading."""
    return {f: n for f, n in held(graph)[0].items() if not any(isinstance(term, BlankNode) for term in f)}


def test_consequences_are_those_of_the_present_graph(small_root: Path) -> None:
    with pytest.raises(UsageError, match="current graph"):
        LunarGraph(small_root, as_of=date(2020, 1, 1)).consequences([])


@pytest.mark.parametrize("engine", ["nemo", "python", "owlrl"])
def test_closures_of_all_engines_take_updates(engine: Choice["nemo", "python", "owlrl"]) -> None:
    if engine == "nemo":
        pytest.importorskip("nmo_python")
    axioms = turtle(":A a owl:Class . :p rdfs:subPropertyOf :q . :q owl:inverseOf :r . :A :p :x .")
    closure = materialise(axioms, turtle(":y :p :z ."), engine=engine)
    assert words(
        update(EntailedGraph.of(closure.asserted, (), (), closure), turtle(":x :r :z ."), turtle(":A :p :x .")).added
    ) == {"<http://example.org/z> <http://example.org/q> <http://example.org/x>"}
