"""A hub that loses one of many grounds keeps all that rests on it, at a cost that does not grow with the hub."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ilrs_graph.reasoning.layers import Layered
from ilrs_graph.reasoning.reasoned import Reasoned
from ilrs_graph.reasoning.rules import Fact

EX = "http://example.org/"
AXIOMS = """
    @prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    :said owl:inverseOf :saidBy . :said rdfs:domain :Speaker .
    :Speaker rdfs:subClassOf [ owl:onProperty :said ; owl:allValuesFrom :Statement ] .
"""


def a(name: str) -> NamedNode:
    return NamedNode(EX + name)


def hub(size: int) -> Reasoned:
    """Return a speaker with so many statements."""
    said = [Triple(a(f"s{i}"), a("saidBy"), a("hub")) for i in range(size)]
    return Reasoned.over([*(q.triple for q in parse(AXIOMS, format=RdfFormat.TURTLE)), *said])


def lookups(graph: Reasoned, gone: Triple, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many facts an update has looked at."""
    seen = 0
    plain = Layered.match

    def counted(*arguments: object, **more: object) -> Iterator[Fact]:
        nonlocal seen
        for fact in plain(*arguments, **more):  # type: ignore[arg-type]
            seen += 1
            yield fact

    with monkeypatch.context() as patch:
        patch.setattr(Layered, "match", counted)
        change = graph.update([], [gone])
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
    change = graph.update([], [Triple(a("s0"), a("saidBy"), a("hub"))])
    assert len(change.removed) == 3
    assert change.after.update([Triple(a("s0"), a("saidBy"), a("hub"))]).added == change.removed


def test_grounds_that_only_rest_on_each_other_prove_nothing() -> None:
    turtle = """
        @prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        :p owl:inverseOf :q . :r a owl:SymmetricProperty . :p <http://www.w3.org/2000/01/rdf-schema#subPropertyOf> :r .
        :r <http://www.w3.org/2000/01/rdf-schema#subPropertyOf> :p .
    """
    graph = Reasoned.over([q.triple for q in parse(turtle, format=RdfFormat.TURTLE)])
    given = Triple(a("x"), a("p"), a("y"))
    change = graph.update([given])
    assert len(change.added) == 5
    assert change.after.update([], [given]).removed == tuple(sorted([*change.added], key=str))
    assert list(change.after.update([], [given]).after.told.match(a("x"), None, None)) == []
