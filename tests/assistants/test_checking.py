"""Triples of an assistant: what is found, and what ends a check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.assistants.checking import MOST_BYTES
from ilrs_graph.assistants.tool import Result
from ilrs_graph.assistants.tools import tools
from ilrs_graph.errors import IlrsGraphError, UsageError
from ilrs_graph.sandbox.checker import CHECKS

from .conftest import done

Call = Callable[..., Result]
CLAIMED = "mission:change-6 ilrs:operator agent:cnsaa ."


def test_findings_say_where_why_and_how_to_fix(call: Call, graph: LunarGraph) -> None:
    found = call("check", text=CLAIMED)
    assert not found.data["ok"]
    assert found.data["counts"] == {"violation": 2, "warning": 0, "info": 0}
    by_code = {each["code"]: each for each in found.data["findings"]}
    assert set(by_code) == {"only-by-claim", "undescribed"}
    wrong = by_code["undescribed"]
    assert (wrong["thing"], wrong["line"], wrong["column"]) == ("mission:change-6", 1, CLAIMED.index("agent:") + 1)
    assert "agent:cnsa " in wrong["fix"]
    assert "Write an ilrs:Claim about it" in found.text
    assert graph.query("ASK { mission:change-6 ilrs:operator agent:cnsaa }") is False


def test_what_does_not_parse_is_a_finding_with_its_place(call: Call) -> None:
    found = call("check", text="mission:change-6 ilrs:operator")
    assert [each["code"] for each in found.data["findings"]] == ["syntax"]
    assert "text:1:" in found.text


def test_what_is_known_already_is_fine(call: Call) -> None:
    found = call("check", text='mission:change-6 rdfs:label "Chang\'e 6"@en .')
    assert (found.data["ok"], found.data["triples"]) == (True, 1)


def test_findings_are_capped_and_counted(call: Call) -> None:
    text = "\n".join(f"mission:change-6 ilrs:operator agent:nobody-{n} ." for n in range(4))
    found = call("check", text=text, limit=3)
    assert len(found.data["findings"]) == 3
    assert found.data["total"] > 3
    assert f"{found.data['total'] - 3} further findings are not listed" in found.text


def test_a_text_that_is_too_large_is_refused(call: Call) -> None:
    with pytest.raises(UsageError, match="larger than 1,000,000 bytes"):
        call("check", text="#" * (MOST_BYTES + 1))


def test_a_check_that_takes_too_long_ends_and_the_next_one_is_answered(graph: LunarGraph) -> None:
    check = tools()["check"]
    many = "\n".join(f"mission:change-6 ilrs:operator agent:nobody-{n} ." for n in range(10_000))

    async def work(held: object) -> tuple[str, bool]:
        with pytest.raises(IlrsGraphError) as caught:
            await check.run(held, check.read({"text": many}))  # type: ignore[arg-type]
        held.checks = CHECKS  # type: ignore[attr-defined]
        held._checker = None  # type: ignore[attr-defined]
        after = await check.run(held, check.read({"text": CLAIMED}))  # type: ignore[arg-type]
        return caught.value.message, after.data["ok"]

    message, ok = done(graph, work, checks=CHECKS._replace(wall_s=0.05))
    assert message == "the check was not done after 0.05 s"
    assert ok is False


def test_triples_are_not_checked_against_another_day(built: Callable[[date | None], LunarGraph]) -> None:
    check = tools()["check"]
    past = built(date(2023, 10, 31))
    with pytest.raises(UsageError) as caught:
        done(past, lambda held: check.run(held, check.read({"text": CLAIMED})))
    assert "can only be checked against the current graph" in caught.value.message
