"""The W3C tests of JSON-LD to RDF through the door of `check`: the right triples, or a problem with its place.

Of 467 tests, 24 need JSON-LD 1.0, an option that `check` does not have (`NOT_APPLICABLE`), or an input that is not in
the suite (er56). Of the other 443:

| Verdict | Tests |
|---|---|
| as the suite says | 433 |
| base directions are refused on purpose | 4 |
| otherwise: `OTHERWISE` names each and why | 6 |

Of some documents the standard drops a part: the triples are those of the suite, and a problem says what is lost. A file
has no base IRI of its own here, and nothing is fetched: a test that needs a base, a remote context or an expansion
context has them written into the file, as `check` tells a user to do; that the file as it stands is refused is tested
too. Names of graphs are ignored, so the triples of all graphs are compared as one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pyoxigraph import RdfFormat, parse

from ilrs_graph.intake import Candidate, read_bytes
from ilrs_graph.intake.jsonld import losses
from w3c_manifests import ABSENT, SUITES, canonical

SUITE = SUITES / "json-ld"

pytestmark = pytest.mark.skipif(not SUITE.exists(), reason=ABSENT)

VERSION = "JSON-LD is read as version 1.1, whatever a user may wish."
OPTION = "Base directions are refused, so there is no option for their form in RDF."
NOT_APPLICABLE = {"json-ld-1.0": VERSION, "i18n-datatype": OPTION, "compound-literal": OPTION}
"""Values of options that a test may need and `check` does not have."""
DIRECTION = "A base direction (RDF 1.2) is not supported."
BASE = "A base with dot segments is not normalised by the parser (oxiri); `check` warns of the IRIs that result."
OTHERWISE = {
    "t0122": BASE,
    "t0123": BASE,
    "te062": "Dot segments after an authority stay (oxiri); `check` warns of the IRIs that result.",
    "te091": BASE,
    "tc013": "The parser (oxjsonld) leaves a context of a type inside an index map; a problem says so.",
    "tli12": "A malformed base is an error here; the standard drops what depends on it.",
}
"""The tests whose verdict is another one here, and why."""


class Case(NamedTuple):
    """A test: its name, its type, its files, and its options."""

    name: str
    kind: str
    file: Path
    expected: Path | None
    base: str
    options: dict[str, Any]

    @property
    def is_applicable(self) -> bool:
        return self.file.exists() and not NOT_APPLICABLE.keys() & set(map(str, self.options.values()))


def cases_of(kind: str) -> list[Case]:
    """Return the tests of a type that apply here."""
    manifest = json.loads((SUITE / "toRdf-manifest.jsonld").read_text(encoding="utf-8"))
    found = [
        Case(
            entry["@id"][1:],
            entry["@type"][0].removeprefix("jld:"),
            SUITE / entry["input"],
            SUITE / entry["expect"] if "expect" in entry else None,
            manifest["baseIri"] + entry["input"],
            entry.get("option", {}),
        )
        for entry in manifest["sequence"]
    ]
    assert len(found) == 467
    return [test for test in found if test.is_applicable and test.kind == kind]


def content_of(test: Case) -> str:
    """Return the document of a test with its base and all contexts written into it."""
    document = inlined(json.loads(test.file.read_text(encoding="utf-8")), test.file.parent)
    first: list[Any] = [{"@base": test.options.get("base", test.base)}]
    document = rebased(document, first)
    if "expandContext" in test.options:
        first = [*first, *context_in(SUITE / test.options["expandContext"])]
    nodes = document if isinstance(document, list) else [document]
    nodes = [
        {"@context": [*first, *listed(node.get("@context", []))]} | {k: v for k, v in node.items() if k != "@context"}
        if isinstance(node, dict)
        else node
        for node in nodes
    ]
    return json.dumps(nodes if isinstance(document, list) else nodes[0], ensure_ascii=False)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def rebased(value: Any, first: list[Any]) -> Any:
    """Return a document in which a context that resets all keeps the base of the document."""
    if isinstance(value, list):
        return [rebased(item, first) for item in value]
    if not isinstance(value, dict):
        return value
    inside = {key: rebased(item, first) for key, item in value.items()}
    if None in listed(inside.get("@context", [])):
        parts = [[None, *first] if part is None else [part] for part in listed(inside["@context"])]
        inside["@context"] = [part for some in parts for part in some]
    return inside


def context_in(file: Path, within: tuple[Path, ...] = ()) -> list[Any]:
    """Return the contexts in a file, with those that it refers to; one that refers to itself is in force already."""
    if file in within:
        return []
    return listed(inlined(json.loads(file.read_text(encoding="utf-8")), file.parent, (*within, file))["@context"])


def inlined(value: Any, folder: Path, within: tuple[Path, ...] = ()) -> Any:
    """Return a document with the contexts beside it in place of the references to them."""
    if isinstance(value, list):
        return [inlined(item, folder, within) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: inlined(item, folder, within) for key, item in value.items()}
    parts = listed(found.get("@context", []))
    if any(isinstance(part, str) and (folder / part).exists() for part in parts):
        found["@context"] = [
            item for part in parts for item in (context_in(folder / part, within) if isinstance(part, str) else [part])
        ]
    imported = found.pop("@import", None)
    return found if imported is None else context_in(folder / imported, within)[0] | found


def read(content: str | bytes) -> Candidate:
    return read_bytes(content if isinstance(content, bytes) else content.encode(), "new.jsonld", RdfFormat.JSON_LD)


def is_right(test: Case) -> bool:
    assert test.expected is not None
    expected = parse(test.expected.read_bytes(), RdfFormat.N_QUADS)
    return canonical(read(content_of(test)).triples) == canonical(quad.triple for quad in expected)


def test_every_document_gives_the_triples_of_the_suite_or_is_in_the_table() -> None:
    positive = cases_of("PositiveEvaluationTest")
    others = cases_of("NegativeEvaluationTest") + cases_of("PositiveSyntaxTest")
    wrong = {test.name: [p.what for p in read(content_of(test)).problems] for test in positive if not is_right(test)}
    directed = {name for name, problems in wrong.items() if set(problems) == {DIRECTION}}
    assert (len(positive), len(others)) == (335, 108)
    assert sorted(directed) == ["tdi02", "tdi04", "tdi05", "tdi06"]
    assert wrong.keys() - directed == OTHERWISE.keys()
    assert len(OTHERWISE) / (len(positive) + len(others)) < 0.02


def test_what_the_standard_drops_is_a_problem() -> None:
    dropped = [
        test for test in cases_of("PositiveEvaluationTest") if read(content_of(test)).problems and is_right(test)
    ]
    assert len(dropped) == 31
    for test in dropped:
        assert all(p.kind in ("lost", "syntax") and p.place.line for p in read(content_of(test)).problems)


def test_every_error_is_a_problem_with_its_place() -> None:
    negative = cases_of("NegativeEvaluationTest")
    assert len(negative) == 92
    for test in negative:
        (problem, *_) = read(test.file.read_bytes()).problems
        assert 1 <= problem.place.line <= test.file.read_bytes().count(b"\n") + 1, test.name


def test_every_document_that_is_valid_is_read() -> None:
    tests = list(cases_of("PositiveSyntaxTest"))
    assert tests
    for test in tests:
        assert [p for p in read(content_of(test)).problems if p.kind != "lost"] == [], test.name


def test_a_document_with_a_remote_context_is_refused() -> None:
    remote = [t for t in cases_of("PositiveEvaluationTest") if "-context" in t.file.read_text(encoding="utf-8")]
    assert len(remote) >= 10
    for test in remote:
        (problem,) = read(test.file.read_bytes()).problems
        assert problem.what == "The @context is remote.", test.name
        assert "nothing is fetched" in problem.remedy


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
