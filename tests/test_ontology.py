"""The ontology and the data, by theme: documented, used, sourced, and within what the project promises."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, RdfFormat, Triple, parse

from ilrs_graph import LunarGraph
from ilrs_graph.files.parsing import parse_file
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import (
    BASE,
    DC,
    DCTERMS,
    ID,
    ONTOLOGY,
    OWL,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SKOS,
    VOCAB,
    compact,
    kind_of,
    slug,
)
from ilrs_graph.snapshot.pipeline import read_data, read_ontology
from ilrs_graph.turtle.writer import write_turtle

ROOT = Root.find()
HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
ONTO = read_ontology(ROOT)
TYPE = NamedNode(RDF + "type")
PROPERTIES = {OWL + k for k in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")}


def objects(triples: Iterable[Triple], predicate: str) -> dict[str, list[NamedNode | BlankNode | Literal]]:
    found: dict[str, list[NamedNode | BlankNode | Literal]] = defaultdict(list)
    for t in triples:
        if t.predicate.value == predicate and isinstance(t.subject, NamedNode):
            found[t.subject.value].append(t.object)  # type: ignore[arg-type]
    return found


def languages(found: Iterable[object]) -> list[str]:
    return sorted(x.language or "" for x in found if isinstance(x, Literal))


def ends_by_language(found: Iterable[object]) -> list[tuple[str, str]]:
    """Return the language and the last character of each text."""
    return sorted((x.language or "", x.value[-1:]) for x in found if isinstance(x, Literal))


IN_BOTH = [("en", "."), ("zh", "。")]  # one sentence or more in each language
KINDS = {s: {o.value for o in found} for s, found in objects(ONTO, RDF + "type").items()}
DEFINED = objects(ONTO, RDFS + "isDefinedBy")
LABELS, DEFINITIONS = objects(ONTO, RDFS + "label"), objects(ONTO, SKOS + "definition")
SOURCED = {s: found[0].value for s, found in objects(ONTO, ONTOLOGY + "sourcedBy").items()}


@pytest.fixture(scope="module")
def data() -> list[Triple]:
    return read_data(ROOT)[0]


@pytest.fixture(scope="module")
def shapes() -> set[Triple]:
    return {t for path in ROOT.shapes for t in parse_file(path)}


# documentation


def test_every_term_has_a_definition_and_labels() -> None:
    assert len(DEFINED) > 80
    named = {s for s in KINDS if s.startswith(ONTOLOGY)}
    assert named == set(DEFINED)
    for term in DEFINED:
        assert languages(LABELS[term]) == ["en", "ru", "zh"], term
        assert ends_by_language(DEFINITIONS[term]) == IN_BOTH, term


def test_russian_labels_are_in_cyrillic_letters_but_for_names_of_standards() -> None:
    """A letter of the other alphabet that looks the same would hide a label from a search."""
    names = re.compile(r"EDTF|NSSDCA|ROR|URL")
    labels = [x.value for t in DEFINED for x in LABELS[t] if isinstance(x, Literal) and x.language == "ru"]
    assert len(labels) == len(DEFINED)
    assert [x for x in labels if not re.fullmatch(r"[а-яё ,()-]+", names.sub("", x).casefold())] == []


def test_no_two_terms_share_a_chinese_definition() -> None:
    texts = [d.value for t in DEFINED for d in DEFINITIONS[t] if isinstance(d, Literal) and d.language == "zh"]
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_no_two_terms_share_a_label_or_differ_in_case_only() -> None:
    terms = [t for t in DEFINED if t.startswith(ONTOLOGY)]
    labels = [(x.value.casefold(), x.language) for t in terms for x in LABELS[t] if isinstance(x, Literal)]
    assert sorted(labels) == sorted(set(labels))
    assert len({t.casefold() for t in terms}) == len(terms)


def test_every_ontology_file_has_licence_title_and_version() -> None:
    assert ROOT.axioms
    for path in ROOT.axioms:
        triples = list(parse_file(path))
        (node,) = [t.subject.value for t in triples if t.object == NamedNode(OWL + "Ontology")]  # type: ignore[union-attr]
        assert node == BASE + ("ontology" if path.stem == "ilrs-graph" else f"ontology/{path.stem}")
        titles = languages(objects(triples, DCTERMS + "title")[node])
        assert titles == (["en", "zh"] if node == BASE + "ontology" else ["en"]), path.name
        for predicate in (DCTERMS + "license", OWL + "versionIRI", OWL + "versionInfo"):
            assert len(objects(triples, predicate)[node]) == 1, f"{path.name}: {predicate}"
        assert {o.value for t, found in objects(triples, RDFS + "isDefinedBy").items() for o in found} <= {node}


def test_the_header_says_who_made_the_ontology_when_and_what_it_is(repo: Path) -> None:
    header = {short: objects(ONTO, iri)[BASE + "ontology"] for short, iri in {
        "abstract": DCTERMS + "abstract", "created": DCTERMS + "created", "creator": DC + "creator",
        "citation": DCTERMS + "bibliographicCitation", "version": OWL + "versionInfo",
    }.items()}  # fmt: skip
    assert ends_by_language(header["abstract"]) == IN_BOTH
    (created,), (creator,), (citation,), (version,) = (header[n] for n in ("created", "creator", "citation", "version"))
    assert date.fromisoformat(created.value) <= date(2026, 11, 26)  # the first edit of the data
    cited = (repo / "CITATION.cff").read_text("utf-8")
    assert f"name: {creator.value}" in cited
    assert f"version: {version.value}" in cited
    assert creator.value in citation.value
    assert version.value in citation.value


def test_the_whole_imports_its_parts() -> None:
    parts = {BASE + f"ontology/{path.stem}" for path in ROOT.axioms} - {BASE + "ontology/ilrs-graph"}
    assert {o.value for o in objects(ONTO, OWL + "imports")[BASE + "ontology"]} == parts


@pytest.mark.parametrize("term", sorted(DEFINED), ids=compact)
def test_every_term_has_an_example_that_holds(term: str, graph: LunarGraph, shapes: set[Triple]) -> None:
    (example,) = objects(ONTO, SKOS + "example")[term]
    quads = list(parse((HEAD + example.value).encode(), format=RdfFormat.TURTLE))
    assert term in {x.value for q in quads for x in (q.predicate, q.object) if isinstance(x, NamedNode)}
    for quad in quads:
        here = graph.snapshot.store.quads_for_pattern(quad.subject, quad.predicate, quad.object, DefaultGraph())
        assert next(here, None) is not None or quad.triple in shapes, str(quad.triple)


def test_every_concept_is_documented_in_a_scheme() -> None:
    schemes = {s for s, kinds in KINDS.items() if SKOS + "ConceptScheme" in kinds}
    concepts = {s for s, kinds in KINDS.items() if SKOS + "Concept" in kinds}
    preferred, within = objects(ONTO, SKOS + "prefLabel"), objects(ONTO, SKOS + "inScheme")
    assert len(concepts) > 30
    for concept in concepts:
        assert languages(LABELS[concept]) == ["en", "zh"], concept
        assert set(preferred[concept]) == set(LABELS[concept]), concept
        assert ends_by_language(DEFINITIONS[concept]) == IN_BOTH, concept
        assert [o.value for o in within[concept]] == [concept.rpartition("/")[0]], concept
    assert schemes == {c.rpartition("/")[0] for c in concepts}
    assert all(languages(LABELS[s]) == ["en", "zh"] for s in schemes)
    titled = {s: len(objects(ONTO, DCTERMS + p)[s]) for s in schemes for p in ("license", "title")}
    assert set(titled.values()) == {1}


def test_every_code_list_has_top_concepts_in_an_order() -> None:
    within, top = objects(ONTO, SKOS + "inScheme"), objects(ONTO, SKOS + "topConceptOf")
    assert top == within
    orders: dict[str, list[int]] = defaultdict(list)
    for concept, found in objects(ONTO, ONTOLOGY + "order").items():
        orders[within[concept][0].value] += [int(o.value) for o in found]
    assert {s: sorted(o) for s, o in orders.items()} == {s: list(range(1, len(o) + 1)) for s, o in orders.items()}
    assert sum(map(len, orders.values())) == len(within)


# properties


def test_a_property_is_of_one_sort_and_used_so(data: list[Triple]) -> None:
    sort = {s: kinds & PROPERTIES for s, kinds in KINDS.items() if kinds & PROPERTIES}
    assert {s for s, kinds in sort.items() if len(kinds) != 1} == set()
    wrong = {
        compact(t.predicate.value)
        for t in data
        if (sort.get(t.predicate.value) == {OWL + "ObjectProperty"} and not isinstance(t.object, NamedNode))
        or (sort.get(t.predicate.value) == {OWL + "DatatypeProperty"} and not isinstance(t.object, Literal))
    }
    assert wrong == set()


def test_every_property_and_class_in_use_is_declared(data: list[Triple]) -> None:
    built_in = (RDF, RDFS, OWL)
    used = {t.predicate.value for t in [*data, *ONTO]}
    used |= {t.object.value for t in [*data, *ONTO] if t.predicate == TYPE}  # type: ignore[union-attr]
    assert {compact(iri) for iri in used if not iri.startswith(built_in)} - {compact(s) for s in KINDS} == set()


def test_every_property_says_how_its_facts_are_sourced() -> None:
    ours = {s for s, kinds in KINDS.items() if kinds & PROPERTIES and s.startswith(ONTOLOGY)}
    about_terms = {s for s in ours if OWL + "AnnotationProperty" in KINDS[s]}
    assert ours - about_terms == set(SOURCED)
    assert set(SOURCED.values()) == {"subject", "node", "claim", "rule"}


def test_properties_that_shapes_constrain_have_no_domain_or_range() -> None:
    told = {t.subject.value for t in ONTO if t.predicate.value in (RDFS + "domain", RDFS + "range")}  # type: ignore[union-attr]
    assert told == set()


def test_claims_are_about_claim_properties_and_data_states_no_others(data: list[Triple]) -> None:
    about = {o.value for found in objects(data, ONTOLOGY + "property").values() for o in found}
    assert about == {s for s, how in SOURCED.items() if how == "claim"}
    written = {t.predicate.value for t in data}
    never = {s for s, how in SOURCED.items() if how in ("claim", "rule")} - {ONTOLOGY + "knownFrom"}
    assert not {compact(s) for s in written & never}


def test_every_term_is_used(data: list[Triple], shapes: set[Triple]) -> None:
    text = "\n".join(p.read_text("utf-8") for p in [*ROOT.rules, *ROOT.queries])
    used = {x.value for t in [*data, *shapes] for x in (t.predicate, t.object) if isinstance(x, NamedNode)}
    used |= {ONTOLOGY + name for name in re.findall(r"\bilrs:(\w+)", text)}
    for t in ONTO:  # an axiom that leads from one term to another, and what is said of terms
        if t.predicate.value not in (RDFS + "label", RDFS + "isDefinedBy", SKOS + "example", SKOS + "definition"):
            used |= {x.value for x in (t.predicate, t.object) if isinstance(x, NamedNode)}
    derived = {s for s, how in SOURCED.items() if how == "rule"}
    assert {compact(term) for term in set(DEFINED) - used - derived} == set()


# axioms


TOP = ("Agent", "Mission", "Spacecraft", "Event", "Item", "Place", "Agreement", "Contribution", "Claim", "Source")


def test_each_pair_of_top_classes_is_disjoint(graph: LunarGraph) -> None:
    pairs = list(combinations(TOP, 2))
    types = {f"http://example.org/{one}-{other}": {one, other} for one, other in pairs}
    text = "".join(f"<{node}> a ilrs:{', ilrs:'.join(both)} .\n" for node, both in types.items())
    added = [q.triple for q in parse((HEAD + text).encode(), format=RdfFormat.TURTLE)]
    clashes = graph.consequences(added).clashes
    assert len(pairs) == 45
    assert {x.value for c in clashes for f in c.facts for x in f if isinstance(x, NamedNode)} >= set(types)


def test_links_outward_make_no_concept(graph: LunarGraph) -> None:
    linked = "?x ilrs:wikidata|ilrs:ror|ilrs:wikipedia ?y"
    assert graph.query(f"ASK {{ {linked} . ?x schema:sameAs ?y }}") is True
    assert graph.query(f"ASK {{ {linked} . ?z a skos:Concept FILTER(?z IN (?x, ?y)) }}") is False
    assert graph.query("ASK { ?x skos:exactMatch|owl:sameAs ?y FILTER(?x != ?y) }") is False


def test_named_inverses_hold_both_ways(graph: LunarGraph) -> None:
    pairs = [
        (t.subject.value, t.object.value)  # type: ignore[union-attr]
        for t in ONTO
        if t.predicate.value == OWL + "inverseOf" and isinstance(t.subject, NamedNode)
    ]
    assert len(pairs) >= 8
    for one, other in pairs:
        assert graph.query(f"ASK {{ ?x <{one}> ?y . ?y <{other}> ?x }}") is True
        assert graph.query(f"ASK {{ {{ ?x <{one}> ?y FILTER NOT EXISTS {{ ?y <{other}> ?x }} }} UNION"
                           f" {{ ?y <{other}> ?x FILTER NOT EXISTS {{ ?x <{one}> ?y }} }} }}") is False  # fmt: skip


def test_internal_terms_are_derived() -> None:
    internal = set(objects(ONTO, ONTOLOGY + "internal"))
    assert ONTOLOGY + "standing" in internal
    assert {SOURCED[term] for term in internal} == {"rule"}


@pytest.mark.parametrize(
    "term",
    ["FunctionalProperty", "InverseFunctionalProperty", "hasKey", "maxCardinality",
     "maxQualifiedCardinality", "cardinality", "sameAs"],
)  # fmt: skip
def test_no_axiom_can_make_two_things_one(term: str, data: list[Triple]) -> None:
    node = NamedNode(OWL + term)
    assert not [t for t in [*ONTO, *data] if node in (t.predicate, t.object)]


def test_nothing_is_inferred_to_be_the_same(graph: LunarGraph) -> None:
    assert graph.query("ASK { ?x owl:sameAs ?y FILTER(?x != ?y) }") is False
    assert graph.query("ASK { ?x a owl:Nothing }") is False


# data


def gone(data: list[Triple]) -> set[str]:
    """The names of which nothing is left but what took their place."""
    return set(objects(data, DCTERMS + "isReplacedBy")) - set(objects(data, RDF + "type"))


def test_every_fact_reaches_a_source(data: list[Triple]) -> None:
    sources = {s for s, kinds in objects(data, RDF + "type").items() if NamedNode(ONTOLOGY + "Source") in kinds}
    edits = {s for s, kinds in objects(data, RDF + "type").items() if NamedNode(ONTOLOGY + "Edit") in kinds}
    derived = objects(data, PROV + "wasDerivedFrom")
    facts = {t.subject.value for t in data} - sources - edits - gone(data)  # type: ignore[union-attr]
    bare = [compact(s) for s in facts if not derived[s]]
    assert bare == []
    assert {o.value for found in derived.values() for o in found} <= sources


def test_slugs_are_slugs_and_types_fit_their_classes(data: list[Triple], graph: LunarGraph) -> None:
    classes = {tuple(row) for row in graph.query("SELECT ?thing ?class { ?thing a ?class }")}
    for thing in {t.subject for t in data} - {NamedNode(name) for name in gone(data)}:
        assert isinstance(thing, NamedNode)
        kind, name = kind_of(thing.value), thing.value.removeprefix(ID).partition("/")[2]
        assert kind is not None, thing
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name), thing
        assert (thing, NamedNode(ONTOLOGY + kind.of)) in classes, thing


def test_names_of_claims_say_subject_property_speaker_and_date(data: list[Triple]) -> None:
    by = {name: objects(data, ONTOLOGY + name) for name in ("subject", "property", "assertedBy", "statedOn")}
    wrong = []
    for claim, (subject,) in by["subject"].items():
        (prop,), (speaker,), (stated,) = by["property"][claim], by["assertedBy"][claim], by["statedOn"][claim]
        words = re.sub(r"(?<!^)([A-Z])", r"-\1", slug(prop.value)).lower()
        name = f"{slug(subject.value)}-{words}-{slug(speaker.value)}-{stated.value}"
        if not re.fullmatch(re.escape(name) + r"(-[2-9])?", slug(claim)):
            wrong.append((slug(claim), name))
    assert wrong == []


def test_no_subject_is_described_in_two_files() -> None:
    _, files = read_data(ROOT)
    assert {str(s): names for s, names in files.items() if len(names) > 1} == {}


def test_sources_that_nothing_cites_do_not_pile_up(data: list[Triple]) -> None:
    kinds = objects(data, RDF + "type")
    sources = {s for s, found in kinds.items() if NamedNode(ONTOLOGY + "Source") in found}
    cited = {t.object.value for t in data if isinstance(t.object, NamedNode)}
    assert {compact(s) for s in sources - cited} == set()


def test_concepts_in_data_exist(data: list[Triple]) -> None:
    used = {t.object.value for t in data if isinstance(t.object, NamedNode) and t.object.value.startswith(VOCAB)}
    assert len(used) > 20
    assert used <= set(KINDS)


@pytest.mark.parametrize("path", ROOT.data, ids=ROOT.relative)
def test_data_is_in_the_canonical_layout(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert write_turtle(list(parse_file(path))) == text
