"""The shapes on Jena SHACL and TopBraid over an export with faults: the findings of `check --all`. They need Maven."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store, Triple, parse, serialize

Run = Callable[..., subprocess.CompletedProcess[str]]
Results = Counter[tuple[str, ...]]
POMS = Path(__file__).parents[2] / ".ci" / "shacl"
ENGINES = {
    "jena": ["shacl.shacl", "validate", "--shapes", "shapes.nt", "--data", "data.ttl"],
    "topbraid": ["org.topbraid.shacl.tools.Validate", "-datafile", "data.ttl", "-shapesfile", "shapes.nt"],
}
FAULTS = """
@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> .
@prefix mission: <https://w3id.org/ilrs-graph/id/mission/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
mission:seeded-fault a ilrs:Mission , ilrs:Agent ; ilrs:mass "many" ; ilrs:operator "nobody" ; rdfs:label 7 .
"""
RESULTS = """PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?focus ?severity ?component ?path ?value {
  ?r sh:focusNode ?focus ; sh:resultSeverity ?severity ; sh:sourceConstraintComponent ?component
  OPTIONAL { ?r sh:resultPath ?path FILTER(ISIRI(?path)) } OPTIONAL { ?r sh:value ?value } }"""


def classpath(engine: str, folder: Path) -> str:
    """Return the libraries of an engine, which Maven fetches."""
    if not shutil.which("mvn") or not shutil.which("java"):
        pytest.skip("Java or Maven is not installed")
    out = folder / f"{engine}.classpath"
    command = [
        "mvn",
        "-q",
        "-B",
        "-f",
        POMS / f"{engine}.xml",
        "dependency:build-classpath",
        f"-Dmdep.outputFile={out}",
    ]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip(f"{engine} could not be fetched with Maven")
    return out.read_text("utf-8")


def results(engine: str, folder: Path) -> Results:
    """Return the results of an engine over the files of the folder."""
    command = ["java", "-Xmx2g", "-cp", classpath(engine, folder), *ENGINES[engine]]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    store = Store()
    store.load(done.stdout, format=RdfFormat.TURTLE)
    rows = store.query(RESULTS)
    assert isinstance(rows, QuerySolutions)
    return Counter(tuple(map(str, row)) for row in rows)


def shapes(root: Path) -> list[Triple]:
    files = sorted((root / "ontology" / "shapes").glob("*.ttl"))
    return [q.triple for f in files for q in parse(path=str(f), format=RdfFormat.TURTLE, rename_blank_nodes=True)]


@pytest.mark.soak
def test_jena_and_topbraid_find_what_check_finds(small_root: Path, tmp_path: Path, run: Run) -> None:
    assert run("export", "--ontology", "--root", str(small_root), "-o", str(tmp_path / "data.ttl")).returncode == 0
    with (tmp_path / "data.ttl").open("a", encoding="utf-8") as file:
        file.write(FAULTS)
    (tmp_path / "shapes.nt").write_bytes(serialize(shapes(small_root), format=RdfFormat.N_TRIPLES) or b"")
    jena, topbraid = results("jena", tmp_path), results("topbraid", tmp_path)
    assert jena == topbraid
    (small_root / "data" / "faults.ttl").write_text(FAULTS, "utf-8")
    report = json.loads(run("check", "--all", "--root", str(small_root), "--format", "json").stdout)
    ours = {
        finding["focus"] for finding in report["findings"] if finding["kind"] in ("shape", "undescribed", "conflict")
    }
    theirs = {row[0] for row in jena}
    assert ours - theirs == set()
    # an export names what has no label of its own, and a shape asks each name in Chinese for a source in Chinese
    assert all(focus.endswith(("-launch>", "-signature>")) for focus in theirs - ours)
