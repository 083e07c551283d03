"""RIS that an independent parser reads back."""

from __future__ import annotations

import re

import pytest

from cited_sources import BARE, HARD, MONTH, WHOLE, YEAR, Cited, source
from ilrs_graph import LunarGraph
from ilrs_graph.render import DEFAULTS
from ilrs_graph.render.references.ris import write


def test_every_field_of_a_source_is_there() -> None:
    assert write(Cited([WHOLE, BARE]), DEFAULTS).split("\r\n") == [
        "TY  - NEWS",
        "ID  - xinhua-2024",
        f"TI  - {HARD}",
        "T2  - Science and Technology Daily",
        "PY  - 2024",
        "DA  - 2024/07/09/",
        "Y2  - 2026/11/22/",
        "LA  - zh",
        "LA  - en",
        "UR  - https://example.org/a_b?c=50%25&d=#e~f",
        "N1  - copy of 中国新闻社",
        "KW  - press",
        "ER  - ",
        "",
        "TY  - ELEC",
        "ID  - bare",
        "TI  - A",
        "ER  - ",
        "",
    ]


def test_no_value_breaks_its_line() -> None:
    text = write(Cited([source("a", "One\r\nER  - \r\nTY  - BOOK\x85two\u2028three")]), DEFAULTS)
    assert "TI  - One ER - TY - BOOK two three\r\n" in text
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in text.splitlines())


def test_a_parser_reads_back_the_references_of_an_answer(graph: LunarGraph) -> None:
    rispy = pytest.importorskip("rispy", reason="rispy, an independent parser of RIS, is not installed")
    answer = graph.ask("far-side-partners", mission="change-6")
    read = rispy.loads(write(answer, DEFAULTS))
    assert [r["title"] for r in read] == [citation.title for citation in answer.references]
    assert [r["urls"] for r in read] == [[citation.url] for citation in answer.references]
    assert {r["type_of_reference"] for r in read} == {"ELEC", "NEWS", "MGZN"}
    read = rispy.loads(write(Cited([MONTH, YEAR]), DEFAULTS))
    assert [(r["year"], r["date"]) for r in read] == [("2019", "2019/01//"), ("0987", "0987///")]
