"""Property paths as SHACL writes them."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from ilrs_graph.errors import InputError
from ilrs_graph.namespaces import RDF
from ilrs_graph.terms import fact_of
from ilrs_graph.turtle.parse import parse_bytes
from ilrs_graph.validation.shape_paths import items, read_path
from ilrs_graph.views.memory import TripleIndex

NODES = [NamedNode("urn:" + name) for name in "abcd"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (":p", "<urn:p>"),
        ("[ sh:inversePath :p ]", "^<urn:p>"),
        ("( :p [ sh:inversePath :q ] )", "<urn:p>/(^<urn:q>)"),
        ("[ sh:alternativePath ( :p :q ) ]", "<urn:p>|<urn:q>"),
        ("[ sh:zeroOrMorePath ( :p :q ) ]", "(<urn:p>/<urn:q>)*"),
        ("[ sh:oneOrMorePath :p ]", "<urn:p>/<urn:p>*"),
        ("[ sh:zeroOrOnePath :p ]", "<urn:p>?"),
    ],
)
def test_every_path_of_shacl_is_read(written: str, said: str) -> None:
    head = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:> . "
    graph = TripleIndex(map(fact_of, parse_bytes(f"{head} :s sh:path {written} .".encode(), "shapes")))
    (path,) = (o for _, _, o in graph.match(NamedNode("urn:s")))
    assert str(read_path(graph, path)) == said


def test_what_is_no_path_is_refused_and_a_ring_of_a_list_ends() -> None:
    with pytest.raises(InputError, match="is no property path"):
        read_path(
            TripleIndex([(NODES[0], NODES[1], NODES[2])]), next(iter(parse_bytes(b"[] <urn:x> 1 .", "x"))).subject
        )
    first, rest = (NamedNode(RDF + name) for name in ("first", "rest"))
    ring = [(NODES[0], first, NODES[1]), (NODES[0], rest, NODES[0])]
    assert items(TripleIndex(ring), NODES[0]) == [NODES[1]]
