"""What a query looks at: the paths are right, and none is taken that need not hold."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from ilrs_graph.sparql.parser import read_query
from ilrs_graph.sparql.paths import Cheapest
from ilrs_graph.sparql.reads import Reads, Unbounded, reads
from ilrs_graph.sparql.together import may_be_asked_together

HEAD = "PREFIX : <urn:> "


def read(query: str) -> Reads:
    return reads(read_query(HEAD + query).select, "this", substituted=True)


def said(query: str) -> tuple[set[str], set[str], bool]:
    found = read(query)
    chains = {
        f"{t.path} {'<-' if t.back else '->'} {t.predicate.value.removeprefix('urn:') if t.predicate else 'any'}"
        for t in found.touches
    }
    unanchored = {" ".join("" if term is None else str(term) for term in each) for each in found.unanchored}
    return chains, unanchored, may_be_asked_together(read_query(HEAD + query).select, "this")


@pytest.mark.parametrize(
    ("query", "chains", "unanchored", "together"),
    [
        ("SELECT $this { $this :p ?x . ?x :q ?y }", {" -> p", "<urn:p> -> q"}, set(), True),
        ("SELECT $this { ?x :p $this }", {" <- p"}, set(), True),
        ("SELECT $this { $this :p/:q ?x }", {" -> p", "<urn:p> -> q"}, set(), True),
        ("SELECT $this { $this ?any ?x }", {" -> any"}, set(), True),
        ("SELECT $this { $this !:p ?x }", {" -> any"}, set(), True),
        ("SELECT $this { $this !(:p|^:q) ?x }", {" -> any", " <- any"}, set(), True),
        ("SELECT $this { $this :p ?x . BIND(?x AS ?y) ?y :q ?z }", {" -> p", "<urn:p> -> q"}, set(), True),
        ("SELECT $this { $this :p ?x . ?y :q :b }", {" -> p"}, {" <urn:q> <urn:b>"}, True),
        ("SELECT $this { $this :p ?x . ?y ?any ?z }", {" -> p"}, {"  "}, True),
        ("SELECT $this { $this :p ?x . ?y :q* ?z }", {" -> p"}, {" <urn:q> ", "  "}, True),
        ("SELECT $this { $this :p ?x OPTIONAL { ?x :q ?y } ?y :r ?z }", {" -> p", "<urn:p> -> q"}, {" <urn:r> "}, True),
        ("SELECT $this { $this :p ?x { ?y :q :b OPTIONAL { ?y :r ?x } } }", {" -> p"},
         {" <urn:q> <urn:b>", " <urn:r> "}, True),
        ("SELECT $this { $this :p ?x MINUS { ?x :q ?y } }", {" -> p", "<urn:p> -> q"}, set(), True),
        ("SELECT $this { $this :p ?x MINUS { ?y :q ?z } }", {" -> p"}, {" <urn:q> "}, True),
        ("SELECT $this { $this :p ?x { BIND($this AS ?y) } }", {" -> p"}, set(), False),
        ("SELECT $this { $this :p ?x { SELECT ?x { ?x :q ?y } } }", {" -> p", "<urn:p> -> q"}, set(), True),
        ("SELECT $this { $this :p ?x { SELECT ?x { ?x :q ?y } LIMIT 1 } }", {" -> p"}, {" <urn:q> "}, True),
        ("SELECT $this { { SELECT $this (COUNT(?x) AS ?n) { $this :p ?x } GROUP BY $this } }", {" -> p"}, set(), False),
        ("SELECT $this { { SELECT (COUNT(?x) AS ?n) { ?y :p ?x } } $this :q ?n }", {" -> q"}, {" <urn:p> "}, True),
        ("SELECT $this { $this :p ?x } LIMIT 1", {" -> p"}, set(), False),
    ],
)  # fmt: skip
def test_chains(query: str, chains: set[str], unanchored: set[str], together: bool) -> None:
    assert said(query) == (chains, unanchored, together)


def test_a_pair_is_reached_by_each_value_that_both_share() -> None:
    (touch,) = [t for t in read("SELECT $this { $this :p ?x ; :q ?y . ?z :p ?x ; :q ?y ; :r ?w }").touches
                if t.predicate == NamedNode("urn:r")]  # fmt: skip
    assert isinstance(touch.path, Cheapest)
    assert {str(way) for way in touch.path.ways} == {"<urn:p>/(^<urn:p>)", "<urn:q>/(^<urn:q>)"}


def test_an_end_that_a_pattern_must_have_is_kept() -> None:
    plain, path = read("SELECT $this { $this :p :a ; :q/:r* :b }").touches[0:2]
    assert (plain.far, str(plain.after)) == (NamedNode("urn:a"), "")
    assert (path.far, str(path.after)) == (NamedNode("urn:b"), "<urn:r>*")


def test_another_graph_is_not_bounded() -> None:
    with pytest.raises(Unbounded, match="another graph"):
        read("SELECT $this { GRAPH ?g { $this :p ?x } }")


@pytest.mark.parametrize(
    ("path", "skip"), [(":p*", True), (":p?/:q", True), ("^(:p|:q*)", True), (":p+", True), (":p", False)]
)
def test_a_path_of_no_steps_needs_its_ends_in_the_graph(path: str, skip: bool) -> None:
    assert read(f"SELECT $this {{ $this {path} ?x }}").may_skip is skip
