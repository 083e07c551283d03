"""What the tests of shapes share: the base with every failing example, and what is reported of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pyoxigraph import Triple

sys.path.insert(0, str(Path(__file__).parent))

from shape_examples import triples_of
from shape_examples_made import EXAMPLES
from shape_graph import axioms, base
from shape_reports import findings

from ilrs_graph.findings import Finding


@pytest.fixture(scope="session")
def world() -> list[Triple]:
    """The ontology, the base and every failing example in one graph."""
    return [*axioms(), *base(), *(t for i, e in enumerate(EXAMPLES) for t in triples_of(e, i))]


@pytest.fixture(scope="session")
def told(world: list[Triple]) -> list[Finding]:
    return findings(world)


@pytest.fixture(scope="session")
def found(told: list[Finding]) -> set[tuple[str, str]]:
    return {(f.focus, f.code) for f in told}
