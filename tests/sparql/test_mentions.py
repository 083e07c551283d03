"""The terms of a namespace that a query names: found in its tokens, never in strings, comments or templates."""

from __future__ import annotations

import pytest

from ilrs_graph.namespaces import ONTOLOGY, slug
from ilrs_graph.sparql.mentions import mentions

X = "\\u0078"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ASK { ?s ilrs:x ?o }", ["x"]),
        ("ASK { ?s a ilrs:X ; ^ilrs:p/(ilrs:q|!ilrs:r)* ?o }", ["X", "p", "q", "r"]),
        (f"ASK {{ ?s <{ONTOLOGY}x> ?o }}", ["x"]),
        (f"ASK {{ ?s <{ONTOLOGY}{X}> ?o }}", ["x"]),
        ("ASK { ?s ilrs:a\\-b ?o }", ["a-b"]),
        (f"PREFIX o: <{ONTOLOGY}> ASK {{ ?s o:x ?o }}", ["x"]),
        ("PREFIX ilrs: <http://other/> ASK { ?s ilrs:x ?o }", []),
        ("ASK { VALUES ?c { ilrs:x ilrs:y ilrs:x } }", ["x", "y"]),
        ('ASK { ?ilrs ?p \'ilrs:x\' , """ilrs:y""" , \'<ilrs:z>\'@en } # ilrs:c', []),
        ("# ilrs:c\nASK { ?s ?p ?o # ilrs:d\n}", []),
        ("CONSTRUCT { ?s ilrs:mine [ ilrs:own {} ] } WHERE { ?s ilrs:x ?o }", ["x"]),
        ("CONSTRUCT WHERE { ?s ilrs:x ?o }", ["x"]),
        ("DESCRIBE ilrs:x", ["x"]),
        ("ASK { ?s unknown:x ?o }", []),
        ("ASK { ?s agent:x ilrs: }", []),
        ("ASK { ?s <\\uDDDD> \\UFFFFFFFF }", []),
    ],
)
def test_what_a_query_names(query: str, names: list[str]) -> None:
    assert [slug(iri) for iri in mentions(query, ONTOLOGY)] == names


def test_the_place_is_that_of_the_first_mention() -> None:
    assert mentions("# ilrs:x\nASK { ?s ilrs:x ilrs:x }", ONTOLOGY) == {ONTOLOGY + "x": 18}
