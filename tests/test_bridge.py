"""pyoxigraph and rdflib: terms to and fro, lexical forms kept."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ilrs_graph.bridge import from_rdflib, to_rdflib, to_rdflib_term
from ilrs_graph.errors import InputError
from ilrs_graph.namespaces import XSD

S, P = NamedNode("http://a/s"), NamedNode("http://a/p")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
literals = st.one_of(
    texts.map(Literal),
    texts.map(lambda t: Literal(t, language="zh")),
    st.tuples(texts, st.sampled_from(["decimal", "integer", "date", "boolean", "anyURI", "gYear"])).map(
        lambda pair: Literal(pair[0], datatype=NamedNode(XSD + pair[1]))
    ),
)


@pytest.mark.filterwarnings("ignore")
@given(literals)
def test_any_literal_comes_back_as_it_went(literal: Literal) -> None:
    graph = rdflib.Graph()
    graph.add((rdflib.URIRef(S.value), rdflib.URIRef(P.value), to_rdflib_term(literal)))
    assert [t.object for t in from_rdflib(graph)] == [literal]


@pytest.mark.parametrize(
    ("form", "kind"), [("1.00", "decimal"), ("01", "integer"), ("1", "boolean"), ("+5", "integer")]
)
def test_lexical_forms_are_kept(form: str, kind: str) -> None:
    term = Literal(form, datatype=NamedNode(XSD + kind))
    assert str(to_rdflib_term(term)) == form
    assert next(iter(from_rdflib(to_rdflib([Triple(S, P, term)])))).object == term


def test_nodes_come_back_and_prefixes_are_bound() -> None:
    node = BlankNode("b1")
    graph = to_rdflib([Triple(node, P, S), Triple(S, P, node)])
    assert set(from_rdflib(graph)) == {Triple(node, P, S), Triple(S, P, node)}
    assert dict(graph.namespaces())["mission"] == rdflib.URIRef("https://w3id.org/ilrs-graph/id/mission/")


def test_a_plain_string_has_no_datatype_in_rdflib() -> None:
    assert to_rdflib_term(Literal("x")) == rdflib.Literal("x")
    assert to_rdflib_term(Literal("x", language="zh")) == rdflib.Literal("x", lang="zh")


def test_what_is_not_rdf_is_refused() -> None:
    graph = rdflib.Graph()
    graph.add((rdflib.Literal("x"), rdflib.URIRef(P.value), rdflib.URIRef(S.value)))
    with pytest.raises(InputError, match=r"not an RDF 1\.1 triple"):
        list(from_rdflib(graph))
    other = rdflib.Graph()
    other.add((rdflib.URIRef(S.value), rdflib.URIRef(P.value), rdflib.Variable("v")))
    with pytest.raises(InputError, match=r"not an RDF 1\.1 term"):
        list(from_rdflib(other))
