"""Patterns of XPath written out for engines of regular expressions."""

from __future__ import annotations

import re

import pytest

from ilrs_graph.sparql.xpath_patterns import for_engines


@pytest.mark.parametrize(
    ("pattern", "fits", "fails"),
    [
        ("^[a-z-[aeiou]]+$", ["xyz", "b"], ["xay", "", "X"]),
        ("^[a-z-[aeiou-[e]]]$", ["e", "b"], ["a", "o"]),
        ("^[^a-z-[0-9]]$", ["A", "-"], ["a", "5"]),
        (r"^[\d-[5]]$", ["4", "٣"], ["5", "a"]),
        (r"^[\w-[_\d]]$", ["a", "é", "月"], ["5", "-", " "]),
        (r"^[\p{Lu}-[A-M]]$", ["N", "É"], ["A", "n"]),
        (r"^[\P{L}-[\s]]$", ["5", "-"], ["a", " "]),
        (r"^\i\c*$", ["a", "_b-1.2", "月", ":x"], ["1", "-a", "a b"]),
        (r"^[\c-[:]]+$", ["a-1"], ["a:b"]),
        (r"^\[a-\]$", ["[a-]"], ["a"]),
        (r"^[\]\[\\-]-\[$", ["]-[", "\\-["], ["a-["]),
        ("^[a-[a]]$", [], ["a", "b"]),
        ("^a[+*-]b$", ["a+b", "a-b"], ["ab"]),
        (r"^\w$", ["a", "+", "月"], ["_", "-", " "]),
        (r"^\W$", ["_", "-"], ["a", "+"]),
        (r"^\s$", [" ", "\t"], ["\u00a0", "\u2003"]),
        (r"^[^\s]$", ["\u00a0", "a"], [" "]),
        (r"^\p{IsBasicLatin}+$", ["abc~"], ["é"]),
        (r"^\P{IsGreek}$", ["a", "ἀ"], ["α"]),
        (r"^[\p{IsCyrillic}-]+$", ["Луна-"], ["Luna"]),
        (r"^\p{Lu}\p{Ll}$", ["Éa"], ["éa"]),
        ("^[a&&b]$", ["a", "&", "b"], ["c"]),
        ("^[a~~b]$", ["a", "~"], ["c"]),
        ("^[+--]$", ["+", ",", "-"], ["."]),
    ],
)
def test_what_xpath_means(pattern: str, fits: list[str], fails: list[str]) -> None:
    written = re.compile(for_engines(pattern))
    assert [text for text in fits if not written.search(text)] == []
    assert [text for text in fails if written.search(text)] == []


@pytest.mark.parametrize("pattern", ["[a-z]{2,3}(-[A-Z]{2})?", "^urn:x$", r"\d+[^ \]]", "a*?b", "(?:a|b)", r"\/\.\$"])
def test_what_engines_know_stays_as_it_is(pattern: str) -> None:
    assert for_engines(pattern) == pattern


@pytest.mark.parametrize(
    "pattern",
    [
        "[a-z-[aeiou]", "[z-a-[b]]", r"[\p{IsKlingon}-[a]]", "[a-[b", "[a-[\\", "[", "[]a]", "[[:alpha:]]", r"\bA\b",
        r"\x41", r"\u0041", "(?i)a", "(?P<a>b)", "(?=a)", r"(a)\1", r"\p{Greek}", r"\pL", r"\p{Xx}", "a\\",
    ],
)  # fmt: skip
def test_what_cannot_be_written_out_is_refused(pattern: str) -> None:
    with pytest.raises(re.error):
        for_engines(pattern)
