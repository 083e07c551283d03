"""What a SPARQL constraint looks at: the chains are right, and none is taken that need not hold."""

from __future__ import annotations

import pytest

from ilrs_graph.errors import InputError
from ilrs_graph.validation.paths import text
from ilrs_graph.validation.select_touches import touched

HEAD = "PREFIX : <urn:> "


def said(query: str) -> tuple[set[str], set[str], bool]:
    found = touched(HEAD + query)
    chains = {
        f"{text(t.path)} {'<-' if t.back else '->'} {(t.predicate or 'any').removeprefix('urn:')}"
        for t in found.touches
    }
    return chains, {" ".join(each) for each in found.loose}, found.together


@pytest.mark.parametrize(
    ("query", "chains", "loose", "together"),
    [
        ("SELECT $this { $this :p ?x . ?x :q ?y }", {" -> p", "<urn:p> -> q"}, set(), True),
        ("SELECT $this { ?x :p $this }", {" <- p"}, set(), True),
        ("SELECT $this { $this :p/:q ?x }", {" -> p", "<urn:p> -> q"}, set(), True),
        ("SELECT $this { $this ?any ?x }", {" -> any"}, set(), True),
        ("SELECT $this { $this !:p ?x }", {" -> any", " <- any"}, set(), True),
        ("SELECT $this { $this :p ?x . BIND(?x AS ?y) ?y :q ?z }", {" -> p", "<urn:p> -> q"}, set(), True),
        ("SELECT $this { $this :p ?x . ?y :q :b }", {" -> p"}, {" <urn:q> <urn:b>"}, True),
        ("SELECT $this { $this :p ?x . ?y ?any ?z }", {" -> p"}, {"  "}, True),
        ("SELECT $this { $this :p ?x . ?y :q* ?z }", {" -> p", " -> any", " <- any"}, {" <urn:q> ", "  "}, True),
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
def test_chains(query: str, chains: set[str], loose: set[str], together: bool) -> None:
    assert said(query) == (chains, loose, together)


def test_a_pair_is_reached_by_each_value_that_both_share() -> None:
    (touch,) = [t for t in touched(HEAD + "SELECT $this { $this :p ?x ; :q ?y . ?z :p ?x ; :q ?y ; :r ?w }").touches
                if t.predicate == "urn:r"]  # fmt: skip
    assert touch.path[0] == "one"
    assert {text(way) for way in touch.path[1]} == {"<urn:p>/(^<urn:p>)", "<urn:q>/(^<urn:q>)"}


@pytest.mark.parametrize("query", ["SELECT $this { GRAPH ?g { $this :p ?x } }", "ASK { $this :p 1 }", "SELECT $this {"])
def test_what_cannot_be_asked_of_the_graph_is_refused(query: str) -> None:
    with pytest.raises(InputError, match="SPARQL constraint"):
        touched(HEAD + query)


@pytest.mark.parametrize(
    ("path", "mention"), [(":p*", True), (":p?/:q", True), ("^(:p|:q*)", True), (":p+", True), (":p", False)]
)
def test_a_path_of_no_steps_needs_its_ends_in_the_graph(path: str, mention: bool) -> None:
    assert touched(HEAD + f"SELECT $this {{ $this {path} ?x }}").mention is mention
