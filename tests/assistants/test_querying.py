"""SPARQL of an assistant: its rows, its limits, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hostile_queries import ENDLESS, REFUSED
from ilrs_graph import LunarGraph
from ilrs_graph.assistants.graph import LIMITS, Held
from ilrs_graph.assistants.tool import Result
from ilrs_graph.assistants.tools import tools
from ilrs_graph.errors import LimitReached, QueryError, UsageError

from .conftest import done

Call = Callable[..., Result]
PARTNERS = "SELECT ?c ?who { ?c ilrs:contributor ?who ; ilrs:toward mission:change-6 } ORDER BY ?c ?who"


def test_rows_have_labels_and_the_sources_of_their_things(call: Call, graph: LunarGraph) -> None:
    found = call("query", sparql=PARTNERS, limit=2).data
    table = graph.query(PARTNERS)
    assert found["total"] == len(table)  # type: ignore[arg-type]
    assert found["columns"] == ["c", "who"]
    row = found["rows"][0]
    assert row["c"].startswith("contribution:change-6-")
    assert row["whoLabel"] == graph.labels.of(graph.resolve(row["who"]))
    assert row["sources"]
    assert row["strength"]["independent"] >= 1
    assert "does not claim" in found["completeness"]


def test_ask_and_construct(call: Call) -> None:
    assert call("query", sparql="ASK { mission:change-6 a ilrs:FarSideMission }").data["boolean"] is True
    found = call("query", sparql="CONSTRUCT WHERE { mission:change-6 ilrs:operator ?o }").data
    assert [(row["subject"], row["object"]) for row in found["rows"]] == [("mission:change-6", "agent:cnsa")]


def test_a_query_is_told_what_it_may_not_mean(call: Call) -> None:
    found = call("query", sparql="SELECT ?x { ?x ilrs:launchdate ?y }")
    assert "ilrs:launchDate" in found.data["notes"][0]
    assert "ilrs:launchDate" in found.text


def test_what_does_not_parse_is_refused_with_its_place(call: Call) -> None:
    with pytest.raises(QueryError, match="line 1, column 12: } expected"):
        call("query", sparql="SELECT ?x {")


@pytest.mark.parametrize("prefix", ["foo", "xyz", "missions"])
def test_an_unknown_prefix_is_named_and_the_known_ones_listed(call: Call, prefix: str) -> None:
    with pytest.raises(QueryError, match=f"the prefix {prefix}: is not declared") as caught:
        call("query", sparql=f"SELECT ?x {{ ?x {prefix}:a ?y }}")
    assert "mission" in str(caught.value.tip)
    assert f"PREFIX {prefix}: <...>" in str(caught.value.tip)


@pytest.mark.parametrize("update", ["INSERT DATA { <urn:a> <urn:b> 1 }", "PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }"])
def test_an_update_is_refused_as_one(call: Call, update: str) -> None:
    with pytest.raises(QueryError, match="is not allowed: queries only read"):
        call("query", sparql=update)


def test_what_may_not_run_is_refused(graph: LunarGraph) -> None:
    query = tools()["query"]

    async def work(held: Held) -> list[str]:
        messages = []
        for sparql in REFUSED.values():
            with pytest.raises(UsageError) as caught:
                await query.run(held, query.read({"sparql": sparql}))
            messages.append(caught.value.message)
        return messages

    messages = done(graph, work)
    assert len(messages) == len(REFUSED)
    assert "" not in messages


def test_hostile_queries_end_within_their_limits_and_the_next_one_is_answered(graph: LunarGraph) -> None:
    query = tools()["query"]

    async def work(held: Held) -> tuple[str, bool]:
        with pytest.raises(LimitReached) as caught:
            await query.run(held, query.read({"sparql": ENDLESS}))
        after = await query.run(held, query.read({"sparql": "ASK {}"}))
        return caught.value.message, after.data["boolean"]

    message, after = done(graph, work, limits=LIMITS._replace(wall_s=0.5))
    assert message == "the query was not done after 0.5 s"
    assert after


def test_an_answer_that_is_too_large_says_so(graph: LunarGraph) -> None:
    query = tools()["query"]
    with pytest.raises(LimitReached, match=r"larger than 0\.02 MB"):
        done(
            graph,
            lambda held: query.run(held, query.read({"sparql": "SELECT * { ?s ?p ?o }"})),
            limits=LIMITS._replace(result_bytes=20_000),
        )
