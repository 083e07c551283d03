"""Tables of pages: what is the same in each row is said once, cells lead somewhere, evidence has a sign."""

from __future__ import annotations

import itertools

import pytest
from pyoxigraph import Literal, NamedNode

from ilrs_graph import LunarGraph
from ilrs_graph.pages.answers import Rows
from ilrs_graph.pages.tables import GLYPHS, References, cell, glyph, table
from ilrs_graph.questions.strength import SourceKind, Strength

PRIMARY, PRESS = SourceKind(1, "", "primary"), SourceKind(5, "", "press")


@pytest.fixture(scope="module")
def rows(graph: LunarGraph) -> Rows:
    return Rows.of(graph.ask("far-side-partners", mission="change-6"))


def test_what_all_rows_say_is_told_once(rows: Rows) -> None:
    found = table(rows, References())
    assert "Far-side mission" not in found.headings
    assert ("Far-side mission", "Chang'e 6") in [(heading, each.text) for heading, each in found.same]
    assert found.total == len(found.lines) == len(rows.rows)


def test_a_hidden_column_is_neither_shown_nor_told(rows: Rows) -> None:
    found = table(rows, References(), most=2, hidden=("mission", "partner"))
    assert not {"Far-side mission", "Partner"} & {*found.headings, *(heading for heading, _ in found.same)}
    assert (len(found.lines), found.total) == (2, len(rows.rows))


def test_a_first_cell_that_repeats_the_one_above_is_marked(graph: LunarGraph) -> None:
    found = table(Rows.of(graph.ask("far-side-partners")), References())
    first = [line.cells[0] for line in found.lines]
    assert not first[0].repeats
    assert any(each.repeats for each in first)
    assert all(above.text == each.text for above, each in itertools.pairwise(first) if each.repeats)


def test_references_are_numbered_in_the_order_of_their_first_citation(rows: Rows) -> None:
    references = References()
    numbers = [n for line in table(rows, references).lines for n in line.references]
    assert sorted(set(numbers), key=numbers.index) == list(range(1, len(references) + 1))
    assert [number for number, _ in references] == list(range(1, len(references) + 1))


@pytest.mark.parametrize(
    ("strength", "sign"),
    [
        (Strength(), "·"),
        (Strength(1, 1, 1, PRESS), "○"),
        (Strength(2, 2, 2, PRESS), "◑"),
        (Strength(1, 1, 1, PRIMARY), "◕"),
        (Strength(2, 2, 2, PRIMARY), "●"),
    ],
)
def test_the_sign_tells_how_strong_the_evidence_is(strength: Strength, sign: str) -> None:
    assert glyph(strength) == sign
    assert sign in GLYPHS


def test_cells_lead_to_things_and_to_addresses_of_the_web() -> None:
    thing = NamedNode("https://example.org/a")
    assert cell(thing, "A").thing == thing
    assert cell(Literal("https://example.org/b"), "https://example.org/b").url == "https://example.org/b"
    assert cell(Literal("javascript:alert(1)"), "javascript:alert(1)").url == ""
    assert cell(None, "").text == ""
