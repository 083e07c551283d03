"""The metadata of the CSV of an answer, as CSV on the Web (CSVW, W3C 2015) wants it: what each column holds.

It describes the file that `--format csv` writes without sources, named after the question: `far-side-partners.csv`
beside `far-side-partners.csv-metadata.json`.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from ...export.description import LICENCE
from ...language import LANGUAGES
from ...namespaces import PREFIXES, XSD
from ...questions.answer import Answer
from ..json_text import json_text
from ..language import in_language
from ..options import Options
from ..table.labelled import labelled

SUFFIX = ".csv-metadata.json"
_EDTF = PREFIXES["edtf"] + "EDTF"
_SAME = ("string", "date", "integer", "decimal", "double", "boolean", "gYear", "gYearMonth", "anyURI")
"""The datatypes of XSD that CSVW has by the same name and columns of answers hold."""


def write(answer: Answer, options: Options) -> str:
    """Return the metadata as JSON."""
    answer, options = in_language(answer, options)
    names = list(answer.columns)
    rows = [tuple(row.values()) for row in answer.terms()]
    with_label = labelled(names, rows, answer.labels, options._replace(things=answer.node_columns))
    columns: list[dict[str, Any]] = []
    for place, name in enumerate(names):
        values = [row[place] for row in rows if row[place] is not None]
        things = name in answer.node_columns or any(isinstance(value, NamedNode) for value in values)
        columns.append(_column(name, _headings(answer, name), _datatype(values, things)))
        if name in with_label:
            columns.append(_column(f"{name}Label", _headings(answer, name), "string"))
    question = answer.question
    texts = {language: question.wording(language) for language in LANGUAGES}
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": answer.language}],
        "url": f"{quote(question.slug)}.csv",
        "dc:title": _texts({language: each.question for language, each in texts.items()}),
        "dc:description": _texts({language: each.description.strip() for language, each in texts.items()}),
        "dc:license": {"@id": LICENCE},
        "rdfs:comment": answer.note,
        "tableSchema": {"columns": columns},
    }
    return json_text(document)


def _column(name: str, headings: dict[str, str], datatype: Any) -> dict[str, Any]:
    return {"name": quote(name), "titles": name, "rdfs:label": _texts(headings), "datatype": datatype}


def _headings(answer: Answer, name: str) -> dict[str, str]:
    return {language: answer.question.wording(language).columns[name] for language in LANGUAGES}


def _texts(by_language: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in by_language.items() if text]


def _datatype(values: list[Any], things: bool) -> Any:
    """Return the datatype of a column: that of all its values, or text."""
    found = {value.datatype.value if isinstance(value, Literal) else "" for value in values}
    if found <= {""} and (things or found):
        return "anyURI"
    if found == {_EDTF}:
        return {"base": "string", "@id": _EDTF}
    (only, *others) = found or {""}
    short = only.removeprefix(XSD)
    return short if not others and short in _SAME else "string"
