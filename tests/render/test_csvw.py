"""The CSVW metadata of answers, read by the csvw package with the CSV that it describes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import csvw
import pytest
from pyoxigraph import Literal, NamedNode

from ilrs_graph.questions.answer import Answer
from ilrs_graph.render import Options, format_named, write

EDTF = "http://id.loc.gov/datatypes/EDTF"
SLUGS = ("far-side-partners", "launch-dates", "sample-masses", "missions-by-kind", "member-counts", "positions")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_csv_is_valid_by_its_metadata(slug: str, answered: Callable[[str], Answer], tmp_path: Path) -> None:
    answer = answered(slug)
    (tmp_path / f"{slug}.csv").write_text(write(answer, format_named("csv", "answer")), encoding="utf-8")
    metadata = tmp_path / f"{slug}.csv-metadata.json"
    metadata.write_text(write(answer, format_named("csvw", "answer")), encoding="utf-8")
    read = csvw.CSVW(str(metadata), validate=True)
    assert read.is_valid, [str(w.message) for w in read.warnings]
    rows = list(read.tables[0])
    assert len(rows) == len(answer)
    first, terms = rows[0], answer.terms()[0]
    assert set(first) >= set(answer.columns)
    for name, term in terms.items():
        assert (first[name] is None or str(first[name]) == "") is (term is None)


def test_columns_say_what_they_hold_in_both_languages(answered: Callable[[str], Answer]) -> None:
    document = json.loads(write(answered("far-side-partners"), format_named("csvw", "answer")))
    assert document["url"] == "far-side-partners.csv"
    by_name = {column["name"]: column for column in document["tableSchema"]["columns"]}
    assert list(by_name)[:2] == ["mission", "missionLabel"]
    assert by_name["mission"]["datatype"] == "anyURI"
    assert [text["@language"] for text in by_name["mission"]["rdfs:label"]] == ["en", "zh"]
    without = json.loads(write(answered("far-side-partners"), format_named("csvw", "answer"), Options(no_labels=True)))
    assert "missionLabel" not in {column["name"] for column in without["tableSchema"]["columns"]}


def test_dates_numbers_and_an_empty_answer_have_datatypes(answered: Callable[[str], Answer]) -> None:
    kinds = set()
    for slug in SLUGS:
        columns = json.loads(write(answered(slug), format_named("csvw", "answer")))["tableSchema"]["columns"]
        kinds |= {json.dumps(column["datatype"]) for column in columns}
    assert {'"anyURI"', '"string"', '"integer"'} <= kinds
    answer = answered("far-side-partners")
    made = answered("launch-dates")
    (name,) = [column for column in made.columns if column not in made.node_columns][:1]
    made = made.replaced({name: ""}, [{name: Literal("2024~", datatype=NamedNode(EDTF))}])
    (column,) = json.loads(write(made, format_named("csvw", "answer")))["tableSchema"]["columns"]
    assert column["datatype"] == {"base": "string", "@id": EDTF}
    empty = json.loads(write(answer.replaced(answer.columns, []), format_named("csvw", "answer")))
    assert empty["tableSchema"]["columns"][0]["datatype"] == "anyURI"
