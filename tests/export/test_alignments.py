"""The alignments to other vocabularies: they hold by what these publish, and only exports are made with them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.errors import InputError
from ilrs_graph.export.alignments import ALIGNMENTS_GRAPH, Alignments
from ilrs_graph.files.parsing import triples_of
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import BASE, DCTERMS, ID, ONTOLOGY, OWL, PREFIXES, RDFS, compact, expand
from ilrs_graph.snapshot.pipeline import read_ontology
from ilrs_graph.terms import TYPE

ROOT = Root.find()
FILES = {path.stem: list(triples_of(ROOT, path)) for path in ROOT.alignments}
ALIGNMENTS = [t for triples in FILES.values() for t in triples]
AXIOMS = [t for t in ALIGNMENTS if t.predicate.value in (RDFS + "subClassOf", RDFS + "subPropertyOf")]
NEAR = [t for t in ALIGNMENTS if t.predicate.value == RDFS + "seeAlso" and str(t.subject).startswith(f"<{ONTOLOGY}")]
ONTO = read_ontology(ROOT)
WIKIDATA = PREFIXES["wdt"]
TEXTS = {
    "schema:Text": {"xsd:string", "rdf:langString", "xsd:anyURI"}, "schema:URL": {"xsd:anyURI"},
    "schema:Date": {"xsd:date"},
    "rdfs:Literal": {"xsd:string", "xsd:date", "xsd:gYear", "xsd:gYearMonth", "xsd:anyURI"},
}  # fmt: skip
"""The published ranges of literals, and the datatypes of this graph that they hold."""
ANYTHING = {"_", "schema:Thing", "crm:E1_CRM_Entity"}


class Published:
    """What the vocabularies say of their terms, as `record_published.py` recorded it."""

    def __init__(self) -> None:
        with Path(__file__).with_name("published.tsv").open(encoding="utf-8", newline="") as lines:
            self.rows = {
                row["term"]: {c: set(v.split()) for c, v in row.items()}
                for row in csv.DictReader(lines, delimiter="\t")
            }

    def above(self, terms: Iterable[str]) -> set[str]:
        """Return these terms and all above them."""
        found: set[str] = set()
        waiting = list(terms)
        while waiting:
            if (term := waiting.pop()) not in found:
                found.add(term)
                waiting += self.rows.get(term, {}).get("above", set())
        return found

    def fits(self, term: str, end: str, kinds: set[str]) -> bool:
        """Return whether a node of `kinds`, or a literal of this datatype, may stand at this end of a property."""
        wanted = {x.lstrip("?") for x in self.rows[term][end]}
        literals = {datatype for x in wanted for datatype in TEXTS.get(x, ())}
        return not wanted or bool(wanted & ANYTHING) or bool(self.above(kinds) & (wanted | literals))


PUBLISHED = Published()


def short(node: object) -> str:
    assert isinstance(node, NamedNode)
    return compact(node.value).strip("<>")


@pytest.mark.parametrize("name", sorted(FILES))
def test_each_file_says_what_it_is(name: str) -> None:
    header = NamedNode(f"{BASE}ontology/alignments/{name}")
    about = [t for t in FILES[name] if t.subject == header]
    titles = {
        t.object.language for t in about if t.predicate.value == DCTERMS + "title" and isinstance(t.object, Literal)
    }
    assert titles == {"en", "zh"}
    assert {t.predicate.value for t in about} >= {DCTERMS + "license", RDFS + "seeAlso", OWL + "versionInfo"}
    assert Path(ROOT.path, "ontology/alignments", f"{name}.ttl").read_text("utf-8").count("\n# ") >= 1


def test_what_is_aligned_is_in_the_ontology() -> None:
    ours = {t.subject for t in ONTO if t.predicate == TYPE}
    assert len(AXIOMS) >= 90
    assert {t.subject for t in [*AXIOMS, *NEAR]} <= ours


def test_every_term_of_another_vocabulary_is_published_and_of_its_sort() -> None:
    foreign = {t.object for t in [*AXIOMS, *NEAR]}
    unknown = {short(x) for x in foreign if not short(x).startswith("wdt:")} - set(PUBLISHED.rows)
    assert unknown == set()
    assert all(short(x)[4:].removeprefix("P").isdigit() for x in foreign if short(x).startswith("wdt:"))
    declared = {t.subject: short(t.object) for t in ALIGNMENTS if t.predicate == TYPE}
    for t in AXIOMS:
        is_class = t.predicate.value.endswith("subClassOf")
        assert (declared[t.object] == "owl:Class") is is_class
        sorts = PUBLISHED.rows.get(short(t.object), {}).get("type", set())
        assert not sorts or bool(sorts & {"owl:Class", "rdfs:Class"}) is is_class, t
        ours = {short(x.object) for x in ONTO if x.subject == t.subject and x.predicate == TYPE}
        assert declared[t.object] in ours, f"{t.subject} and {t.object} are of two sorts"
        other = {"owl:ObjectProperty": "owl:DatatypeProperty", "owl:DatatypeProperty": "owl:ObjectProperty"}
        assert other.get(declared[t.object]) not in sorts, t


def types_in(triples: Iterable[Triple]) -> dict[object, set[str]]:
    found: dict[object, set[str]] = defaultdict(set)
    for t in triples:
        if t.predicate == TYPE:
            found[t.subject].add(short(t.object))
    return found


def kinds_of(node: object, types: dict[object, set[str]]) -> set[str]:
    return {short(node.datatype)} if isinstance(node, Literal) else types[node]


def test_each_added_fact_has_ends_as_the_vocabulary_wants_them(lunar: LunarGraph) -> None:
    export = lunar.export(alignments=True)
    types = types_in(export)
    wrong, seen = set(), set()
    for t in export.graphs[ALIGNMENTS_GRAPH]:
        name = short(t.predicate)
        if t.predicate == TYPE or name.startswith("wdt:"):
            continue
        seen.add(name)
        for end, node in (("domain", t.subject), ("range", t.object)):
            kinds = kinds_of(node, types)  # none: the small graph lacks the thing
            if kinds and not PUBLISHED.fits(name, end, kinds):
                wrong.add((name, end, *sorted(kinds)))
    assert wrong == set()
    assert len(seen) > 15


def clashes(triples: list[Triple]) -> set[tuple[str, str]]:
    """Return the pairs of disjoint classes that one thing has, by its types and by the ends of its facts."""
    types = types_in(triples)
    for t in triples:
        row = PUBLISHED.rows.get(short(t.predicate), {})
        for name in PUBLISHED.above([short(t.predicate)]) if row else ():
            wider = PUBLISHED.rows.get(name, {})
            types[t.subject] |= {x for x in wider.get("domain", ()) if x[0] not in "?_"}
            types[t.object] |= (
                {x for x in wider.get("range", ()) if x[0] not in "?_"} if isinstance(t.object, NamedNode) else set()
            )
    found = set()
    for kinds in map(PUBLISHED.above, types.values()):
        found |= {(a, b) for a in kinds for b in PUBLISHED.rows.get(a, {}).get("disjoint", ()) if b in kinds}
    return found


def test_no_thing_is_in_two_classes_that_a_vocabulary_has_disjoint(lunar: LunarGraph) -> None:
    triples = list(lunar.export(alignments=True))
    assert clashes(triples) == set()
    place, activity = (
        next(t.subject for t in triples if t.object == NamedNode(ONTOLOGY + "Event")),
        NamedNode(expand("prov:Activity") or ""),
    )
    assert clashes([*triples, Triple(place, TYPE, activity)]) == {("prov:Activity", "prov:Entity")}


def test_the_same_follows_by_rdfs(small_graph: LunarGraph) -> None:
    """An independent reasoner: owlrl over the axioms and what one thing is exported with."""
    import owlrl

    from ilrs_graph.bridge import to_rdflib

    content = [t for triples in small_graph.export(thing="dorn").graphs.values() for t in triples]
    found = to_rdflib([*content, *AXIOMS, *(t for t in ONTO if t.predicate in {a.predicate for a in AXIOMS})])
    owlrl.RDFSClosure.RDFS_Semantics(found, False, False, False).closure()
    foreign = {t.object.value for t in AXIOMS if isinstance(t.object, NamedNode)}
    things = {t.subject.value for t in content if str(t.subject).startswith(f"<{ID}")}
    expected = {
        (str(s), str(p), str(o)) for s, p, o in found
        if str(s) in things and (str(p) in foreign or str(o) in foreign)
    }  # fmt: skip
    added = Alignments(ALIGNMENTS, ONTO).added(content)
    mine = {(t.subject.value, t.predicate.value, t.object.value) for t in [*content, *added]}  # type: ignore[union-attr]
    assert {(s, p, o) for s, p, o in mine if s in things and (p in foreign or o in foreign)} == expected
    assert len(expected) > 50


def test_the_graph_itself_holds_no_term_of_an_alignment(graph: LunarGraph) -> None:
    only_aligned = {t.object for t in AXIOMS} - {t.subject for t in ONTO if t.predicate == TYPE}
    assert NamedNode(PREFIXES["prov"] + "Entity") in only_aligned
    store = graph.snapshot.store
    found = {
        t
        for t in only_aligned
        for pattern in ((t, None, None), (None, t, None), (None, None, t))
        if any(store.quads_for_pattern(*pattern, None))
    }
    assert found == set()
    assert store.query("ASK { GRAPH ?g { ?s ?p <http://www.w3.org/ns/prov#Entity> } }").__bool__() is False


def test_alignments_add_a_graph_and_change_no_other(small_graph: LunarGraph) -> None:
    plain, aligned = small_graph.export(thing="change-6"), small_graph.export(thing="change-6", alignments=True)
    added = aligned.graphs[ALIGNMENTS_GRAPH]
    assert {*plain.graphs, ALIGNMENTS_GRAPH} == set(aligned.graphs)
    for name in plain.graphs:
        assert set(plain.graphs[name]) <= set(aligned.graphs[name])
        more = set(aligned.graphs[name]) - set(plain.graphs[name])
        assert {short(t.predicate) for t in more} <= {"rdf:type", "rdfs:label"}  # declarations
    assert len(added) == len(set(added))
    assert not set(added) & {t for name, triples in plain.graphs.items() for t in triples}
    mission = NamedNode(PREFIXES["mission"] + "change-6")
    assert {short(t.object) for t in added if t.subject == mission and t.predicate == TYPE} == {"schema:Project"}
    assert (WIKIDATA + "P375") in {t.predicate.value for t in added if t.subject == mission}
    assert "/alignments/about/" in str(aligned.description[-1].subject)


def test_a_graph_without_alignments_says_so(small_root: Path, own_cache: Path) -> None:
    for path in (small_root / "ontology/alignments").iterdir():
        path.unlink()
    with pytest.raises(InputError, match="no files of alignments"):
        LunarGraph(small_root).export(alignments=True)
