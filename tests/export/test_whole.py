"""What an export says of itself: one dataset, its figures, and the terms that it uses."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ilrs_graph import LunarGraph
from ilrs_graph.export.declarations import in_one_document, used_terms
from ilrs_graph.export.description import CREATOR, LICENCE
from ilrs_graph.export.whole import Export
from ilrs_graph.files.parsing import parse_file
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import BASE, DATASET, DC, DCAT, DCTERMS, ONTOLOGY, OWL, RDF, RDFS, SCHEMA, SPDX, VOID, XSD
from ilrs_graph.render import formats_of, write, write_bytes
from ilrs_graph.terms import LABEL, TYPE

EXTENTS: dict[str, tuple[dict[str, Any], date | None]] = {
    "whole": ({}, None),
    "asserted": ({"asserted": True}, None),
    "ontology": ({"ontology": True}, None),
    "asserted-ontology": ({"asserted": True, "ontology": True}, None),
    "aligned": ({"alignments": True}, None),
    "thing": ({"thing": "dorn"}, None),
    "thing-asserted-ontology": ({"thing": "dorn", "asserted": True, "ontology": True}, None),
    "as-of": ({}, date(2023, 10, 31)),
    "thing-aligned": ({"thing": "dorn", "alignments": True}, None),
    "thing-as-of": ({"thing": "change-6"}, date(2024, 6, 1)),
}
DOCUMENTED = Path(__file__).parents[2] / "EXPORTS.md"
SYNTAX = {
    "ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG,
    "rdfxml": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD,
}  # fmt: skip
FORMATS = {each.name: each for each in formats_of("triples")}
every_extent = pytest.mark.parametrize("extent", EXTENTS)


@pytest.fixture(scope="module", params=["small", pytest.param("shipped", marks=pytest.mark.soak)])
def graph(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    change_6_root: Callable[[Path], Path],
    built: Callable[[date | None], LunarGraph],
    repo: Path,
) -> LunarGraph:
    """The data of Chang'e 6 with the edits of the whole; the whole as a soak."""
    if request.param == "shipped":
        return built(None)
    root = change_6_root(tmp_path_factory.mktemp("export") / "small")
    shutil.copytree(repo / "data" / "edits", root / "data" / "edits")
    return LunarGraph(root)


@pytest.fixture(scope="module")
def exports(graph: LunarGraph) -> dict[str, Export]:
    return {name: graph.reading(day).export(**arguments) for name, (arguments, day) in EXTENTS.items()}


def value(triples: Iterable[Triple], predicate: str) -> NamedNode | Literal:
    (found,) = (t.object for t in triples if t.predicate.value == predicate)
    assert isinstance(found, NamedNode | Literal)
    return found


def datasets(triples: Iterable[Triple]) -> list[NamedNode]:
    kinds: dict[NamedNode, set[str]] = {}
    for t in triples:
        if t.predicate == TYPE and isinstance(t.object, NamedNode) and isinstance(t.subject, NamedNode):
            kinds.setdefault(t.subject, set()).add(t.object.value)
    return [node for node, found in kinds.items() if {VOID + "Dataset", DCAT + "Dataset"} & found]


def subject_of(triple: Triple) -> str:
    return triple.subject.value if isinstance(triple.subject, NamedNode) else ""


SMALL = ("thing", "thing-aligned", "thing-asserted-ontology", "thing-as-of")
PAIRS = [(extent, name) for extent in EXTENTS for name in SYNTAX if extent in SMALL or name == "nt"]


@pytest.mark.parametrize(("extent", "name"), PAIRS)
def test_each_export_holds_one_dataset_with_its_figures(extent: str, name: str, exports: dict[str, Export]) -> None:
    """The figures are computed from the bytes, by another reader and by what EXPORTS.md says."""
    quads = list(parse(write_bytes(exports[extent], FORMATS[name]), format=SYNTAX[name]))
    triples = {q.triple for q in quads}
    (dataset,) = datasets(triples)
    about = {t for t in triples if subject_of(t).startswith(DATASET)}
    assert {subject_of(t).partition("#")[0] for t in about} == {dataset.value}
    content = triples - about
    assert value(about, VOID + "triples") == Literal(str(len(content)), datatype=NamedNode(XSD + "integer"))
    assert len(value(about, SPDX + "checksumValue").value) == 64
    if name == "nt":
        lines = write(exports[extent], FORMATS["nt"]).splitlines(keepends=True)
        own = [line for line in lines if not line.startswith(f"<{DATASET}")]
        assert lines == sorted(lines)
        assert hashlib.sha256("".join(own).encode()).hexdigest() == value(about, SPDX + "checksumValue").value
    assert not any("_:" in str(t.subject) + str(t.object) for t in about if not isinstance(t.object, Literal))


def test_the_checksum_depends_on_the_content_and_no_syntax(exports: dict[str, Export]) -> None:
    found = {name: value(each.description, SPDX + "checksumValue") for name, each in exports.items()}
    assert len(set(found.values())) == len(EXTENTS)
    names = {subject_of(each.description[0]) for each in exports.values()}
    assert len(names) == len(EXTENTS)


@pytest.mark.parametrize("name", ["nt", "ttl", "trig", "jsonld"])
def test_the_documented_commands_give_the_checksum(name: str, exports: dict[str, Export], tmp_path: Path) -> None:
    """The shell command for N-Triples, the Python for the other syntaxes, as they are in EXPORTS.md."""
    text = DOCUMENTED.read_text(encoding="utf-8")
    shell, python = re.findall(r"^```(?:sh|python)\n(.*?)^```$", text, re.M | re.S)
    whole = exports["thing-asserted-ontology"]
    file = tmp_path / f"graph.{name}"
    file.write_bytes(write_bytes(whole, FORMATS[name]))
    if name == "nt":
        if shutil.which("sha256sum") is None:
            pytest.skip("sha256sum is not installed")
        command = ["bash", "-c", shell]
    else:
        assert python.count("graph.ttl") == 1
        command = [sys.executable, "-c", python.replace("graph.ttl", file.name)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == value(whole.description, SPDX + "checksumValue").value


@every_extent
def test_the_description_says_what_was_selected(extent: str, exports: dict[str, Export]) -> None:
    arguments, day = EXTENTS[extent]
    said = exports[extent].description
    (dataset,) = datasets(said)
    version = value(said, DCAT + "version").value
    segments = dataset.value.removeprefix(DATASET).split("/")
    assert segments[0] == version
    assert ("asserted" in segments, "ontology" in segments, "about" in segments, "as-of" in segments) == (
        "asserted" in arguments, "ontology" in arguments, "thing" in arguments, day is not None,
    )  # fmt: skip
    roots = [t.object for t in said if t.predicate.value == VOID + "rootResource"]
    covered = [t.object.value for t in said if t.predicate.value == SCHEMA + "temporalCoverage"]  # type: ignore[union-attr]
    assert len(roots) == ("thing" in arguments)
    assert covered == ([] if day is None else [f"../{day}"])
    texts = {o.language: o.value for t in said if t.predicate.value == DCTERMS + "description"
             and t.subject == dataset and isinstance(o := t.object, Literal)}  # fmt: skip
    assert set(texts) == {"en", "zh"}
    assert ("Asserted triples only" in texts["en"]) == ("asserted" in arguments)
    assert all((str(day) in text) == (day is not None) for text in texts.values())


def test_version_and_date_are_those_of_the_last_edit(exports: dict[str, Export]) -> None:
    edits = (Path(__file__).parents[2] / "data" / "edits").glob("*.ttl")
    last = max(re.findall(r'editedOn "([^"]*)"', "".join(path.read_text("utf-8") for path in edits)))
    for each in exports.values():
        assert value(each.description, DCTERMS + "modified").value == last
        assert value(each.description, DCAT + "version").value == last.replace("-", ".")


def test_a_root_without_edits_has_no_version(small_root: Path, own_cache: Path) -> None:
    shutil.rmtree(small_root / "data" / "edits", ignore_errors=True)
    said = LunarGraph(small_root).export(asserted=True).description
    (dataset,) = datasets(said)
    assert dataset.value == DATASET + "undated/asserted"
    assert not {DCAT + "version", DCTERMS + "modified"} & {t.predicate.value for t in said}


def test_licence_creator_and_ontology_are_those_of_the_repository(exports: dict[str, Export]) -> None:
    root = Path(__file__).parents[2]
    said = exports["whole"].description
    header = list(parse_file(root / "ontology" / "ilrs-graph.ttl"))
    assert {t.object for t in said if t.predicate.value == DCTERMS + "license"} == {NamedNode(LICENCE)}
    assert value(header, DCTERMS + "license").value == LICENCE
    assert "CC-BY-4.0" in (root / "CITATION.cff").read_text("utf-8")
    assert re.findall(r"- name: (.*)", (root / "CITATION.cff").read_text("utf-8")) == [CREATOR]
    assert value(said, DC + "creator") == Literal(CREATOR)
    assert value(said, DCTERMS + "conformsTo") == value(header, OWL + "versionIRI")


@every_extent
def test_every_term_in_use_is_declared_once_with_its_sort_and_labels(extent: str, exports: dict[str, Export]) -> None:
    triples = set(exports[extent])
    sorts = {OWL + "Class", *(OWL + f"{kind}Property" for kind in ("Object", "Datatype", "Annotation"))}
    declared = Counter(t.subject for t in triples if t.predicate == TYPE and getattr(t.object, "value", "") in sorts)
    assert set(declared.values()) == {1}
    used = {t.predicate for t in triples} | {t.object for t in triples if t.predicate == TYPE}
    terms = {term for term in used if isinstance(term, NamedNode) and not term.value.startswith((RDF, RDFS, OWL))}
    assert len(terms) > 30
    assert terms - set(declared) == set()
    labelled = {t.subject for t in triples if t.predicate == LABEL}
    assert {term for term in declared if subject(term).startswith(BASE)} - labelled == set()


def subject(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def test_a_part_declares_what_it_uses_and_nothing_else(exports: dict[str, Export]) -> None:
    part, whole = (
        {t.subject for t in exports[name] if t.predicate == LABEL and subject(t.subject).startswith(ONTOLOGY)}
        for name in ("thing", "whole")
    )
    assert part < whole
    assert part <= used_terms(exports["thing"]).everywhere
    assert {NamedNode(ONTOLOGY + "contributes"), NamedNode(ONTOLOGY + "Instrument")} <= part
    assert NamedNode(ONTOLOGY + "signedOn") not in part


@every_extent
def test_it_is_one_ontology_without_imports(extent: str, exports: dict[str, Export]) -> None:
    triples = list(exports[extent])
    headers = {subject(t.subject) for t in triples if t.object == NamedNode(OWL + "Ontology")}
    (dataset,) = datasets(exports[extent].description)
    assert headers == {dataset.value + "#document"}
    assert not {t for t in triples if t.predicate.value in (OWL + "imports", OWL + "versionIRI")}


def test_the_axioms_of_an_export_are_those_of_the_ontology(exports: dict[str, Export], repo: Path) -> None:
    axioms = {t for path in Root(repo).axioms for t in in_one_document(parse_file(path))}
    named = {t for t in axioms if "_:" not in str(t)}
    assert len(named) > 2000
    assert named <= set(exports["ontology"])
    assert not {t for t in named if t.predicate.value == RDFS + "subClassOf"} & set(exports["whole"])


@pytest.mark.parametrize("name", ["trig"])
def test_what_an_export_says_of_itself_is_no_finding_and_no_addition(
    name: str, graph: LunarGraph, exports: dict[str, Export], tmp_path: Path
) -> None:
    """Its own triples are in the graph already, so nothing is to be added, whichever syntax it is in."""
    file = tmp_path / f"export.{name}"
    file.write_bytes(write_bytes(exports["asserted"], FORMATS[name]))
    assert list(graph.check(file)) == []
    assert graph.add(file, by="Ada", dry_run=True).changes == ()


def test_an_export_with_a_mistake_is_still_refused(graph: LunarGraph, exports: dict[str, Export]) -> None:
    mission, status = NamedNode(BASE + "id/mission/change-6"), NamedNode(BASE + "ontology#status")
    wrong = Triple(mission, status, NamedNode(BASE + "vocab/status/flown"))
    found = graph.check([*exports["thing-asserted-ontology"].description, wrong])
    assert [finding.code for finding in found] == ["only-by-claim"]


def test_two_exports_of_one_graph_do_not_differ(
    exports: dict[str, Export], graph: LunarGraph, run: Callable[..., Any], tmp_path: Path
) -> None:
    for name in ("ttl", "jsonld"):
        (tmp_path / f"a.{name}").write_bytes(write_bytes(exports["thing"], FORMATS[name]))
    assert graph.diff(str(tmp_path / "a.ttl"), str(tmp_path / "a.jsonld")).same
    context = run("export", "--context").stdout
    assert json.loads(context) == json.loads(graph.jsonld_context())
    assert run("export", "--context", "--asserted").returncode == 2
