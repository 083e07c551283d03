"""CSL-JSON that a citation processor formats."""

from __future__ import annotations

import json
import warnings

import pytest

from cited_sources import BARE, HARD, MONTH, WHOLE, YEAR, Cited, source
from ilrs_graph import LunarGraph
from ilrs_graph.render import DEFAULTS
from ilrs_graph.render.references.csl import write


def test_every_field_of_a_source_is_there() -> None:
    assert json.loads(write(Cited([WHOLE, BARE, MONTH, YEAR]), DEFAULTS)) == [
        {
            "id": "xinhua-2024",
            "type": "article-newspaper",
            "title": HARD,
            "container-title": "Science and Technology Daily",
            "issued": {"date-parts": [[2024, 7, 9]]},
            "accessed": {"date-parts": [[2026, 11, 22]]},
            "URL": "https://example.org/a_b?c=50%25&d=#e~f",
            "language": "zh",
            "note": "copy of 中国新闻社",
            "keyword": "press",
        },
        {"id": "bare", "type": "webpage", "title": "A"},
        {
            "id": "month",
            "type": "article-magazine",
            "title": "A",
            "container-title": "SpaceNews",
            "issued": {"date-parts": [[2019, 1]]},
        },
        {
            "id": "year",
            "type": "webpage",
            "title": "A",
            "publisher": "ESA",
            "issued": {"date-parts": [[987]]},
            "URL": "http://a/{b}\\c d",
        },
    ]


def test_a_date_that_is_no_day_stays_a_text() -> None:
    [item] = json.loads(write(Cited([source("a", issued="2024/2025")]), DEFAULTS))
    assert item["issued"] == {"literal": "2024/2025"}


def test_a_citation_processor_formats_the_references_of_an_answer(graph: LunarGraph) -> None:
    citeproc = pytest.importorskip(
        "citeproc", reason="citeproc-py, an independent citation processor, is not installed"
    )
    from citeproc.source.json import CiteProcJSON

    answer = graph.ask("far-side-partners", mission="change-6")
    items = json.loads(write(answer, DEFAULTS))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the style, not of the items
        style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
        read = citeproc.CitationStylesBibliography(style, CiteProcJSON(items), citeproc.formatter.plain)
        for item in items:
            read.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
        texts = [str(entry) for entry in read.bibliography()]
    assert len(texts) == len(items)
    assert [item["title"] for item, text in zip(items, texts, strict=True) if item["title"] not in text] == []
