"""The ids of things: a promise to those who link to them, so one may leave only as a node with `dcterms:isReplacedBy`.

`python tests/test_ids.py` adds the ids of the data to the list of them, `tests/ids.txt`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import DCTERMS, ID, OWL, RDFS, compact
from ilrs_graph.snapshot.pipeline import read_data

REPO = Path(__file__).parents[1]
IDS = Path(__file__).parent / "ids.txt"
REPLACED = NamedNode(DCTERMS + "isReplacedBy")
FAREWELL = {REPLACED, NamedNode(OWL + "deprecated")}


def described(data: Iterable[Triple]) -> set[str]:
    """Return the ids, as CURIEs, that are described by more than that they are replaced."""
    return {compact(s) for s in _subjects(t for t in data if t.predicate not in FAREWELL)}


def left(expected: Iterable[str], data: Iterable[Triple]) -> list[str]:
    """Return the expected ids that are gone, or replaced by what is not there either."""
    triples = list(data)
    there = described(triples)
    instead = {compact(t.subject.value): compact(t.object.value) for t in triples if t.predicate == REPLACED}  # type: ignore[union-attr]
    return sorted(name for name in expected if name not in there and instead.get(name) not in there)


def _subjects(data: Iterable[Triple]) -> set[str]:
    return {t.subject.value for t in data if isinstance(t.subject, NamedNode) and t.subject.value.startswith(ID)}


def record(path: Path = IDS) -> list[str]:
    """Add the ids of the data to the list; return those that left without being replaced, nothing written then."""
    data, _ = read_data(Root(REPO))
    known = set(path.read_text(encoding="utf-8").split()) if path.exists() else set()
    gone = left(known, data)
    if not gone:
        path.write_text("".join(f"{name}\n" for name in sorted(known | described(data))), encoding="utf-8")
    return gone


LABEL, DEPRECATED = NamedNode(RDFS + "label"), NamedNode(OWL + "deprecated")


def thing(name: str) -> NamedNode:
    return NamedNode(ID + "agent/" + name)


def said(name: str, predicate: NamedNode = LABEL, value: str = "there") -> Triple:
    return Triple(thing(name), predicate, thing(value))


def test_no_thing_of_the_data_has_left_unless_replaced() -> None:
    assert left(IDS.read_text(encoding="utf-8").split(), read_data(Root(REPO))[0]) == []


def test_every_thing_of_the_data_is_on_the_list() -> None:
    new = described(read_data(Root(REPO))[0]) - set(IDS.read_text(encoding="utf-8").split())
    assert not new, "python tests/test_ids.py"


@pytest.mark.parametrize(
    ("data", "gone"),
    [
        ([said("a")], []),
        ([said("b")], ["agent:a"]),
        ([said("a", DEPRECATED)], ["agent:a"]),
        ([said("a", NamedNode(DCTERMS + "isReplacedBy"), "b"), said("b")], []),
        ([said("a", NamedNode(DCTERMS + "isReplacedBy"), "b")], ["agent:a"]),
    ],
)
def test_a_thing_leaves_only_for_one_that_is_there(data: list[Triple], gone: list[str]) -> None:
    assert left([compact(thing("a").value)], data) == gone


def test_recording_writes_nothing_while_a_thing_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "ids.txt"
    path.write_text("agent:nobody-at-all\n", encoding="utf-8")
    assert record(path) == ["agent:nobody-at-all"]
    assert path.read_text(encoding="utf-8") == "agent:nobody-at-all\n"


if __name__ == "__main__":
    if lost := record():
        sys.exit("these left without dcterms:isReplacedBy: " + ", ".join(lost))
