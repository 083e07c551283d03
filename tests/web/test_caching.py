"""Entity tags by snapshot, address and chosen form; what is kept rendered."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ilrs_graph.web.caching import Rendered, Validators, etag, is_constant, last_change, matches

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


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        ({}, False),
        ({"if-modified-since": "Thu, 01 Jan 2026 00:00:00 GMT"}, True),
        ({"if-modified-since": "Fri, 02 Jan 2026 00:00:00 GMT"}, True),
        ({"if-modified-since": "Wed, 31 Dec 2025 23:59:59 GMT"}, False),
        ({"if-modified-since": "yesterday"}, False),
        ({"if-none-match": 'W/"b"', "if-modified-since": "Fri, 02 Jan 2026 00:00:00 GMT"}, False),
        ({"if-none-match": 'W/"a"', "if-modified-since": "Wed, 31 Dec 2025 23:59:59 GMT"}, True),
    ],
)
def test_a_copy_is_current_by_tag_and_without_one_by_date(headers: dict[str, str], wanted: bool) -> None:
    validators = Validators('W/"a"', 1_767_225_600)
    assert validators.headers["Last-Modified"] == "Thu, 01 Jan 2026 00:00:00 GMT"
    assert validators.met_by(headers) is wanted


def test_the_last_change_is_that_of_the_newest_file_or_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_text("")
    for path in (tmp_path / "a" / "b", tmp_path / "a", tmp_path):
        os.utime(path, (100, 100))
    assert last_change([tmp_path]) == 100
    os.utime(tmp_path / "a" / "b", (200, 200))
    assert last_change([tmp_path, tmp_path / "none"]) == 200
