"""The values that the notes of templates list are those of the ontology, and what a cell takes."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

from ilrs_graph import LunarGraph
from ilrs_graph.files.root import Root
from ilrs_graph.templates import TEMPLATES, template_csv
from ilrs_graph.templates.allowed import allowed_in
from ilrs_graph.templates.lookup import Lookup
from ilrs_graph.templates.readers import concept, subclass


def notes(kind: str, root: Root | None = None) -> dict[str, str]:
    header, row, _ = csv.reader(io.StringIO(template_csv(TEMPLATES[kind], root)))
    return dict(zip(header, row, strict=True))


def test_every_code_list_is_whole_in_the_notes(graph: LunarGraph) -> None:
    allowed, lookup, seen = allowed_in(graph.root), Lookup(graph.engine), 0
    for kind, template in TEMPLATES.items():
        for column in template.columns:
            for value in allowed.values(column.read):
                assert value in notes(kind)[column.name]
                column.read(value, lookup)
                seen += isinstance(column.read, concept | subclass)
    assert seen > 100
    assert "implementing-arrangement" in notes("agreement")["kind"]


def test_a_new_concept_is_in_the_notes(graph: LunarGraph, tmp_path: Path) -> None:
    for folder in ("ontology", "data", "queries"):
        (tmp_path / folder).mkdir()
    shutil.copytree(graph.root.path / "ontology/vocab", tmp_path / "ontology/vocab")
    path = tmp_path / "ontology/vocab/outcome.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("outcome:partial", "outcome:half"), encoding="utf-8")
    assert notes("outcome-claim", Root(tmp_path))["outcome"] == "how it ended: failure, half or success (required)"


def test_an_abstract_class_is_not_offered() -> None:
    assert " Agent" not in notes("agent")["class"]
