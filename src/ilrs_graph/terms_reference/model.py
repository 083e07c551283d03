"""What the reference of terms says of each term. Names of terms are CURIEs."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import UnknownName


class Text(NamedTuple):
    """A text in English and Chinese; "" in a language that the ontology does not have it in.

    >>> Text("rank", "等级").in_language("zh"), Text("rank").in_language("zh")
    ('等级', 'rank')
    """

    en: str = ""
    zh: str = ""

    def in_language(self, language: str) -> str:
        """Return the text in "en" or "zh", or in the other language if it lacks that one."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


class ClassTerm(NamedTuple):
    """A class.

    `equivalent` is a class expression in OWL 2 Manchester syntax, "" if there is none; `properties` are those whose
    domain includes the class, `inherited` those whose domain includes a class above it, and `values_of` those whose
    range includes it. `module` is the title of the part of the ontology that defines it.
    """

    name: str
    iri: str
    label: Text
    definition: Text
    examples: tuple[str, ...]
    module: str
    superclasses: tuple[str, ...]
    subclasses: tuple[str, ...]
    disjoint: tuple[str, ...]
    equivalent: str
    properties: tuple[str, ...]
    inherited: tuple[str, ...]
    values_of: tuple[str, ...]


class PropertyTerm(NamedTuple):
    """A property.

    `sort` is "object", "datatype" or "annotation". `domain` and `range` are the classes and datatypes that it is meant
    for (schema:domainIncludes, schema:rangeIncludes). `traits` are the OWL characteristics, such as "transitive".
    `chain` is a property chain that implies it, "" without one. `sourced_by` says how its facts reach their sources
    (ilrs:sourcedBy): "subject", "node", "claim" or "rule". `qualified_form` is the class of the nodes that it shortens.
    """

    name: str
    iri: str
    label: Text
    definition: Text
    examples: tuple[str, ...]
    module: str
    sort: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    inverse: tuple[str, ...]
    broader: tuple[str, ...]
    narrower: tuple[str, ...]
    traits: tuple[str, ...]
    chain: str
    sourced_by: str
    many_valued: bool
    internal: bool
    qualified_form: str


class Concept(NamedTuple):
    """A concept of a code list."""

    name: str
    iri: str
    label: Text
    definition: Text


class CodeList(NamedTuple):
    """A code list, a SKOS concept scheme; its concepts stand in their order (ilrs:order)."""

    name: str
    iri: str
    label: Text
    concepts: tuple[Concept, ...]


class ShapeRule(NamedTuple):
    """A SHACL shape that reports, in words.

    `message` is what a finding says, `reason` why the shape is there, `remedy` what to do. `severity` is "violation",
    "warning" or "info". `targets` are the classes and properties whose things it checks, and `path` is the property
    path to the values, "" for a shape of the things themselves. `cardinality` is how many values are allowed, such
    as "0..1", and `values` what they may be, both "" if the shape does not restrict them.
    """

    name: str
    iri: str
    targets: tuple[str, ...]
    path: str
    cardinality: str
    values: str
    severity: str
    message: str
    reason: str
    remedy: str


class TermsReference(NamedTuple):
    """All terms of an ontology, each sort by name, and its version."""

    version: str
    classes: tuple[ClassTerm, ...]
    properties: tuple[PropertyTerm, ...]
    code_lists: tuple[CodeList, ...]
    shapes: tuple[ShapeRule, ...]

    def term(self, name: str) -> ClassTerm | PropertyTerm:
        """Return a class or property by its CURIE, its IRI or, for a term of `ilrs:`, its local name.

        Raises:
            UnknownName: there is no such term; the tip suggests similar names.
        """
        terms: list[ClassTerm | PropertyTerm] = [*self.classes, *self.properties]
        for found in terms:
            if name in (found.name, found.iri) or found.name == f"ilrs:{name}":
                return found
        raise UnknownName("term", name, (each.name.removeprefix("ilrs:") for each in terms))

    def code_list(self, name: str) -> CodeList:
        """Return a code list by its name, such as `rank`.

        Raises:
            UnknownName: there is no such list; the tip suggests similar names.
        """
        for found in self.code_lists:
            if name in (found.name, found.iri):
                return found
        raise UnknownName("code list", name, (each.name for each in self.code_lists))

    def shapes_of(self, term: str) -> tuple[ShapeRule, ...]:
        """Return the shapes whose target or path is a term, by its CURIE.

        >>> from ilrs_graph.files.root import Root
        >>> from ilrs_graph.terms_reference import terms_reference
        >>> [shape.name for shape in terms_reference(Root.find()).shapes_of("ilrs:host")]
        ['Accommodation-host']
        """
        return tuple(shape for shape in self.shapes if term in shape.targets or term == shape.path)
