"""A hub that loses one of many grounds keeps all that rests on it, at a cost that does not grow with the hub."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ilrs_graph.change.entailed import EntailedGraph
from ilrs_graph.change.update import update
from ilrs_graph.terms import Fact
from ilrs_graph.views.store import LayeredStore

EX = "http://example.org/"
AXIOMS = """
    @prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    :said owl:inverseOf :saidBy . :said rdfs:domain :Speaker .
    :Speaker rdfs:subClassOf [ owl:onProperty :said ; owl:allValuesFrom :Statement ] .
"""


def a(name: str) -> NamedNode:
    return NamedNode(EX + name)


def hub(size: int) -> EntailedGraph:
    """Return a speaker with so many statements."""
    said = [Triple(a(f"s{i}"), a("saidBy"), a("hub")) for i in range(size)]
    return EntailedGraph.over([*(q.triple for q in parse(AXIOMS, format=RdfFormat.TURTLE)), *said])


def lookups(graph: EntailedGraph, gone: Triple, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many facts an update has looked at."""
    seen = 0
    plain = LayeredStore.match

    def counted(*arguments: object, **more: object) -> Iterator[Fact]:
        nonlocal seen
        for fact in plain(*arguments, **more):  # type: ignore[arg-type]
            seen += 1
            yield fact

    with monkeypatch.context() as patch:
        patch.setattr(LayeredStore, "match", counted)
        change = update(graph, [], [gone])
    removed = {(t.subject, t.predicate, t.object) for t in change.removed}
    assert {(s.value, o.value) for s, p, o in removed if p == a("said")} == {(EX + "hub", EX + "s0")}  # type: ignore[union-attr]
    assert len(removed) == 2
    return seen


def test_the_cost_does_not_grow_with_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = Triple(a("s0"), a("saidBy"), a("hub"))
    few, many = (lookups(hub(size), gone, monkeypatch) for size in (100, 1000))
    assert 0 < many <= few < 200


def test_the_last_ground_takes_all_with_it() -> None:
    graph = hub(1)
    change = update(graph, [], [Triple(a("s0"), a("saidBy"), a("hub"))])
    assert len(change.removed) == 3
    assert update(change.after, [Triple(a("s0"), a("saidBy"), a("hub"))]).added == change.removed


def test_grounds_that_only_rest_on_each_other_prove_nothing() -> None:
    turtle = """
        @prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        :p owl:inverseOf :q . :r a owl:SymmetricProperty . :p <http://www.w3.org/2000/01/rdf-schema#subPropertyOf> :r .
        :r <http://www.w3.org/2000/01/rdf-schema#subPropertyOf> :p .
    """
    graph = EntailedGraph.over([q.triple for q in parse(turtle, format=RdfFormat.TURTLE)])
    given = Triple(a("x"), a("p"), a("y"))
    change = update(graph, [given])
    assert len(change.added) == 5
    assert update(change.after, [], [given]).removed == tuple(sorted([*change.added], key=str))
    assert list(update(change.after, [], [given]).after.reported.match(a("x"), None, None)) == []


def chains(length: int) -> list[Triple]:
    """Return axioms under which what `:p0` and `:q0` say is said by `:end` after so many steps each."""
    lines = [f":{p}{i} rdfs:subPropertyOf :{p}{i + 1} ." for p in "pq" for i in range(length)]
    lines += [f":{p}{length} rdfs:subPropertyOf :end ." for p in "pq"]
    head = AXIOMS[: AXIOMS.index(":said")]
    return [q.triple for q in parse(head + "\n".join(lines), format=RdfFormat.TURTLE)]


@pytest.mark.parametrize("length", [1, 2, 3, 6])
def test_what_follows_by_a_longer_way_comes_back(length: int) -> None:
    one, other = (Triple(a("x"), a(p), a("y")) for p in ("p0", "q0"))
    graph = EntailedGraph.over([*chains(length), one, other])
    change = update(graph, [], [one])
    assert {t.predicate.value.removeprefix(EX) for t in change.removed} == {f"p{i + 1}" for i in range(length)}
    assert change.added == ()
    assert change.after.reported.layer_of((a("x"), a("end"), a("y"))) == 1


def test_what_is_given_stays_however_much_goes() -> None:
    things = [a(f"x{i}") for i in range(300)]
    gone = [Triple(thing, a("p0"), a("y")) for thing in things]
    kept = [Triple(thing, a("end"), a("y")) for thing in things]
    graph = EntailedGraph.over([*chains(2), *gone, *kept[:150]])
    change = update(graph, kept[150:], gone)
    assert len(change.removed) == 2 * len(things) + 150
    assert all(change.after.reported.layer_of((t.subject, t.predicate, t.object)) == 0 for t in kept)
