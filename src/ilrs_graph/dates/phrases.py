"""Reads dates in words, English and Chinese: "late 2027", "no earlier than March 2027", "2028年前后".

A phrase is a date with a part ("early", "end of") and qualifiers ("by", "around"), or a range of two ("2028 or
2029"). Articles and commas do not matter.

>>> read_phrase("second half of 2026").edtf
'2026-07/2026-12'
>>> read_phrase("2030年前").edtf
'../2029'
"""

from __future__ import annotations

import re

from .edtf import read_edtf
from .ranges import Named, Range, range_of
from .table import DIRECTIONS, QUALIFIERS
from .units import Unreadable, unit_date

_PREFIXES = {
    "no-earlier-than": r"(?:no|not) (?:earlier|sooner) than|not before|(?:as )?(?:early|soon) as|since|from|net",
    "by": r"(?:no|not) later than|by|until|till|up to",
    "before": r"before|prior to",
    "after": r"after",
    "around": r"around|about|circa|c\.|ca\.|approximately|roughly",
}
_SUFFIXES = {
    "no-earlier-than": r"or later|at (?:the )?earliest|onwards?",
    "by": r"or (?:before|earlier)|at (?:the )?latest",
}
_PARTS = {
    "end-of": r"(?:towards? )?(?:the )?end(?: of)?",
    "early": r"early(?: in)?|(?:start|beginning)(?: of)?",
    "mid": r"mid|middle(?: of)?",
    "late": r"late(?: in)?",
}
_NO_PART = re.compile(r"(?:in|later in|during|sometime in)\s+")
_CHINESE = (
    (r"(?:约|大约)(.+)", r"around \1"), (r"不早于(.+)|(.+?)(?:起|以后)", r"no earlier than \1\2"),
    (r"(.+?)(?:前后|左右)", r"around \1"), (r"(.+?)(?:之前|以前|前)", r"before \1"), (r"(.+?)(?:之后|后)", r"after \1"),
    (r"(.+?月)(?:上旬|初)", r"early \1"), (r"(.+?月)中旬?", r"mid \1"), (r"(.+?月)下旬", r"late \1"),
    (r"(.+?)(?:年底|年末|底|末)", r"end of \1"), (r"(.+?)年?初", r"early \1"), (r"(.+?)年?中", r"mid \1"),
    (r"(.+?)年?上半年", r"first half of \1"), (r"(.+?)年?下半年", r"second half of \1"),
    (r"(.+?)年?第?一季度", r"first quarter of \1"), (r"(.+?)年?第?二季度", r"second quarter of \1"),
    (r"(.+?)年?第?三季度", r"third quarter of \1"), (r"(.+?)年?第?四季度", r"fourth quarter of \1"),
    (r"(.+?)年?春[天季]?", r"spring \1"), (r"(.+?)年?夏[天季]?", r"summer \1"), (r"(.+?)年?秋[天季]?", r"autumn \1"),
    (r"(.+?)年?冬[天季]?", r"winter \1"),
    (r"(\d{3}0)年代", r"\1s"), (r"(\d{4})年(\d)月(.*)", r"\g<1>年0\2月\3"), (r"(\d{4}年\d\d)月(\d)日", r"\g<1>月0\2日"),
    (r"(\d{4})年(\d\d)月(\d\d)日", r"\1-\2-\3"), (r"(\d{4})年(\d\d)月", r"\1-\2"),
    (r"(\d{4})年", r"\1"),
)  # fmt: skip
"""Chinese forms and what they say in English, one step each; `before` the shorter ones, the longer ones."""


def read_phrase(text: str, fiscal_of: str | None = None) -> Range:
    """Return the range that a phrase names; EDTF text is a phrase too.

    A fiscal year is that of the State that the phrase names, else of `fiscal_of`, its slug.

    Raises:
        ValueError: it is not a date, or a fiscal year without a State.
    """
    try:
        return read_edtf(text.strip())
    except ValueError:
        words = _words(text)
    ends = _two(words)
    try:
        return _range(words, ends, fiscal_of)
    except Unreadable:
        raise ValueError(f"not a date: {text!r}") from None


def _range(words: str, ends: tuple[str, str] | None, fiscal_of: str | None) -> Range:
    try:
        return range_of(_named(words, fiscal_of))
    except Unreadable:
        if ends is None:
            raise
    start, end = (range_of(_named(each, fiscal_of)) for each in ends)
    if start.first is None or end.last is None or start.first > end.last:
        raise Unreadable(words)
    return _between(start, end)


def _between(start: Range, end: Range) -> Range:
    """Return the range from the first day of one range to the last day of another."""
    edtf = f"{start.edtf.partition('/')[0]}/{end.edtf.rpartition('/')[2]}"
    return Range(edtf, start.first, end.last)


def _words(text: str) -> str:
    """Return a phrase in small letters without articles and commas, a Chinese one in English."""
    words = re.sub(r"\bthe\b|[,;]", " ", text.lower().replace("–", "-").replace("’", "'"))
    words = re.sub(r"\b(early|mid|late)-", r"\1 ", " ".join(words.split()).rstrip(". "))
    if words.startswith("~"):
        words = "around " + words[1:]
    return _english(words) if re.search(r"[年月约]", words) else words


def _english(words: str) -> str:
    prefix, text = "", words.replace(" ", "")
    for pattern, english in _CHINESE:
        found = re.fullmatch(pattern, text)
        if found:
            prefix, _, text = (prefix + found.expand(english)).rpartition(" ")
            prefix += " " if prefix else ""
    return prefix + text


def _two(words: str) -> tuple[str, str] | None:
    """Return the two ends of a range such as "from 2026 to 2035" or "May or June 2018"."""
    found = re.fullmatch(r"(?:from |between )?(.+?)(?: (?:or|to|and|until) | ?/ ?|(?<=\d) ?- ?(?=\d{4}\b))(.+)", words)
    if found is None:
        return None
    year = re.search(r"\b\d{4}$", found[2])
    start = found[1] if not year or re.search(r"\d{4}", found[1]) else f"{found[1]} {year[0]}"
    return start, found[2]


def _named(words: str, fiscal_of: str | None) -> Named:
    words, qualifiers = _qualified(words)
    words, part = _part(words)
    if part == "end-of" and "before" in qualifiers:  # before the end of 2028: in 2028 at the latest
        qualifiers = [q if q != "before" else "by" for q in qualifiers]
    if part == "end-of" and {"by", "after"} & {*qualifiers}:
        part = None
    named, state = unit_date(words, fiscal_of)
    if len({*qualifiers} & {*DIRECTIONS}) > 1:
        raise Unreadable(words)
    return Named(named, part, tuple(name for name in QUALIFIERS if name in qualifiers), state)


def _qualified(words: str) -> tuple[str, list[str]]:
    """Take the qualifiers off a phrase, from both ends."""
    found: list[str] = []
    for name, pattern in _SUFFIXES.items():
        words, cut = _cut(rf"(?P<rest>.+) (?:{pattern})", words)
        found += [name] * cut
    again = True
    while again:
        again = False
        words = _NO_PART.sub("", words) if _NO_PART.match(words) else words
        for name, pattern in _PREFIXES.items():
            words, cut = _cut(rf"(?:{pattern}) (?P<rest>.+)", words)
            found += [name] * cut
            again = again or cut
    return words, found


def _part(words: str) -> tuple[str, str | None]:
    for name, pattern in _PARTS.items():
        for form in (rf"(?:{pattern}) (?P<rest>.+)", rf"(?P<rest>.+) (?:{pattern})"):
            rest, cut = _cut(form, words)
            if cut:
                return rest, name
    return words, None


def _cut(pattern: str, words: str) -> tuple[str, bool]:
    found = re.fullmatch(pattern, words)
    return (found["rest"], True) if found else (words, False)
