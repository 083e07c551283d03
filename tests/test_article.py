"""The article that the project starts from: all of its 45 statements are in the graph, and come out as they were."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode

from ilrs_graph import LunarGraph
from ilrs_graph.engine import Table
from ilrs_graph.findings import Report
from ilrs_graph.namespaces import ID, VOCAB

ARTICLE = NamedNode(f"{ID}source/seed-article-2023-10-10")
NUMBERS = range(1, 46)


def rows(lunar: LunarGraph, sparql: str) -> list[tuple[object, ...]]:
    found = lunar.query(sparql)
    assert isinstance(found, Table)
    return list(found.rows)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_statement_is_held_by_nodes_that_the_graph_describes(number: int, graph: LunarGraph) -> None:
    statement = f"statement:seed-{number:02d}"
    held = rows(graph, f"SELECT ?x ?class {{ {statement} ilrs:expressedBy ?x OPTIONAL {{ ?x a ?class }} }}")
    assert held
    assert all(kind is not None for _, kind in held)
    assert graph.query(f"ASK {{ {statement} ilrs:ofSource {ARTICLE} ; ilrs:statementNumber {number} }}")


def test_there_are_45_and_the_answer_has_them_in_order(graph: LunarGraph) -> None:
    answer = graph.ask("article-check")
    assert [int(row.number.value) for row in answer] == list(NUMBERS)  # type: ignore[union-attr]
    assert all(row.knownNow and row.sources for row in answer)


@pytest.mark.parametrize(
    ("number", "verdict"),
    [(6, "wrong"), (15, "imprecise"), (16, "slipped"), (20, "slipped"), (37, "disputed"), (43, "superseded")],
)
def test_the_known_verdicts(number: int, verdict: str, graph: LunarGraph) -> None:
    (row,) = graph.ask("article-check", number=str(number))
    assert row.verdict == NamedNode(f"{VOCAB}verdict/{verdict}")


def test_what_was_wrong_is_deprecated_and_what_slipped_is_not(graph: LunarGraph) -> None:
    ranks = "SELECT ?r { statement:seed-%02d ilrs:expressedBy ?c . ?c ilrs:rank ?r }"
    assert {r for (r,) in rows(graph, ranks % 6)} == {NamedNode(f"{VOCAB}rank/deprecated")}
    for slipped in (16, 20):
        assert {r for (r,) in rows(graph, ranks % slipped)} == {NamedNode(f"{VOCAB}rank/normal")}


@pytest.mark.parametrize("number", [16, 20])
def test_a_slipped_statement_is_outlived_by_a_later_plan(number: int, graph: LunarGraph) -> None:
    outlived = f"""ASK {{ statement:seed-{number:02d} ilrs:expressedBy ?claim . ?claim ilrs:subject ?event .
        ?event ilrs:bestClaim ?best . ?best ilrs:property ilrs:eventDate ; ilrs:notAfter ?now .
        ?claim ilrs:notAfter ?then FILTER(?now > ?then) }}"""
    assert graph.query(outlived) is True


def test_a_claim_of_the_article_never_conflicts_for_having_slipped(repo: object, shipped_report: Report) -> None:
    report = shipped_report
    assert not report.of("violation")
    conflicts = report.of("info")
    assert conflicts
    assert all(" claim:" in f.message and f.code.endswith("Conflict") for f in conflicts)
    dated = f"SELECT ?c {{ ?c prov:wasDerivedFrom {ARTICLE} ; a ilrs:DateClaim }}"
    article = {str(c) for (c,) in rows(LunarGraph(str(repo)), dated)}
    assert not [f for f in conflicts if f.code == "DateConflict" and f.focus in article]


def test_the_plan_as_known_when_the_article_came_out_differs_from_today(graph: LunarGraph) -> None:
    def plans(answer: object) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in answer:  # type: ignore[attr-defined]
            found.setdefault(row.event.value.rpartition("/")[2], set()).add(row.date.value)
        return found

    then = plans(graph.ask("plan-as-known", on="2023-10-31"))
    now = plans(graph.ask("plan-as-known"))
    assert then["change-6-launch"] == {"2024"}
    assert "change-6-launch" not in now  # it has happened
    assert then["change-7-launch"] == {"2026"}
    assert now["change-7-launch"] != {"2026"}
    assert then["change-8-launch"] == {"2028", "2028~"}  # two speakers on one day
    assert now["change-8-launch"] == {"2029~"}  # preferred to the word of state television, which came later


def test_as_of_says_that_it_reaches_as_far_as_the_sources(
    built: Callable[[datetime.date | None], LunarGraph],
) -> None:
    then = built(datetime.date(2023, 10, 31)).ask("plan-as-known")
    assert len(then) > 5
    assert "As known on 2023-10-31, as far as the cited sources show." in then.note
