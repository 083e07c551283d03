"""What RDF/XML cannot hold is reported where it comes in, and refused where it would go out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.cli import group
from ilrs_graph.editing.stamp import editor
from ilrs_graph.errors import OutputError, UsageError
from ilrs_graph.export.rdfxml import write_rdfxml
from ilrs_graph.files.root import Root
from ilrs_graph.findings import Finding
from ilrs_graph.namespaces import ID, ONTOLOGY, PREFIXES, RDF, RDFS
from ilrs_graph.render.svg import document, text
from ilrs_graph.validation import check_all
from ilrs_graph.xml_names import namespace_of

Run = Callable[..., CompletedProcess[str]]
CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "in"
MISSION, LABEL = NamedNode(ID + "mission/change-6"), NamedNode(RDFS + "label")
NAME = f'<{MISSION.value}> <{RDFS}label> "'
ALT = "http://www.w3.org/2004/02/skos/core#altLabel"
XML_CHARACTERS = "\t\n\r\x7f\x85\u2028\ufdd0\ufffd\U0001fffe嫦"


def characters(graph: LunarGraph, file: Path) -> list[Finding]:
    return [f for f in graph.check(file) if f.code == "character"]


@pytest.mark.skipif(not CASES.exists(), reason="the cases are kept beside the repository")
def test_control_characters_in_a_cell(graph: LunarGraph, tmp_path: Path) -> None:
    text = (CASES / "b12-control.csv").read_text(encoding="utf-8")
    file = tmp_path / "new.csv"
    file.write_text(text.replace("wording_en", "paraphrase_en"), encoding="utf-8", newline="")
    (found,) = characters(graph, file)
    assert (found.severity, found.place) == ("violation", f"{file}:2:51")
    assert "U+000B" in found.message


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x0c", "\x1b", "\x1f", "\ufffe", "\uffff"])
@pytest.mark.parametrize(
    ("name", "written", "place"),
    [
        ("new.ttl", f"# a comment\n{NAME}moon HERE\"@en .", f"2:{len(NAME)}"),
        ("new.nt", f"{NAME}moon \\uCODE\"@en .", f"1:{len(NAME)}"),
        ("new.trig", f"<http://a/g> {{\n{NAME}\\uCODE\" }}", f"2:{len(NAME)}"),
        ("new.nq", f"{NAME}\\uCODE\" <http://a/g> .", f"1:{len(NAME)}"),
        ("new.jsonld", f'{{"@id": "{MISSION.value}",\n "{RDFS}label": "a\\uCODE"}}', "2"),
    ],
)  # fmt: skip
def test_every_syntax(
    name: str, written: str, place: str, character: str, graph: LunarGraph, tmp_path: Path
) -> None:  # fmt: skip
    file = tmp_path / name
    file.write_text(written.replace("HERE", character).replace("CODE", f"{ord(character):04X}"), encoding="utf-8")
    if "HERE" in written and character == "\0":
        return  # no text file
    (found,) = characters(graph, file)
    assert found.place == f"{file}:{place}"
    assert f"U+{ord(character):04X}" in found.message


@pytest.mark.parametrize("character", XML_CHARACTERS)
def test_what_xml_has_is_allowed(character: str, graph: LunarGraph) -> None:
    report = graph.check([Triple(MISSION, NamedNode(ALT), Literal(f"a{character}b", language="en"))])
    assert "character" not in {f.code for f in report}


def test_literals_of_every_sort(graph: LunarGraph) -> None:
    sorts = [Literal("\x0b"), Literal("\x0b", language="en"), Literal("\x0b", datatype=NamedNode(RDF + "HTML"))]
    found = [{f.code for f in graph.check([Triple(MISSION, LABEL, literal)])} for literal in sorts]
    assert ["character" in codes for codes in found] == [True] * 3


def test_add_writes_nothing(small_root: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.ttl"
    file.write_text(f'<{MISSION.value}> <{ALT}> "a\\u000Cb"@en .', encoding="utf-8")
    before = (small_root / "data" / "missions" / "change-6.ttl").read_bytes()
    result = CliRunner().invoke(group, ["add", str(file), "--by", "Ada", "--root", str(small_root)])
    assert result.exit_code == 1
    assert "U+000C" in result.output
    assert (small_root / "data" / "missions" / "change-6.ttl").read_bytes() == before


def test_the_name_of_an_editor_must_be_text_of_xml() -> None:
    with pytest.raises(UsageError, match=r"U\+001B") as caught:
        editor("A\x1bda", Path())
    assert caught.value.about == ("by",)


PROPERTIES = ["http://a/6", "http://a/", "http://a/p#", "urn:a:6.", RDF + "li", RDF + "about", "http://a/p?q=1"]


@pytest.mark.parametrize("iri", PROPERTIES)
def test_a_property_without_a_name_in_xml(iri: str) -> None:
    assert namespace_of(iri) is None
    with pytest.raises(OutputError, match="property <"):
        write_rdfxml([Triple(MISSION, NamedNode(iri), MISSION)], PREFIXES)


def test_declared_properties_and_texts_of_the_ontology_are_checked(small_root: Path) -> None:
    property_ = f"{ONTOLOGY}6"
    (small_root / "ontology" / "new.ttl").write_text(
        f"<{property_}> a <http://www.w3.org/2002/07/owl#DatatypeProperty> ;\n"
        f'  <{RDFS}label> "mass\\u000B"@en ;\n'
        f'  <{RDFS}comment> "2024-02-30"^^<http://www.w3.org/2001/XMLSchema#date> .\n',
        encoding="utf-8",
    )
    (small_root / "data" / "new.ttl").write_text(f"<{MISSION.value}>\n <{property_}> 1 .", encoding="utf-8")
    report = check_all(Root.find(small_root))
    found = {(f.code, Path(f.file).parent.name, f.line) for f in report if Path(f.file).name == "new.ttl"}
    assert found >= {
        ("property-name", "ontology", 1),
        ("character", "ontology", 2),
        ("ill-typed", "ontology", 3),
        ("property-name", "data", 2),
    }


def test_an_export_names_the_fact_that_xml_cannot_hold(small_root: Path, tmp_path: Path, run: Run) -> None:
    (small_root / "data" / "new.ttl").write_text(f'<{MISSION.value}> <{ALT}> "a\\u000Bb"@en .', encoding="utf-8")
    out = tmp_path / "graph.rdf"
    words = ["export", "--root", str(small_root), "--thing", "change-6"]
    for more in (["-o", str(out)], ["--format", "rdfxml"]):
        done = run(*words, *more)
        assert (done.returncode, done.stdout) == (3, "")
        assert "U+000B in a value of skos:altLabel of mission:change-6" in done.stderr
        assert "remove it from the text" in done.stderr
    assert not out.exists()
    assert run(*words, "-o", str(out.with_suffix(".ttl"))).returncode == 0


def test_pictures_hold_no_such_character() -> None:
    picture = ElementTree.fromstring(document(10, 10, "moon\x0b\ufffe", [text(1, 1, "moon\x1b")]))
    assert [element.text for element in picture if element.text] == ["moon  ", "moon "]
