"""Every argument of a wrong type or form is a `UsageError` that names it, before anything is done."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.errors import InputError, UsageError
from ilrs_graph.graph import Reading
from ilrs_graph.questions.catalogue import Parameter
from ilrs_graph.questions.parameters import term

A = NamedNode("http://example.org/a")
WRONG = [None, 7, [], b"", object()]
OPTIONAL = [7, [], b"", object()]
"""Wrong values of an argument that None omits."""
LISTS = [None, 7, b"", object(), {}, [7], ["a", None], [Quad(A, A, A)]]
"""Wrong values of an argument that may be a list."""
NO_PATHS = ["a\0b", "\ud800", "x" * 5000]
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
NAN, INFINITE = float("nan"), float("inf")
NO_LIMITS = [0, -1, True, "5", NAN, INFINITE, [], 10**400]

NOWHERE = "http://127.0.0.1:9/"
REVISED = ("mission:cp-12", "cp-twelve")
"""Arguments of `rename`, `merge` and `deprecate` that are read after the others."""

METHODS: dict[tuple[str, str], tuple[Callable[[Any, Any], object], list[Any]]] = {
    ("ask", "question"): (lambda g, x: g.ask(x), WRONG),
    ("ask", "timeout"): (lambda g, x: g.ask("far-side-partners", timeout=x), NO_LIMITS),
    ("question", "question"): (lambda g, x: g.question(x), WRONG),
    ("in_language", "language"): (
        lambda g, x: (g.reading() if isinstance(g, LunarGraph) else g).in_language(x),
        [*WRONG, "", "x y"],
    ),
    ("query", "timeout"): (lambda g, x: g.query("ASK {}", timeout=x), NO_LIMITS),
    ("query", "sparql"): (lambda g, x: g.query(x), [*WRONG, "ASK { ?x ?y '\ud800' }"]),
    ("find", "words"): (lambda g, x: g.find(x), [*WRONG, "\ud800"]),
    ("find", "limit"): (lambda g, x: g.find("moon", x), [0, -1, True, "5", 2.5, [], object()]),
    ("resolve", "name"): (lambda g, x: g.resolve(x), [*WRONG, A]),
    ("show", "thing"): (lambda g, x: g.show(x), WRONG),
    ("overview", "thing"): (lambda g, x: g.overview(x), WRONG),
    ("explain", "subject"): (lambda g, x: g.explain(x, "hasPartner", "cnes"), WRONG),
    ("explain", "predicate"): (lambda g, x: g.explain("change-6", x, "cnes"), WRONG),
    ("explain", "value"): (lambda g, x: g.explain("change-6", "launchDate", x), [*WRONG, "\udcff"]),
    ("timeline", "things"): (lambda g, x: g.timeline("change-6", x), WRONG),
    ("timeline", "forecast"): (lambda g, x: g.timeline("change-6", forecast=x), [*WRONG, 1]),
    ("forecast", "things"): (lambda g, x: g.forecast("change-6", x), WRONG),
    ("forecast", "without"): (lambda g, x: g.forecast("change-6", without=x), OPTIONAL),
    ("forecast", "plans"): (lambda g, x: g.forecast("change-6", plans=x), [*WRONG, 1]),
    ("export", "asserted"): (lambda g, x: g.export(asserted=x), [*WRONG, "no"]),
    ("export", "ontology"): (lambda g, x: g.export(ontology=x), [*WRONG, 1]),
    ("export", "thing"): (lambda g, x: g.export(thing=x), OPTIONAL),
    ("export", "alignments"): (lambda g, x: g.export(alignments=x), [*WRONG, 1]),
    ("explain_answer", "answer"): (lambda g, x: g.explain_answer(x), [*WRONG, "far-side-partners"]),
    ("triples", "asserted"): (lambda g, x: g.triples(asserted=x), WRONG),
    ("triples", "ontology"): (lambda g, x: g.triples(ontology=x), WRONG),
    ("triples", "thing"): (lambda g, x: g.triples(thing=x), OPTIONAL),
    ("to_rdflib", "thing"): (lambda g, x: g.to_rdflib(thing=x), OPTIONAL),
    ("consequences", "added"): (lambda g, x: g.consequences(x), [*LISTS, ""]),
    ("consequences", "removed"): (lambda g, x: g.consequences([], x), [*LISTS, ""]),
    ("check", "candidates"): (lambda g, x: g.check(x), LISTS),
    ("check", "removed"): (lambda g, x: g.check([], removed=x), LISTS),
    ("check", "shacl"): (lambda g, x: g.check([], shacl=x), [*WRONG, "magic", {}]),
    ("check", "today"): (
        lambda g, x: g.check([], today=x),
        [*OPTIONAL, "2026-11-31", MOMENT],
    ),
}
"""Methods of readings, and the argument under test: how to pass a value, and values to be refused."""

GRAPHS: dict[tuple[str, str], tuple[Callable[[Any, Any], object], list[Any]]] = {
    ("LunarGraph", "root"): (lambda _, x: LunarGraph(x), [7, [], b"", object(), *NO_PATHS]),
    ("LunarGraph", "as_of"): (lambda _, x: LunarGraph(as_of=x), [*OPTIONAL, "", "yesterday", "20231031", "2023-02-29"]),
    ("LunarGraph", "endpoint"): (lambda _, x: LunarGraph(endpoint=x), [*OPTIONAL, "", "localhost"]),
    ("LunarGraph", "named_graph"): (lambda _, x: LunarGraph(endpoint=NOWHERE, named_graph=x), [*OPTIONAL, "", "a b"]),
    ("LunarGraph", "user"): (lambda _, x: LunarGraph(endpoint=NOWHERE, user=x), OPTIONAL),
    ("LunarGraph", "reasoner"): (lambda _, x: LunarGraph(reasoner=x), [*OPTIONAL, "", "magic"]),
    ("LunarGraph", "timeout"): (lambda _, x: LunarGraph(timeout=x), NO_LIMITS),
    ("LunarGraph", "language"): (lambda _, x: LunarGraph(language=x), [*WRONG, "", "x y"]),
    ("LunarGraph", "queries"): (lambda _, x: LunarGraph(queries=x), [*OPTIONAL, *NO_PATHS]),
    ("LunarGraph", "log"): (lambda _, x: LunarGraph(log=x), WRONG),
    ("reading", "as_of"): (lambda g, x: g.reading(x), [*OPTIONAL, "2023-13-01", MOMENT]),
    ("add", "candidates"): (lambda g, x: g.add(x, by="Ada", dry_run=True), LISTS),
    ("add", "by"): (lambda g, x: g.add([], by=x, dry_run=True), OPTIONAL),
    ("add", "on"): (lambda g, x: g.add([], by="Ada", on=x, dry_run=True), [*OPTIONAL, "today"]),
    ("add", "into"): (lambda g, x: g.add([], by="Ada", into=x, dry_run=True), OPTIONAL),
    ("add", "today"): (lambda g, x: g.add([], by="Ada", today=x, dry_run=True), [*OPTIONAL, "today"]),
    ("add", "dry_run"): (lambda g, x: g.add([], by="Ada", dry_run=x), WRONG),
    ("rename", "old"): (lambda g, x: g.rename(x, "cp-twelve", by="Ada", dry_run=True), [*WRONG, " "]),
    ("rename", "new"): (lambda g, x: g.rename("mission:cp-12", x, by="Ada", dry_run=True), [*WRONG, " "]),
    ("merge", "old"): (lambda g, x: g.merge(x, "agent:cnes", by="Ada", dry_run=True), [*WRONG, " "]),
    ("merge", "into"): (lambda g, x: g.merge("agent:cnes", x, by="Ada", dry_run=True), [*WRONG, " "]),
    ("deprecate", "claim"): (lambda g, x: g.deprecate(x, "misprint", by="Ada", dry_run=True), [*WRONG, " "]),
    ("deprecate", "reason"): (lambda g, x: g.deprecate("claim:x", x, by="Ada", dry_run=True), [*WRONG, " "]),
    ("deprecate", "known_from"): (
        lambda g, x: g.deprecate("claim:x", "misprint", known_from=x, dry_run=True),
        [*OPTIONAL, "today"],
    ),
    **{
        (verb, argument): (
            lambda g, x, verb=verb, argument=argument: getattr(g, verb)(
                *REVISED, **{"by": "Ada", "dry_run": True, argument: x}
            ),
            values,
        )
        for verb in ("rename", "merge", "deprecate")
        for argument, values in (
            ("by", OPTIONAL),
            ("on", [*OPTIONAL, "today"]),
            ("today", [*OPTIONAL, "today"]),
            ("dry_run", WRONG),
        )
    },
    ("check_all", "shacl"): (lambda g, x: g.check_all(shacl=x), WRONG),
    ("check_all", "today"): (lambda g, x: g.check_all(today=x), OPTIONAL),
    ("diff", "old"): (lambda g, x: g.diff(x), [*OPTIONAL, *NO_PATHS]),
    ("diff", "from_day"): (lambda g, x: g.diff(from_day=x), [*OPTIONAL, "today"]),
    ("diff", "to_day"): (lambda g, x: g.diff(from_day="2024-01-01", to_day=x), [*OPTIONAL, "today"]),
    ("diff", "new"): (lambda g, x: g.diff("HEAD", x), [*OPTIONAL, *NO_PATHS]),
    ("diff", "answers"): (lambda g, x: g.diff("HEAD", answers=x), WRONG),
    ("diff", "reasoning"): (lambda g, x: g.diff("HEAD", reasoning=x), OPTIONAL),
    ("diff", "max_mb"): (
        lambda g, x: g.diff("HEAD", max_mb=x),
        ["7", [], b"", 0, -1, True, float("nan"), float("inf")],
    ),
    ("diff", "progress"): (lambda g, x: g.diff("HEAD", progress=x), WRONG),
    ("push", "url"): (lambda g, x: g.push(x), [*WRONG, "", "localhost"]),
    ("push_requests", "url"): (lambda g, x: g.push_requests(x), [*WRONG, "", "localhost"]),
    **{
        ("push", argument): (lambda g, x, argument=argument: g.push(NOWHERE, **{argument: x}), values)
        for argument, values in (
            ("kind", OPTIONAL),
            ("update", [*OPTIONAL, "", "localhost"]),
            ("named_graph", [*OPTIONAL, "", "a b"]),
            ("user", OPTIONAL),
            ("since", OPTIONAL),
            *((name, WRONG) for name in ("default_graph", "asserted", "ontology", "verify")),
            *((name, OPTIONAL) for name in ("log", "progress")),
        )
    },
}
"""The same for `LunarGraph`, where `Reading` has no such method."""


@pytest.mark.parametrize(("method", "argument"), [*METHODS, *GRAPHS])
def test_a_wrong_value_is_refused_by_the_name_of_its_argument(method: str, argument: str, graph: LunarGraph) -> None:
    call, values = (METHODS | GRAPHS)[method, argument]
    owners: list[Any] = [graph] if (method, argument) in GRAPHS else [graph, graph.current]
    assert values
    for owner in owners:
        for value in values:
            with pytest.raises(UsageError, match=rf"^{argument}: ") as found:
                call(owner, value)
            assert found.value.about == (argument,)
            assert found.value.tip


def public_arguments() -> set[tuple[str, str]]:
    """Return the arguments of the public methods of `LunarGraph` and `Reading`, and of `LunarGraph` itself."""
    members = {name: member for kind in (Reading, LunarGraph) for name, member in vars(kind).items() if name[0] != "_"}
    members["LunarGraph"] = LunarGraph.__init__
    methods = {name: inspect.signature(member) for name, member in members.items() if inspect.isfunction(member)}
    every = ((name, each) for name, signature in methods.items() for each in signature.parameters.values())
    return {(name, each.name) for name, each in every if each.name != "self" and each.kind is not each.VAR_KEYWORD}


def test_the_tables_have_every_argument_of_every_public_method() -> None:
    assert len(public_arguments()) > 35
    assert public_arguments() - {*METHODS, *GRAPHS} == set()


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("iri", WRONG), ("string", WRONG), ("boolean", [*WRONG, 1]), ("gYear", [None, 7, [], b"", object(), True]),
        ("integer", [None, [], b"", object(), 2.5, True]), ("decimal", [None, [], b"", NAN, INFINITE]),
        ("date", [*WRONG, MOMENT, "2024-2-9"]),
    ],
)  # fmt: skip
def test_a_wrong_value_of_a_parameter_is_refused_by_its_name(kind: str, values: list[Any], graph: LunarGraph) -> None:
    assert values
    for value in values:
        with pytest.raises(UsageError, match=r"^when: ") as found:
            term(Parameter("when", kind, "When"), value, graph.engine)
        assert found.value.about == ("when",)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("date", date(2024, 2, 29), "2024-02-29"), ("gYear", 2024, "2024"), ("integer", -3, "-3"),
        ("decimal", 2.5, "2.5"), ("decimal", Decimal("2.50"), "2.50"), ("decimal", 3, "3"), ("boolean", True, "true"),
    ],
)  # fmt: skip
def test_a_python_value_is_the_same_as_its_text(kind: str, value: object, text: str, graph: LunarGraph) -> None:
    parameter = Parameter("p", kind, "P")
    assert term(parameter, value, graph.engine) == term(parameter, text, graph.engine)


def test_a_day_is_a_date_or_text_in_every_place(graph: LunarGraph) -> None:
    day, text = date(2023, 10, 31), "2023-10-31"
    assert graph.reading(text) is graph.reading(day)
    assert LunarGraph(as_of=text).as_of == day
    assert graph.ask("open-calls", on=day).texts == graph.ask("open-calls", on=text).texts
    new = [Triple(graph.resolve("cnsa"), NamedNode("http://www.w3.org/2004/02/skos/core#altLabel"), Literal("New"))]
    added = [graph.add(new, by="Ada", on=each, dry_run=True).changes[-1].diff for each in (day, text)]
    assert added[0] == added[1]
    assert text in added[0]
    reports = [graph.check(new, today=each).findings for each in (day, text)]
    assert reports[0] == reports[1]


def test_a_path_as_text_is_read_like_a_path(graph: LunarGraph, tmp_path: Path) -> None:
    file = tmp_path / "new.ttl"
    file.write_text("<http://example.org/a> <http://example.org/p> 1 .", encoding="utf-8")
    assert [f.code for f in graph.check(str(file))] == [f.code for f in graph.check(file)] != []
    assert graph.check([str(file)]).findings == graph.check(str(file)).findings
    with pytest.raises(InputError, match="no such file"):
        graph.check("<http://example.org/a> <http://example.org/p> 1 .")
