"""Prefixes for pasted Turtle."""

from __future__ import annotations

from pyoxigraph import RdfFormat, parse

from ilrs_graph.intake.prefixes import with_prefixes


def test_a_line_without_prefixes_can_be_read_and_keeps_its_place() -> None:
    line = b"mission:change-6 ilrs:operator agent:cnsa .\nmission:a rdfs:label 'nobody:x'@en ."
    content, added = with_prefixes(line)
    assert content[added:] == line
    assert b"\n" not in content[:added]
    assert len(list(parse(content, RdfFormat.TURTLE))) == 2


def test_what_is_declared_or_unknown_is_left_alone() -> None:
    for text in (
        b"PREFIX ilrs: <urn:x#> <urn:a> a ilrs:B .",
        b"@prefix ilrs:<urn:x#> . <urn:a> a ilrs:B .",
        b"nobody:a nobody:b nobody:c .",
        b"<https://example.org/mission:a> <urn:ilrs:b> 1 .",
    ):
        assert with_prefixes(text) == (text, 0)


def test_a_byte_order_mark_does_not_end_up_inside() -> None:
    content, added = with_prefixes(b"\xef\xbb\xbfmission:a a ilrs:Mission .")
    assert content[added:] == b"mission:a a ilrs:Mission ."
