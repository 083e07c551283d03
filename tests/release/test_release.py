"""A release: whole or absent, the same bytes twice, described so that others can read it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from ilrs_graph import LunarGraph
from ilrs_graph.errors import InputError, OutputError, UsageError
from ilrs_graph.namespaces import DCAT, SH, compact
from ilrs_graph.release import FILES, write_release
from ilrs_graph.release import write as writing
from ilrs_graph.release.contents import CHANGES, SUMS

DCAT_AP = Path(__file__).parents[2].parent / "shared" / "dcat-ap"
SYNTAX = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD,
          "trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS}  # fmt: skip


@pytest.fixture(scope="module")
def release(small_graph: LunarGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release") / "one"
    write_release(small_graph.reading(), folder)
    return folder


def read(release: Path, name: str) -> str:
    return (release / name).read_text("utf-8")


def document(release: Path, name: str) -> dict[str, object]:
    found = json.loads(read(release, name))
    assert isinstance(found, dict)
    return found


def test_it_has_each_file_and_each_is_as_its_checksum_says(release: Path) -> None:
    names = {path.name for path in release.iterdir()}
    assert names == {*FILES, SUMS} - set(CHANGES)
    sums = dict(reversed(line.split("  ")) for line in read(release, SUMS).splitlines())
    assert sums == {n: hashlib.sha256((release / n).read_bytes()).hexdigest() for n in names - {SUMS}}
    assert all(f"| `{name}` |" in read(release, "README.md") for name in names)


def test_all_syntaxes_hold_the_same_triples(release: Path) -> None:
    found = {
        suffix: {q.triple for q in parse(path=str(release / f"graph.{suffix}"), format=form)}
        for suffix, form in SYNTAX.items()
    }
    assert found["nt"]
    assert all(triples == found["nt"] for triples in found.values())


def test_it_is_the_same_bytes_twice(small_graph: LunarGraph, release: Path, tmp_path: Path) -> None:
    write_release(small_graph.reading(), tmp_path / "two")
    assert {p.name: p.read_bytes() for p in (tmp_path / "two").iterdir()} == {
        p.name: p.read_bytes() for p in release.iterdir()
    }


@pytest.mark.skipif(not DCAT_AP.is_dir(), reason="the shapes of DCAT-AP are not beside the repository")
def test_the_description_is_valid_by_dcat_ap(release: Path) -> None:
    import pyshacl
    from rdflib import Graph, URIRef

    shapes = Graph()
    for path in sorted(DCAT_AP.glob("*.ttl")):
        shapes.parse(path)
    missing = [(s, p, o) for s, p, o in shapes.triples((None, URIRef(SH + "property"), None))
               if shapes.value(o, URIRef(SH + "path")) is None]  # fmt: skip
    assert len(missing) < 10  # the published files name some shapes that they do not hold
    for each in missing:
        shapes.remove(each)
    data = Graph().parse(release / "dataset.ttl")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes, allow_warnings=True)
    assert conforms, text
    broken = Graph().parse(data=read(release, "dataset.ttl").replace("dcat:accessURL", "dcat:downloadURL"))
    assert not pyshacl.validate(broken, shacl_graph=shapes, allow_warnings=True)[0]


def test_the_description_gives_sizes_and_checksums_of_the_data(release: Path) -> None:
    store = Store()
    store.load(path=str(release / "dataset.ttl"), format=RdfFormat.TURTLE)
    rows = store.query(f"""PREFIX dcat: <{DCAT}> PREFIX spdx: <http://spdx.org/rdf/terms#>
        SELECT ?url ?size ?sum {{ ?d a dcat:Distribution ; dcat:downloadURL ?url ; dcat:byteSize ?size ;
        spdx:checksum/spdx:checksumValue ?sum }}""")
    found = {row["url"].value.rpartition("/")[2]: (row["size"].value, row["sum"].value) for row in rows}  # type: ignore[union-attr]
    data = {name: (release / name).read_bytes() for name, content in FILES.items() if content.data}
    assert found == {name: (str(len(text)), hashlib.sha256(text).hexdigest()) for name, text in data.items()}


def test_the_queries_are_executables_with_the_answers_of_the_questions(release: Path, small_graph: LunarGraph) -> None:
    store, graph = Store(), Store()
    store.load(path=str(release / "queries.ttl"), format=RdfFormat.TURTLE)
    graph.load(path=str(release / "graph.nt"), format=RdfFormat.N_TRIPLES)
    selects = {q.subject.value.rpartition("/")[2]: q.object.value  # type: ignore[union-attr]
               for q in store.quads_for_pattern(None, NamedNode(SH + "select"), None)}  # fmt: skip
    assert set(selects) == set(small_graph.questions)
    for slug in ("far-side-partners", "mission-contributions", "missions"):
        rows = list(graph.query(selects[slug]))  # type: ignore[arg-type]
        assert len(rows) == len(small_graph.ask(slug)) > 0


def test_a_crate_lists_its_files_and_their_checksums(release: Path) -> None:
    graph = {each["@id"]: each for each in document(release, "ro-crate-metadata.json")["@graph"]}  # type: ignore[attr-defined]
    parts = {each["@id"] for each in graph["./"]["hasPart"]}
    assert parts == {path.name for path in release.iterdir()} - {"ro-crate-metadata.json"}
    for name in parts - {SUMS}:
        assert graph[name]["sha256"] == hashlib.sha256((release / name).read_bytes()).hexdigest()
    assert graph["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert graph["./"]["license"]["@id"] in graph


def test_croissant_describes_the_columns_of_the_tables(release: Path) -> None:
    found = document(release, "croissant.json")
    assert found["@type"] == "sc:Dataset"
    files = {each["@id"]: each for each in found["distribution"]}  # type: ignore[attr-defined]
    for record in found["recordSet"]:  # type: ignore[attr-defined]
        sources = [field["source"] for field in record["field"]]
        (name,) = {source["fileObject"]["@id"] for source in sources}
        assert name in files
        head = next(csv.reader(io.StringIO(read(release, name))))
        assert [source["extract"]["column"] for source in sources] == head


def test_links_lead_from_the_release_to_its_files_and_back(release: Path) -> None:
    first, *back = document(release, "linkset.json")["linkset"]  # type: ignore[misc]
    items = {each["href"] for each in first["item"]}
    assert {each["anchor"] for each in back} == items
    assert {href.removeprefix(first["anchor"]) for href in items} == {n for n, c in FILES.items() if c.data}
    described = {each["href"].removeprefix(first["anchor"]) for each in first["describedby"]}
    assert described == {"dataset.ttl", "croissant.json", "ro-crate-metadata.json"}


def test_the_crate_names_who_wrote_and_published_it(release: Path) -> None:
    graph = {each["@id"]: each for each in document(release, "ro-crate-metadata.json")["@graph"]}  # type: ignore[attr-defined]
    for role in ("creator", "author", "publisher"):
        who = graph[graph["./"][role]["@id"]]
        assert (who["@type"], who["url"][:8]) == ("Organization", "https://")


def test_the_interface_for_programs_has_an_address_for_each_question(release: Path, small_graph: LunarGraph) -> None:
    found = document(release, "openapi.json")
    pytest.importorskip("openapi_spec_validator").validate(found)
    paths = found["paths"]
    assert isinstance(paths, dict)
    assert set(paths) >= {f"/ask/{slug}.json" for slug in small_graph.questions}


def test_the_packages_are_those_installed_and_none_of_the_tests(release: Path) -> None:
    found = {each["name"]: each for each in document(release, "sbom.cdx.json")["components"]}  # type: ignore[attr-defined]
    assert found["pyoxigraph"]["purl"].startswith("pkg:pypi/pyoxigraph@")
    assert "pytest" not in found


def test_base_is_where_the_files_are(small_graph: LunarGraph, tmp_path: Path) -> None:
    write_release(small_graph.reading(), tmp_path / "r", base="https://example.org/ilrs")
    text = read(tmp_path / "r", "dataset.ttl")
    assert re.search(r"<https://example\.org/ilrs/[^/]+/graph\.ttl>", text)
    assert "w3id.org/ilrs-graph/release" not in text
    with pytest.raises(UsageError, match="no web address"):
        write_release(small_graph.reading(), tmp_path / "s", base="example.org")
    assert not (tmp_path / "s").exists()


def test_changes_are_said_and_the_patch_leads_from_one_graph_to_the_other(
    release: Path, small_root: Path, own_cache: Path, tmp_path: Path
) -> None:
    path = small_root / "data" / "missions" / "change-6.ttl"
    text = path.read_text("utf-8").replace('rdfs:label "Chang\'e 6"@en', 'rdfs:label "Chang\'e six"@en')
    path.write_text(text + '\nagent:new-one a ilrs:Person ;\n    rdfs:label "New One"@en .\n', encoding="utf-8")
    write_release(LunarGraph(small_root).reading(), tmp_path / "two", since=release)
    words, patch = read(tmp_path / "two", "changes.md"), read(tmp_path / "two", "changes.rdfp")
    assert "agent:new-one" in words.partition("## New")[2].partition("## ")[0]
    assert "mission:change-6" in words.partition("## Changed")[2]

    def content(folder: Path) -> set[str]:
        lines = read(folder, "graph.nt").splitlines()
        return {line for line in lines if not line.startswith("<https://w3id.org/ilrs-graph/dataset/")}

    graph = content(release)
    for line in patch.splitlines()[1:-1]:
        (graph.remove if line[0] == "D" else graph.add)(line[2:])
    assert graph == content(tmp_path / "two")


def test_wrong_arguments_leave_nothing(small_graph: LunarGraph, release: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there already"):
        write_release(small_graph.reading(), release)
    with pytest.raises(InputError, match="No such file"):
        write_release(small_graph.reading(), tmp_path / "r", since=tmp_path / "none")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        write_release(small_graph.reading(), tmp_path / "file" / "r")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("name", ["graph.trig", "dataset.ttl", "ro-crate-metadata.json"])
def test_a_release_that_is_cut_off_is_not_there(
    name: str, small_graph: LunarGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write: Callable[[Path, bytes], None] = writing.write_through

    def fails(path: Path, data: bytes) -> None:
        if path.name == name:
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(writing, "write_through", fails)
    with pytest.raises(OutputError, match="the disk is full"):
        write_release(small_graph.reading(), tmp_path / "r")
    assert list(tmp_path.iterdir()) == []


def test_the_verb_writes_it_and_says_so(run: Callable[..., object], small_root: Path, tmp_path: Path) -> None:
    done = run("release", "-o", str(tmp_path / "r"), "--root", str(small_root))
    assert (done.returncode, done.stdout) == (0, "")  # type: ignore[attr-defined]
    assert "wrote release" in done.stderr  # type: ignore[attr-defined]
    assert (tmp_path / "r" / SUMS).is_file()
    again = run("release", "-o", str(tmp_path / "r"), "--root", str(small_root))
    assert again.returncode == 2  # type: ignore[attr-defined]
    assert run("release").returncode == 2  # type: ignore[attr-defined]


def test_no_name_below_the_base_iri_is_claimed_to_resolve(release: Path) -> None:
    assert "not registered" in read(release, "README.md")
    assert "NOT registered" in read(release, "w3id.htaccess")
    assert compact(DCAT + "Dataset") in read(release, "dataset.ttl")
