"""The table of kinds agrees with ontology and data, and is the only place in code that knows them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

import ilrs_graph
from ilrs_graph.files.root import Root
from ilrs_graph.kinds import KINDS, Kind
from ilrs_graph.namespaces import ID, ONTOLOGY, OWL, PREFIXES, kind_of, slug
from ilrs_graph.snapshot.pipeline import read_data, read_ontology
from ilrs_graph.terms import SUB_CLASS_OF, TYPE

PACKAGE = Path(ilrs_graph.__file__).parent
ROOT = Root.find()
ONTO = read_ontology(ROOT)
of_kinds = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())


def terms(sort: str) -> set[str]:
    return {slug(t.subject.value) for t in ONTO if t.predicate == TYPE and t.object == NamedNode(OWL + sort)
            and isinstance(t.subject, NamedNode) and t.subject.value.startswith(ONTOLOGY)}  # fmt: skip


CLASSES, PROPERTIES = terms("Class"), terms("ObjectProperty")


@cache
def above(name: str) -> set[str]:
    """Return a class and those that it is a subclass of, as far as they have names."""
    found, todo = set(), [name]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            direct = (t for t in ONTO if t.predicate == SUB_CLASS_OF and t.subject == NamedNode(ONTOLOGY + name))
            todo += [slug(t.object.value) for t in direct if isinstance(t.object, NamedNode)]
    return found


@pytest.fixture(scope="module")
def data() -> list[Triple]:
    return read_data(ROOT)[0]


# with ontology and data


@of_kinds
def test_a_kind_is_a_class_of_the_ontology(kind: Kind) -> None:
    assert kind.of in CLASSES
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.segment)
    assert PREFIXES[kind.segment] == f"{ID}{kind.segment}/"


def test_every_class_of_the_ontology_is_of_a_kind() -> None:
    known = {kind.of for kind in KINDS.values()}
    assert len(known) == len(KINDS)
    assert {name for name in CLASSES if not above(name) & known} == set()


@of_kinds
def test_what_leads_to_a_file_is_there(kind: Kind) -> None:
    home = kind.home
    assert {link.removeprefix("^") for link in (*home.links, *filter(None, [home.beside]))} <= PROPERTIES
    assert all(kind.of in above(name) for name, _ in home.files)
    for file in filter(None, [*(file for _, file in home.files), home.file]):
        assert (ROOT.path / "data" / file).is_file()
        assert file.startswith(f"{home.folder}/" if home.folder else "")
    assert not home.folder or home.folder == "edits" or (ROOT.path / "data" / home.folder).is_dir()
    assert home.folder or not (home.own or home.beside or home.cited)
    assert not home.mixed or home.folder or home.file


def test_every_thing_of_the_data_is_of_a_kind_and_of_its_class(data: list[Triple]) -> None:
    typed = [t for t in data if t.predicate == TYPE]
    assert len(typed) > 4000
    for t in typed:
        assert isinstance(t.subject, NamedNode)
        assert isinstance(t.object, NamedNode)
        kind = kind_of(t.subject.value)
        assert kind is not None, t
        assert kind.of in above(slug(t.object.value)), t
    found = {kind_of(t.subject.value) for t in typed if isinstance(t.subject, NamedNode)}
    assert found | {KINDS["edit"]} == set(KINDS.values())


def test_files_hold_what_their_folder_is_of(data: list[Triple]) -> None:
    """No other kind is written into the files of mixed matters."""
    _, files = read_data(ROOT)
    for kind in (kind for kind in KINDS.values() if kind.home.mixed and kind.home.folder):
        inside = {kind_of(s.value) for s, names in files.items()
                  if names[0].startswith(f"data/{kind.home.folder}/") and isinstance(s, NamedNode)}  # fmt: skip
        assert inside <= {kind}


def test_templates_name_kinds_with_their_classes() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "templates").glob("*.py"))
    made = re.findall(r'\.node\("([a-z-]+)", "(\w+)"', text)
    assert len(made) > 5
    assert {(segment, name) for segment, name in made if KINDS[segment].of not in above(name)} == set()
    assert set(re.findall(r'\bnew\("([a-z-]+)"\)', text)) <= set(KINDS)


# one place


NEW_KIND = '    Kind("traverse", "Traverse", Home(("ofMission",)), travels=True),\n'
NEW_CLASS = """
ilrs:Traverse a owl:Class ;
    rdfs:isDefinedBy <https://w3id.org/ilrs-graph/ontology/missions> ;
    rdfs:label "traverse"@en , "行驶"@zh ;
    skos:definition "A drive of a rover."@en ;
    skos:example "traverse:first-drive a ilrs:Traverse ." .
"""
NEW_THING = """@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix mission: <https://w3id.org/ilrs-graph/id/mission/> .
@prefix source: <https://w3id.org/ilrs-graph/id/source/> .
@prefix traverse: <https://w3id.org/ilrs-graph/id/traverse/> .
traverse:first-drive a ilrs:Traverse ; rdfs:label "First drive of a rover"@en ;
    ilrs:ofMission mission:change-6 ; prov:wasDerivedFrom source:cnes-dorn .
"""
SCRIPT = """
import json, sys
from pathlib import Path
import ilrs_graph
from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import compact, expand
root, new = map(Path, sys.argv[1:])
graph = LunarGraph(root)
report = graph.check(new)
graph.add(new, by="Ada Lovelace")
graph = LunarGraph(root)
print(json.dumps({
    "package": str(Path(ilrs_graph.__file__).parent),
    "found": [finding.message for finding in report.findings],
    "prefix": [expand("traverse:a"), compact("https://w3id.org/ilrs-graph/id/traverse/a")],
    "asked": graph.query("ASK { traverse:first-drive a ilrs:Traverse }"),
    "named": [compact(graph.resolve(name).value) for name in ("first-drive", "traverse:first-drive")],
    "carried": [str(t.subject) for t in graph.triples(thing="change-6")],
}))
"""


def with_kind(line: str, folder: Path) -> Path:
    """Return a folder with a copy of the package whose table of kinds has one line more."""
    shutil.copytree(PACKAGE, folder / "ilrs_graph", ignore=shutil.ignore_patterns("__pycache__", "bundle"))
    table = folder / "ilrs_graph" / "kinds.py"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("_KINDS = (\n", f"_KINDS = (\n{line}"), encoding="utf-8")
    return folder


def test_a_new_kind_of_things_touches_one_place(small_root: Path, own_cache: Path, tmp_path: Path) -> None:
    """A class with IRIs of its own: declared in the ontology, and in code by one line of the table."""
    ontology = small_root / "ontology" / "missions.ttl"
    ontology.write_text(ontology.read_text(encoding="utf-8") + NEW_CLASS, encoding="utf-8")
    new = tmp_path / "new.ttl"
    new.write_text(NEW_THING, encoding="utf-8")

    code = with_kind(NEW_KIND, tmp_path / "code")
    words = [sys.executable, "-c", SCRIPT, str(small_root), str(new)]
    environment = {**os.environ, "PYTHONPATH": str(code)}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)

    assert told["package"] == str(code / "ilrs_graph")
    assert told["found"] == []
    assert told["prefix"] == [f"{ID}traverse/a", "traverse:a"]
    assert told["asked"] is True
    assert told["named"] == ["traverse:first-drive"] * 2
    assert f"<{ID}traverse/first-drive>" in told["carried"]
    placed = (small_root / "data" / "missions" / "change-6.ttl").read_text(encoding="utf-8")
    assert "\ntraverse:first-drive a ilrs:Traverse ;" in placed


def test_without_that_line_its_iris_are_refused(small_root: Path, own_cache: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.ttl"
    new.write_text(NEW_THING, encoding="utf-8")
    report = ilrs_graph.LunarGraph(small_root).check(new)
    assert "There is no type of thing traverse:." in {finding.message for finding in report.findings}
