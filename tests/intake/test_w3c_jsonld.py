"""The W3C tests of JSON-LD to RDF: the triples that a document states are counted right, or a loss is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from ilrs_graph.intake.jsonld import losses

SUITE = Path(__file__).parents[2].parent / "shared" / "w3c" / "json-ld"


@pytest.mark.skipif(not SUITE.exists(), reason="the W3C tests are kept beside the repository")
def test_every_document_of_the_suite_is_counted_right_or_has_a_loss() -> None:
    manifest = json.loads((SUITE / "toRdf-manifest.jsonld").read_text(encoding="utf-8"))
    files = {SUITE / test["input"] for test in manifest["sequence"] if "PositiveEvaluationTest" in str(test["@type"])}
    wrong, equal = [], 0
    for file in sorted(path for path in files if path.exists()):
        try:
            read = len(list(parse(file.read_bytes(), RdfFormat.JSON_LD)))
        except SyntaxError:
            continue
        found, stated = losses(file.read_text(encoding="utf-8"))
        if not found and stated != read:
            wrong.append((file.name, stated, read))
        equal += not found
    assert wrong == []
    assert equal > 200
