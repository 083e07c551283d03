from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
import rdflib
import rdflib.compare
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from ilrs_graph.errors import OutputError, UnknownName, UsageError
from ilrs_graph.namespaces import PREFIXES, RDF, RDFS, XSD
from ilrs_graph.render import Options, format_for, format_named, formats_of, write_bytes

EX = "http://example.org/"
A, P = NamedNode(EX + "a"), NamedNode(EX + "p")
TYPE = NamedNode(RDF + "type")
PREFIX_EX = {"ex": EX, "xsd": XSD}
RDF_FORMAT = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
RDFLIB = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "rdfxml": "xml", "jsonld": "json-ld"}
ODD = [
    ("1.00", "decimal"), ("1.", "decimal"), (".5", "decimal"), ("06", "integer"), ("+1", "integer"),
    ("1E5", "double"), ("INF", "double"), ("TRUE", "boolean"), ("true", "boolean"),
]  # fmt: skip
TEXTS = [
    '"',
    "'",
    "\\",
    "a\r\n\tb\r",
    "\x7f\x85\u2028\ufeff",
    "月🌕",
    "\u202eעברית",
    "%",
    "<&>]]>",
    " a  b ",
    "",
    "x" * 10**5,
]
OBJECTS = [
    *(Literal(lexical, datatype=NamedNode(XSD + name)) for lexical, name in ODD),
    *map(Literal, TEXTS),
    *(Literal(text, language="zh-hans") for text in TEXTS),
    *(Literal(text, datatype=NamedNode(EX + "type#1")) for text in TEXTS),
    Literal('{"a": 1}', datatype=NamedNode(RDF + "JSON")),
    Literal("<b>bold</b>", datatype=NamedNode(RDF + "XMLLiteral")),
    NamedNode(EX),
    NamedNode("urn:a:b"),
    NamedNode(EX + "a?b=c&d='e'#f(g)"),
    NamedNode(EX + "a/月"),
]
GRAPH = [
    *(Triple(A, P, o) for o in OBJECTS),
    *(Triple(A, NamedNode(name), A) for name in (RDFS + "label", RDF + "_1", "urn:x:p", EX + "12a.b-c", EX + "月")),
    Triple(A, TYPE, NamedNode(EX + "Thing")),
    Triple(A, TYPE, BlankNode("x")),
    Triple(A, TYPE, Literal("a literal type is legal, if odd")),
    Triple(BlankNode("x"), P, BlankNode("y")),
    Triple(BlankNode("x"), NamedNode("http://other.example/ns#q"), BlankNode("x")),
]
FORMATS = {form.name: form for form in formats_of("triples")}
every_format = pytest.mark.parametrize("name", FORMATS)


def serialise(triples: Iterable[Triple | Quad], name: str, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    return write_bytes(triples, format_named(name, "triples"), Options(prefixes=prefixes))


# XML has no control characters; nor do parsers of RDF/XML agree on what else may be in names.
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("\t\r\n")
)
nodes = st.sampled_from([A, NamedNode(EX), NamedNode(EX + "b.c/d"), NamedNode("ex:a"), BlankNode("x"), BlankNode("y")])
predicates = st.sampled_from([P, TYPE, NamedNode(RDFS + "label"), NamedNode("ex:p"), NamedNode("ns1:p")])
literals = st.builds(Literal, texts) | st.builds(lambda text: Literal(text, datatype=A), texts)
graphs = st.lists(st.builds(Triple, nodes, predicates, nodes | literals), max_size=10)


def canonical(triples: Iterable[Triple]) -> set[Quad]:
    dataset = Dataset(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


def read(data: bytes, name: str) -> list[Triple]:
    return [quad.triple for quad in parse(data, format=RDF_FORMAT[name])]


@every_format
def test_the_same_triples_come_back(name: str) -> None:
    assert canonical(read(serialise(GRAPH, name), name)) == canonical(GRAPH)


@every_format
@settings(deadline=None)
@given(graphs)
def test_any_triples_come_back(name: str, triples: list[Triple]) -> None:
    data = serialise(triples, name, PREFIX_EX)
    assert canonical(read(data, name)) == canonical(triples)
    assert serialise(read(data, name), name, PREFIX_EX) == data


@every_format
def test_the_order_of_triples_does_not_matter(name: str) -> None:
    expected, chance = serialise(GRAPH, name), random.Random(6)
    for _ in range(100):
        assert serialise(chance.sample(GRAPH, len(GRAPH)) + GRAPH[:3], name) == expected


@every_format
@pytest.mark.filterwarnings("ignore:Parsing weird boolean", "ignore::DeprecationWarning:rdflib")
def test_rdflib_reads_the_same_graph(name: str) -> None:
    plain = rdflib.Graph().parse(data=serialise(GRAPH, "nt"), format="nt")
    dataset = rdflib.Dataset(default_union=True).parse(data=serialise(GRAPH, name), format=RDFLIB[name])
    found = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        found.add(triple)
    assert rdflib.compare.isomorphic(found, plain)


@pytest.mark.parametrize("name", ["ttl", "nt", "nq", "trig", "rdfxml"])
def test_rapper_reads_the_same_graph(name: str, tmp_path: Path) -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper (Debian package raptor2-utils) is not on the PATH")
    file = tmp_path / "graph"
    file.write_bytes(serialise(GRAPH, name))
    syntax = {"ttl": "turtle", "nt": "ntriples", "nq": "nquads"}.get(name, name)
    command = [rapper, "-q", "-i", syntax, "-o", "ntriples", str(file), "http://base.example/"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert canonical(read(done.stdout, "nt")) == canonical(GRAPH)


@every_format
def test_nothing_is_a_document(name: str) -> None:
    assert read(serialise([], name), name) == []


def test_lines_are_canonical_and_sorted() -> None:
    triples = [t for t in GRAPH if not any(isinstance(term, BlankNode) for term in t)]
    triples += [Triple(A, P, Literal("".join(map(chr, range(160))) + "\ufffe\uffff"))]
    expected = b"".join(sorted(serialize(triples, format=RdfFormat.N_TRIPLES).splitlines(keepends=True)))
    assert serialise(triples, "nt") == expected
    assert serialise(triples, "nq") == expected


def test_graph_names_are_left_out() -> None:
    assert serialise([Quad(A, P, A, P)], "nq") == serialise([Triple(A, P, A)], "nt")


def test_rdfxml_is_xml() -> None:
    root = ElementTree.fromstring(serialise(GRAPH, "rdfxml", {"ns1": EX + "taken#", "xmlx": EX, "rdf": EX}))
    labels = root.iterfind(f".//{{{EX}}}p")
    assert {label.text or "" for label in labels} >= set(TEXTS)


@pytest.mark.parametrize("name", ["12", "a#", "a/-", RDF + "li", RDF + "about", "http://www.w3.org/2000/xmlns/a"])
def test_rdfxml_refuses_properties_that_it_cannot_name(name: str) -> None:
    iri = name if ":" in name else EX + name
    with pytest.raises(OutputError, match="cannot hold the property") as caught:
        serialise([Triple(A, NamedNode(iri), A)], "rdfxml")
    assert iri in caught.value.message
    assert caught.value.tip


@pytest.mark.parametrize("name", ["имя", "Яa", "a·b", "\u0370a", "a🌕"])
def test_rdfxml_refuses_names_that_old_parsers_do_not_take(name: str) -> None:
    with pytest.raises(OutputError, match="cannot hold the property"):
        serialise([Triple(A, NamedNode(EX + name), A)], "rdfxml")


def test_rdfxml_declares_each_prefix_once_and_only_what_it_uses() -> None:
    prefixes = {"its": EX, "b": EX, "a": EX, "no": EX + "x#", "rdf": EX, "3": EX, "xmlx": EX}
    data = serialise([Triple(A, P, A), Triple(A, TYPE, A)], "rdfxml", prefixes)
    assert data == serialise([Triple(A, P, A), Triple(A, TYPE, A)], "rdfxml", dict(reversed(prefixes.items())))
    assert canonical(read(data, "rdfxml")) == canonical([Triple(A, P, A), Triple(A, TYPE, A)])
    declared = re.findall(r'xmlns:(\w+)="([^"]*)"', data.decode())
    assert ("b", EX) in declared
    assert {prefix for prefix, _ in declared} == {"b", "rdf", "its"}


@pytest.mark.parametrize("name", ["12", "a#", "", "имя", "a·b", RDF + "Description", RDF + "li", "urn:a:b", "Class"])
def test_rdfxml_names_an_element_by_a_class_only_where_it_can(name: str) -> None:
    kind = NamedNode(name if ":" in name else EX + name)
    for triples in (
        [Triple(A, TYPE, kind)],
        [Triple(BlankNode("x"), TYPE, kind), Triple(A, TYPE, kind), Triple(A, P, A)],
    ):
        data = serialise(triples, "rdfxml", PREFIX_EX)
        assert b"mark" not in data
        assert {element.tag for element in ElementTree.fromstring(data).iter()} <= {
            f"{{{RDF}}}RDF", f"{{{RDF}}}Description", f"{{{RDF}}}type", f"{{{EX}}}Class", f"{{{EX}}}p", "{urn:a:}b"
        }  # fmt: skip
        assert canonical(read(data, "rdfxml")) == canonical(triples)


@settings(deadline=None)
@given(graphs)
def test_rdfxml_of_any_triples_is_xml(triples: list[Triple]) -> None:
    for name in {element.tag for element in ElementTree.fromstring(serialise(triples, "rdfxml", PREFIX_EX)).iter()}:
        assert re.fullmatch(r"\{[^}]+\}\w+", name)


@pytest.mark.parametrize("character", ["\0", "\x08", "\x1f", "\ufffe"])
def test_rdfxml_refuses_characters_that_xml_lacks(character: str) -> None:
    with pytest.raises(OutputError, match=f"U\\+{ord(character):04X}"):
        serialise([Triple(A, P, Literal(character))], "rdfxml")


def test_jsonld_uses_only_safe_prefixes() -> None:
    prefixes = {"": EX, "ex": EX, "urn": "urn:a:", "odd": EX + "x_", "other": "http://other.example/"}
    triples = [Triple(A, P, NamedNode("urn:b:c")), Triple(A, P, NamedNode(EX + "x_1"))]
    document = json.loads(serialise(triples, "jsonld", prefixes))
    assert document == {
        "@context": {"ex": EX},
        "@graph": [{"@id": "ex:a", "ex:p": [{"@id": "ex:x_1"}, {"@id": "urn:b:c"}]}],
    }


def test_jsonld_types() -> None:
    triples = [Triple(A, TYPE, P), Triple(A, TYPE, Literal("x"))]
    node = json.loads(serialise(triples, "jsonld", {"ex": EX}))["@graph"][0]
    assert node == {"@id": "ex:a", "@type": ["ex:p"], RDF + "type": [{"@value": "x"}]}


def test_unknown_formats_are_named_and_near_ones_suggested() -> None:
    with pytest.raises(UnknownName, match="no format is called 'ttll'") as caught:
        serialise([], "ttll")
    assert caught.value.tip == "did you mean ttl?"


@every_format
def test_every_suffix_is_known(name: str) -> None:
    (suffix,) = FORMATS[name].suffixes
    assert format_for(Path("folder.d") / f"Moon.v1{suffix.upper()}", "triples").name == name


@pytest.mark.parametrize("path", ["moon", "moon.txt", ".ttl", "moon.gz", "moon.txt.gz"])
def test_other_suffixes_are_refused(path: str) -> None:
    with pytest.raises(UsageError, match="selects no format") as caught:
        format_for(Path(path), "triples")
    assert ".jsonld" in (caught.value.tip or "")


@every_format
def test_media_types_are_those_of_the_parsers(name: str) -> None:
    assert RdfFormat.from_media_type(FORMATS[name].media_type) == RDF_FORMAT[name]
