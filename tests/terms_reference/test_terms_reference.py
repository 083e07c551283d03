"""The reference of terms: what the ontology's files say is what a reader finds, and nothing is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ilrs_graph.errors import UnknownName
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import SCHEMES
from ilrs_graph.terms_reference import ClassTerm, PropertyTerm, TermsReference, terms_reference

PREFIXES = """@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> .
@prefix ilrs-sh: <https://w3id.org/ilrs-graph/shapes#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
AXIOMS = (
    PREFIXES
    + """
<https://w3id.org/ilrs-graph/ontology> a owl:Ontology ; owl:versionInfo "7.0" .
ilrs:Craft a owl:Class ; skos:definition "What flies."@en , "飞行器。"@zh .
ilrs:Rover a owl:Class ; skos:definition "What drives."@en ; rdfs:subClassOf ilrs:Craft ;
    owl:equivalentClass [ a owl:Class ; owl:unionOf ( ilrs:Wheeled ilrs:Legged ) ] .
ilrs:Site a owl:Class ; skos:definition "Where it lands."@en ; owl:disjointWith ilrs:Craft .
ilrs:Undefined a owl:Class .
ilrs:carries a owl:ObjectProperty , owl:TransitiveProperty ; skos:definition "Has on board."@en ;
    owl:inverseOf ilrs:carriedBy ; owl:propertyChainAxiom ( ilrs:carries [ owl:inverseOf ilrs:part ] ) ;
    schema:domainIncludes ilrs:Craft ; schema:rangeIncludes ilrs:Rover .
ilrs:carriedBy a owl:ObjectProperty ; skos:definition "Is on board of."@en .
"""
)
SHAPES = (
    PREFIXES
    + """
ilrs-sh:Craft a sh:NodeShape ; sh:targetClass ilrs:Craft ; sh:property ilrs-sh:Craft-mass .
ilrs-sh:Craft-mass a sh:PropertyShape ; sh:path ilrs:mass ; sh:maxCount 1 ; sh:minExclusive 0 ;
    sh:severity sh:Warning ; sh:message "The mass is one number."@en ; rdfs:comment "Masses are added."@en .
"""
)


@pytest.fixture(scope="module")
def shipped(repo: Path) -> TermsReference:
    return terms_reference(Root.find(repo))


@pytest.fixture(scope="module")
def small() -> TermsReference:
    files = {"ontology/a.ttl": AXIOMS.encode(), "ontology/shapes/s.ttl": SHAPES.encode()}
    return terms_reference(Root(Path("/nowhere"), files))


def term(reference: TermsReference, name: str) -> ClassTerm | PropertyTerm:
    return reference.term(name)


def test_a_class_has_its_place_among_the_classes(small: TermsReference) -> None:
    site, rover = term(small, "Site"), term(small, "Rover")
    assert isinstance(site, ClassTerm)
    assert isinstance(rover, ClassTerm)
    assert (rover.superclasses, rover.subclasses) == (("ilrs:Craft",), ())
    assert rover.equivalent == "ilrs:Wheeled or ilrs:Legged"
    assert site.disjoint == ("ilrs:Craft",)


def test_a_class_lists_its_properties_and_those_of_the_classes_above(small: TermsReference) -> None:
    craft, rover = term(small, "ilrs:Craft"), term(small, "Rover")
    assert isinstance(craft, ClassTerm)
    assert isinstance(rover, ClassTerm)
    assert (craft.properties, craft.inherited) == (("ilrs:carries",), ())
    assert (rover.properties, rover.inherited, rover.values_of) == ((), ("ilrs:carries",), ("ilrs:carries",))


def test_an_inverse_is_found_from_both_sides(small: TermsReference) -> None:
    carries, carried = term(small, "carries"), term(small, "carriedBy")
    assert isinstance(carries, PropertyTerm)
    assert isinstance(carried, PropertyTerm)
    assert (carries.inverse, carried.inverse) == (("ilrs:carriedBy",), ("ilrs:carries",))
    assert (carries.traits, carries.chain) == (("transitive",), "ilrs:carries o inverse (ilrs:part)")


def test_a_shape_is_in_words_with_the_targets_of_the_shape_around_it(small: TermsReference) -> None:
    (mass,) = small.shapes
    assert (mass.targets, mass.path, mass.cardinality, mass.values) == (("ilrs:Craft",), "ilrs:mass", "0..1", "> 0")
    assert (mass.severity, mass.message, mass.reason) == ("warning", "The mass is one number.", "Masses are added.")
    assert small.shapes_of("ilrs:mass") == small.shapes_of("ilrs:Craft") == (mass,)


def test_a_term_without_a_definition_is_no_term_of_the_reference(small: TermsReference) -> None:
    with pytest.raises(UnknownName):
        small.term("Undefined")


def test_a_term_is_found_by_each_of_its_names(small: TermsReference) -> None:
    iri = "https://w3id.org/ilrs-graph/ontology#Craft"
    assert small.term("Craft") == small.term("ilrs:Craft") == small.term(iri)
    assert small.version == "7.0"


def test_an_unknown_term_is_reported_with_near_names(shipped: TermsReference) -> None:
    with pytest.raises(UnknownName, match="no term is called 'hasPartners'") as raised:
        shipped.term("hasPartners")
    assert "hasPartner" in raised.value.near
    with pytest.raises(UnknownName, match="no code list is called"):
        shipped.code_list("ranks")


def test_every_defined_term_of_the_files_is_in_the_reference(shipped: TermsReference, repo: Path) -> None:
    text = "\n".join(path.read_text("utf-8") for path in (repo / "ontology").glob("*.ttl"))
    declared = set(re.findall(r"^(ilrs:\w+) a owl:\w+", text, re.MULTILINE))
    assert declared == {each.name for each in (*shipped.classes, *shipped.properties) if each.name.startswith("ilrs:")}


def test_every_code_list_has_concepts_in_both_languages(shipped: TermsReference) -> None:
    assert tuple(each.name for each in shipped.code_lists) == SCHEMES
    for concept in (concept for each in shipped.code_lists for concept in each.concepts):
        assert concept.label.zh, concept.name
        assert concept.definition.en, concept.name


def test_every_message_of_a_shape_is_in_the_reference(shipped: TermsReference, repo: Path) -> None:
    text = "\n".join(path.read_text("utf-8") for path in (repo / "ontology" / "shapes").glob("*.ttl"))
    assert len(shipped.shapes) == len(re.findall("sh:message ", text))
    assert all(shape.targets and shape.remedy and shape.reason for shape in shipped.shapes)
