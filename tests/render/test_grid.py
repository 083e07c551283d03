"""Drawn tables: nothing is lost at any width, no word is broken where there is room, constant columns are listed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from ilrs_graph.engine import Table
from ilrs_graph.namespaces import XSD
from ilrs_graph.render import Options, format_named, write
from ilrs_graph.render.fitting import columns
from ilrs_graph.render.grid import draw
from ilrs_graph.render.layout import GAP, widths

WORDS = st.text(st.sampled_from("ab嫦é"), min_size=1, max_size=9)
CELLS = st.lists(WORDS, max_size=5).map(" ".join)
ROWS = st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=5))


@given(ROWS, st.integers(24, 120))
def test_every_character_is_shown_within_the_width(rows: list[list[str]], width: int) -> None:
    headings = [f"H{place}" for place in range(len(rows[0]))]
    shown = draw(headings, rows, Options(width=width))
    assert all(columns(line) <= width for line in shown.splitlines())
    for row in rows:
        for cell in row:
            assert all(shown.count(character) for character in cell if character != " ")
    assert re.search(rf"^{len(rows)} rows?$", shown, re.MULTILINE)


@given(ROWS, st.integers(24, 120))
def test_no_word_is_broken_where_there_are_widths_for_whole_words(rows: list[list[str]], width: int) -> None:
    texts = list(zip(*rows, strict=True))
    longest = [max((columns(w) for cell in texts_ for w in cell.split()), default=0) for texts_ in texts]
    found = widths(texts, width)
    if sum(longest) + GAP * (len(longest) - 1) <= width:
        assert found is not None
        assert sum(found) + GAP * (len(found) - 1) <= width
        narrow = [w for w, least, column in zip(found, longest, texts, strict=True) if w < least and _is_latin(column)]
        assert not narrow


def _is_latin(cells: tuple[str, ...]) -> bool:
    return all(len(cell) == columns(cell) for cell in cells)


def test_constant_and_empty_columns_stand_below_the_table() -> None:
    rows = [("Chang'e 7", "CNSA", "", "1"), ("Chang'e 7", "IRAP", "", "2")]
    shown = draw(["Mission", "By", "Day", "No."], rows, Options(width=80))
    head, _, foot = shown.partition("\n\n")
    assert head.splitlines()[0].split() == ["By", "No."]
    assert foot == "2 rows\nthe same in each row: Mission Chang'e 7; without a value: Day\n"


@pytest.mark.parametrize("rows", [[("a", "b")], [("a", "b"), ("a", "b")]])
def test_a_table_never_loses_its_last_column(rows: list[tuple[str, str]]) -> None:
    assert draw(["X", "Y"], rows, Options(width=80)).startswith("X")


def test_a_narrow_terminal_gets_a_block_for_each_row() -> None:
    headings = ["Contributor", "Agreement", "Status"]
    rows = [("Switzerland", "memorandum", "withdrawn"), ("Netherlands", "", "withstanding")]
    wide, narrow = (draw(headings, rows, Options(width=width)) for width in (80, 30))
    assert "Switzerland  memorandum" in wide
    assert narrow.splitlines()[:7] == [
        "─ 1 ──────────────────────────",
        "Contributor  Switzerland",
        "Agreement    memorandum",
        "Status       withdrawn",
        "─ 2 ──────────────────────────",
        "Contributor  Netherlands",
        "Status       withstanding",
    ]


def test_no_rows_are_said() -> None:
    assert draw(["X"], [], Options(), "Which?") == "Which?\nno rows\n"


def test_dates_are_in_words_for_people_and_as_they_are_for_programs() -> None:
    edtf = NamedNode("http://id.loc.gov/datatypes/EDTF")
    cells = [
        Literal("../2025-05-26", datatype=edtf),
        Literal("2027-09/2027-12"),  # a query has taken its type
        Literal("2027", datatype=edtf),
        Literal("2024-05-03", datatype=NamedNode(XSD + "date")),
        Literal("1970-097A"),
        Literal("20240503", datatype=NamedNode(XSD + "integer")),
    ]
    table = Table(tuple("abcdef"), [tuple(cells)])
    assert re.split(r"  +", write(table, format_named("table", "table")).splitlines()[2]) == [
        "by 26 May 2025", "late 2027", "2027", "3 May 2024", "1970-097A", "20240503",
    ]  # fmt: skip
    chinese = write(table, format_named("table", "table"), Options(language="zh"))
    assert "不晚于2025年5月26日" in chinese
    assert "2027年 " in chinese
    assert write(table, format_named("csv", "table")).splitlines()[1] == ",".join(cell.value for cell in cells)
