"""BibTeX that an independent parser reads back."""

from __future__ import annotations

import pytest

from cited_sources import BARE, HARD, MONTH, WHOLE, YEAR, Cited
from ilrs_graph import LunarGraph
from ilrs_graph.render import DEFAULTS, Options
from ilrs_graph.render.references.bibtex import escaped, write

pybtex = pytest.importorskip("pybtex.database", reason="pybtex, the independent parser of BibTeX, is not installed")


def test_every_field_of_a_source_is_there() -> None:
    assert write(Cited([WHOLE]), DEFAULTS) == (
        "@article{xinhua-2024,\n"
        f"  title = {{{{{escaped(HARD)}}}}},\n"
        "  journaltitle = {{Science and Technology Daily}},\n"
        "  entrysubtype = {newspaper},\n"
        "  date = {2024-07-09},\n"
        "  urldate = {2026-11-22},\n"
        "  url = {https://example.org/a_b?c=50%25&d=#e~f},\n"
        "  language = {Chinese and english},\n"
        "  note = {{copy of 中国新闻社}},\n"
        "  keywords = {{press}},\n"
        "}\n"
    )
    assert write(Cited([BARE]), DEFAULTS) == "@online{bare,\n  title = {{A}},\n}\n"


def test_a_parser_reads_titles_types_and_dates() -> None:
    read = pybtex.parse_string(write(Cited([WHOLE, BARE, MONTH, YEAR]), Options(language="zh")), "bibtex")
    assert list(read.entries) == ["xinhua-2024", "bare", "month", "year"]
    whole, _, month, year = read.entries.values()
    assert (whole.type, whole.fields["title"]) == ("article", f"{{{escaped(HARD)}}}")
    assert whole.fields["note"] == "{转载自中国新闻社}"
    assert (month.type, month.fields["date"], month.fields["entrysubtype"]) == ("article", "2019-01", "magazine")
    assert (year.type, year.fields["date"], year.fields["organization"]) == ("online", "0987", "{ESA}")
    assert year.fields["url"] == "http://a/%7Bb%7D%5Cc%20d"


def test_latex_reads_the_titles_of_the_graph_as_they_are(graph: LunarGraph) -> None:
    from latexcodec.codec import register

    register()
    answer = graph.ask("contract-values")
    read = pybtex.parse_string(write(answer, DEFAULTS), "bibtex")
    titles = [entry.fields["title"] for entry in read.entries.values()]
    assert any("\\$" in title for title in titles)
    plain = [title.replace("\\$", "$").replace("\\&", "&").replace("\\#", "#").replace("\\_", "_") for title in titles]
    assert plain == [f"{{{citation.title}}}" for citation in answer.references]


@pytest.mark.parametrize("text", [HARD, "}", "{", "\\", "\\}", "{{", "a\nb\x00c", "\\{"])
def test_braces_are_always_balanced(text: str) -> None:
    depth = 0
    for character in escaped(text):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    assert escaped(text).isprintable()
