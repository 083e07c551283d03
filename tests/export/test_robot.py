"""What ROBOT, and with it the OWL API, makes of ontology and exports: profiles, report, reasoners, sorts of properties.

ROBOT is a Java program. `.ci/run` fetches it and sets ROBOT_CLASSPATH; without it these tests skip.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pyoxigraph import Triple

from hang_limit import HANG_S
from ilrs_graph import LunarGraph
from ilrs_graph.export.declarations import in_one_document
from ilrs_graph.files.parsing import parse_file
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import ID, ONTOLOGY, OWL, RDFS, SKOS, VOCAB, expand
from ilrs_graph.render import format_named, write_bytes
from ilrs_graph.terms import TYPE
from ilrs_graph.turtle.writer import write_turtle

CLASSPATH = os.environ.get("ROBOT_CLASSPATH", "")
REPORT = Path(__file__).with_name("robot-report.txt")
"""The rules of ROBOT's report that apply, with their levels."""
ABOUT_TERMS = {RDFS + "label", RDFS + "isDefinedBy", OWL + "deprecated", OWL + "versionInfo"}
"""Annotation properties of OWL and RDF Schema, which need no declaration."""

pytestmark = pytest.mark.skipif(
    not CLASSPATH or shutil.which("java") is None, reason="ROBOT_CLASSPATH is not set, or Java is not installed"
)
Robot = Callable[..., None]


@pytest.fixture
def robot(tmp_path: Path) -> Robot:
    """Run ROBOT in an empty folder; a command that fails is an error with what it printed."""

    def call(*words: str) -> None:
        command = ["java", "-Xmx2g", "-cp", CLASSPATH, "org.obolibrary.robot.CommandLineInterface", *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=HANG_S)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]

    return call


SMALL_OR_SHIPPED = pytest.mark.parametrize(
    ("name", "links", "values"),
    [("small_graph", 1_000, 500), pytest.param("graph", 20_000, 10_000, marks=pytest.mark.soak)],
    ids=["small", "shipped"],
)
"""The graph of Chang'e 6, and the shipped graph as a soak, with how many facts of both sorts they have at least."""


def graph_named(name: str, request: pytest.FixtureRequest) -> LunarGraph:
    found = request.getfixturevalue(name)
    assert isinstance(found, LunarGraph)
    return found


@pytest.fixture(scope="module")
def axioms(repo: Path) -> list[Triple]:
    """The axioms with the header of the whole, without imports: one ontology."""
    triples = [t for path in Root(repo).axioms for t in parse_file(path)]
    return [t for t in triples if t.predicate.value != OWL + "imports"]


def sample(triples: Iterable[Triple], size: int) -> list[Triple]:
    """Return about `size` triples: those of the subjects with the smallest hashes, whichever these are."""
    about: dict[str, list[Triple]] = {}
    for t in triples:
        about.setdefault(str(t.subject), []).append(t)
    found: list[Triple] = []
    for name in sorted(about, key=lambda name: hashlib.sha256(name.encode()).digest()):
        if len(found) >= size:
            break
        found += about[name]
    return found


def annotations(functional: str) -> set[str]:
    """Return the IRIs of the properties of annotation assertions in a document in functional syntax."""
    prefixes = dict(re.findall(r"^Prefix\((\w*):=<([^>]*)>\)", functional, re.M))
    found = set()
    for full, prefix, local in re.findall(r"^AnnotationAssertion\((?:<([^>]*)>|(\w*):(\S+)) ", functional, re.M):
        found.add(full or prefixes[prefix] + local)
    return found


def kinds(functional: str) -> dict[str, int]:
    """Return how many axioms of each kind a document in functional syntax has."""
    found: dict[str, int] = {}
    for kind in re.findall(r"^(\w+)\(", functional, re.M):
        found[kind] = found.get(kind, 0) + 1
    return found


def declared_annotations(axioms: Iterable[Triple]) -> set[str]:
    sort = OWL + "AnnotationProperty"
    return {t.subject.value for t in axioms if t.predicate == TYPE and getattr(t.object, "value", "") == sort}  # type: ignore[union-attr]


def test_the_ontology_is_in_its_profiles_consistent_and_tidy(
    axioms: list[Triple], robot: Robot, tmp_path: Path
) -> None:
    """OWL 2 DL and RL; ROBOT's report without the rules that do not fit; HermiT, which also finds empty classes.

    The rules left out: labels in two languages are no error, definitions are in SKOS, classes may be at the top. Usual
    names of things and of codes, which have their labels in the data and in the code lists, are left out too.
    """
    about_terms = [t for t in axioms if not str(getattr(t.subject, "value", "")).startswith((ID, VOCAB))]
    (tmp_path / "ontology.ttl").write_text(write_turtle(about_terms), encoding="utf-8")
    robot(
        "validate-profile", "--profile", "DL", "--input", "ontology.ttl", "--output", "DL.txt",
        "validate-profile", "--profile", "RL", "--output", "RL.txt",
        "report", "--profile", str(REPORT), "--fail-on", "none", "--output", "report.tsv",
        "reason", "--reasoner", "hermit",
    )  # fmt: skip
    for profile in ("DL", "RL"):
        assert "in profile]" in (tmp_path / f"{profile}.txt").read_text("utf-8").splitlines()[0]
    findings = (tmp_path / "report.tsv").read_text("utf-8").splitlines()[1:]
    assert findings == []


@SMALL_OR_SHIPPED
def test_a_plain_export_opens_with_the_sorts_of_its_properties(
    name: str,
    links: int,
    values: int,
    axioms: list[Triple],
    robot: Robot,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    whole = graph_named(name, request).export()
    (tmp_path / "graph.ttl").write_bytes(write_bytes(whole, format_named("ttl", "triples")))
    robot("convert", "--input", "graph.ttl", "--output", "graph.ofn")
    text = (tmp_path / "graph.ofn").read_text("utf-8")
    assert annotations(text) <= declared_annotations(axioms) | ABOUT_TERMS
    counted = kinds(text)
    assert counted["ObjectPropertyAssertion"] > links
    assert counted["DataPropertyAssertion"] > values
    assert counted["Ontology"] == 1


@SMALL_OR_SHIPPED
def test_ontology_and_data_open_and_are_consistent(
    name: str,
    links: int,
    values: int,
    axioms: list[Triple],
    robot: Robot,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    """By ELK, which reads all of the data."""
    whole = graph_named(name, request).export(ontology=True)
    (tmp_path / "graph.ttl").write_bytes(write_bytes(whole, format_named("ttl", "triples")))
    robot("convert", "--input", "graph.ttl", "--output", "graph.ofn", "reason", "--reasoner", "ELK")
    text = (tmp_path / "graph.ofn").read_text("utf-8")
    assert annotations(text) <= declared_annotations(axioms) | ABOUT_TERMS
    assert {expand("skos:definition"), ONTOLOGY + "sourcedBy", SKOS + "prefLabel"} <= annotations(text)
    assert kinds(text)["ObjectPropertyAssertion"] > links
    assert kinds(text)["DataPropertyAssertion"] > values
    assert "Import(" not in text


@pytest.mark.parametrize("size", [1_000, pytest.param(5_000, marks=pytest.mark.soak)])
def test_a_sample_of_the_data_is_consistent_with_the_ontology(
    size: int, graph: LunarGraph, axioms: list[Triple], robot: Robot, tmp_path: Path
) -> None:
    """By HermiT, which knows all of OWL 2 DL and refuses malformed literals, and is slow."""
    part = sample(graph.triples(), size)
    assert len(part) >= size
    one = [*in_one_document(axioms), *graph.export(thing="dorn").description, *part]
    (tmp_path / "sample.ttl").write_text(write_turtle(one), encoding="utf-8")
    robot("reason", "--reasoner", "hermit", "--input", "sample.ttl")


def test_an_inconsistency_is_noticed(axioms: list[Triple], robot: Robot, tmp_path: Path) -> None:
    """A state that is a person, which the ontology rules out."""
    wrong = f"\n<{ONTOLOGY}x> a <{ONTOLOGY}State> , <{ONTOLOGY}Person> .\n"
    (tmp_path / "wrong.ttl").write_text(write_turtle(axioms) + wrong, encoding="utf-8")
    with pytest.raises(AssertionError, match="inconsistent"):
        robot("reason", "--reasoner", "hermit", "--input", "wrong.ttl")
