"""The forms in which research files give dates in words, and `forms.csv`, the table of them that the tests hold.

    python tests/dates/collect_forms.py FOLDER    adds to forms.csv what it lacks, for a person to check

A form is a phrase with its numbers left out: "late 2027" and "late 2026" are one form. The table has the first phrase
of each, what it is read as, and its first and last day.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ilrs_graph.dates import read_phrase

TABLE = Path(__file__).with_name("forms.csv")

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_SEASON = "(?:spring|summer|autumn|fall|winter)"
_WITHIN = (
    rf"(?:(?:the )?(?:first|second) half (?:of )?|(?:the )?(?:first|second|third|fourth|last) quarter (?:of )?(?:the )?"
    rf"|[QH][1-4] (?:of )?|{_SEASON} (?:of )?|(?:\d{{1,2}} )?{_MONTH} (?:of )?(?:\d{{1,2}}, )?)"
)
_YEAR = (
    r"(?:(?:JFY|FY|fiscal year|Japanese fiscal|financial year|fiscal) ?)?"
    r"(?:19|20)\d\d(?:-?[QH][1-4]|s(?!\w)|-\d\d(?!\d|-)|(?!\d))"
)
_QUALIFIER = (
    r"(?:no earlier than|not earlier than|not before|no later than|as early as|as soon as|before|by|around|about|circa"
    r"|approximately|after|until|since|from|early|mid|middle of|late|later in|end of|start of|beginning of|towards?)"
    r"(?: in)?(?: the)?"
)
_PHRASE = re.compile(
    rf"(?<![\w/:-])(?:{_QUALIFIER}[ -])*{_WITHIN}?{_YEAR}(?: or (?:later|before|earlier))?(?![\w/])", re.I
)
_NOT_TEXT = {"id", "url", "locator", "key", "original", "copy_of", "target", "pack_id", "mission_id", "commit"}
_PRECISIONS = {
    "by year": "by {}", "before year": "before {}", "around year": "around {}", "mid-year": "mid-{}",
    "late year": "late {}", "end of year": "end of {}", "toward end of year": "toward the end of {}",
    "end of summer": "end of summer {}", "no earlier than fall": "no earlier than fall {}",
    "FY no earlier than": "no earlier than fiscal year {}", "no earlier than": "no earlier than {}",
    "as early as": "as early as {}", "no later than": "no later than {}", "after": "after {}",
}  # fmt: skip
"""What the precision of a planned date, in the first research files, says of its value."""
_EXACT = ("no earlier than {}", "as early as", "no later than", "after")
NO_DATES = {
    "TBD": "no date", "cancelled": "no date", "paused": "no date", "no date decided": "no date", "no date": "no date",
    "about the end of the decade": "the decade depends on the day of the statement",
    "later this decade": "the decade depends on the day of the statement",
    "turn of 2028": "it may be the one before or after 2028", "2018-10 first week": "the table has no weeks",
    "2022-06-28 next chance": "the next of several", "from fiscal 2020 or before": "a move from one date to another",
}  # fmt: skip
"""What the reader does not take, and why."""


def phrases(folder: Path) -> Iterator[str]:
    """Yield the phrases of all records of a folder of research files that name a date, as they are written."""
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            yield from _planned(record)
            for text in _texts(record):
                found = (match[0] for match in _PHRASE.finditer(text))
                yield from (phrase for phrase in found if re.search("[A-Za-z]", phrase) and phrase not in NO_DATES)


def _planned(record: dict[str, Any]) -> Iterator[str]:
    """Yield the phrase that the value and precision of a planned date stand for."""
    value = re.split("[,;(]", str(record.get("announced_value", "")))[0].strip()
    if re.search("[A-Za-z]", value):
        if value not in NO_DATES:
            yield value
    elif record.get("precision") in _PRECISIONS:
        phrase = _PRECISIONS[record["precision"]]
        yield phrase.format(value if phrase.startswith(_EXACT) else value[:4])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NOT_TEXT:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str) and not value.startswith("http"):
        yield value


def form(phrase: str) -> str:
    """Return a phrase without its numbers and names of months.

    >>> form("No earlier than March 2027")
    'no earlier than MONTH 0000'
    """
    words = re.sub(rf"\b{_MONTH}(?= )", "MONTH", " ".join(phrase.split()).replace(" the ", " "), flags=re.I)
    words = words.replace("MONTH", "\0").lower().replace("\0", "MONTH").removeprefix("the ")
    return re.sub(r"\d\d?(?!\d)(?<!\d\d\d)|\d", lambda m: "0" * len(m[0]), words)


def rows() -> list[dict[str, str]]:
    """Return the rows of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row(phrase: str) -> dict[str, str]:
    """Return the row of a phrase as the reader reads it."""
    found = read_phrase(phrase, "india" if "financial" in phrase else "united-states")  # where the phrase names none
    first, last = (day.isoformat() if day else "" for day in (found.first, found.last))
    return {"form": form(phrase), "phrase": phrase, "edtf": found.edtf, "first": first, "last": last}


def main(folder: Path) -> None:
    """Add the forms of a folder that the table lacks, with what the reader reads; a person checks them."""
    table = {each["form"]: each for each in rows()} if TABLE.exists() else {}
    for phrase in phrases(folder):
        if form(phrase) not in table:
            table[form(phrase)] = row(phrase)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("form", "phrase", "edtf", "first", "last"), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table[key] for key in sorted(table))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
