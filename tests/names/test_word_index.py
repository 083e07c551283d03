"""Names are found by similar words, and the bytes of an index do not depend on the order of hashing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ilrs_graph.names.word_index import WordIndex, indexed
from ilrs_graph.namespaces import ID
from ilrs_graph.terms import LABEL

NAMES = {
    "m1": "Chang'e 6",
    "m2": "Chang'e 16",
    "m3": "Luna 25",
    "m4": "CNES, National Centre for Space Studies",
    "m5": "嫦娥六号",
}
PROGRAM = """
import hashlib
from pyoxigraph import Literal, NamedNode, Triple
from ilrs_graph.names.word_index import indexed
from ilrs_graph.terms import LABEL
things = [NamedNode(f"https://w3id.org/ilrs-graph/id/agent/{n}") for n in range(9)]
names = [Triple(thing, LABEL, Literal(f"Space agency {n}")) for n, thing in enumerate(things)]
print(hashlib.sha256(indexed(names)).hexdigest())
"""


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("change 6", "m1"),
        ("Cange 6", "m1"),
        ("change 16", "m2"),
        ("luna25", "m3"),
        ("national center of space studies", "m4"),
        ("cnes", "m4"),
        ("嫦娥6号", "m5"),
    ],
)
def test_the_most_similar_name_comes_first(text: str, best: str) -> None:
    index = WordIndex(
        indexed(Triple(NamedNode(f"{ID}mission/{key}"), LABEL, Literal(name)) for key, name in NAMES.items())
    )
    assert index.find(text)[0][1] == NamedNode(f"{ID}mission/{best}")


def test_an_equal_name_scores_1_and_an_index_may_be_empty() -> None:
    index = WordIndex(indexed([Triple(NamedNode(ID + "mission/x"), LABEL, Literal("Luna 25"))]))
    assert index.find("LUNA-25")[0][0] == pytest.approx(1, abs=0.01)
    assert index.find("zzz") == index.find("") == WordIndex(indexed([])).find("Luna 25") == []


def test_an_index_has_the_same_bytes_in_each_process() -> None:
    command = [sys.executable, "-c", PROGRAM]
    runs = [
        subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
