"""Entity tags by snapshot, address and chosen form; what is kept rendered."""

from __future__ import annotations

import pytest

from ilrs_graph.web.caching import Rendered, etag, is_constant, matches

PARTS = ("snapshot", "/sparql", "query=x", "text/csv")


def test_a_tag_changes_with_each_of_its_parts() -> None:
    tags = {etag(*PARTS), *(etag(*PARTS[:n], PARTS[n] + "2", *PARTS[n + 1 :]) for n in range(4))}
    assert len(tags) == 5
    assert etag(*PARTS) == etag(*PARTS)


@pytest.mark.parametrize(
    ("header", "wanted"), [("", False), ("{}", True), ('"other", {}', True), ('W/"other"', False), ("*", False)]
)
def test_if_none_match(header: str, wanted: bool) -> None:
    tag = etag(*PARTS)
    assert matches(header.replace("{}", tag), tag) is wanted
    assert matches(header.replace("{}", tag.removeprefix("W/")), tag) is wanted


@pytest.mark.parametrize("function", ["NOW()", "now ( )", "RAND()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_is_another_each_time_is_not_cached(function: str) -> None:
    assert not is_constant(f"SELECT ({function} AS ?x) {{}}")
    assert is_constant("SELECT ?known { ?known ilrs:knownFrom ?y }")


def test_the_least_recently_used_goes_first() -> None:
    held = Rendered(30)
    for key in "abc":
        held.put(key, b"x" * 10)
    assert held.get("a") == b"x" * 10
    held.put("d", b"x" * 10)
    assert [key for key in "abcd" if held.get(key)] == ["a", "c", "d"]
    held.put("a", b"x")
    assert held.size == 21
