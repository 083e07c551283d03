"""The JSON of answers as JSON Schema (draft 2020-12): what all answers share, and the rows of one question."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ...questions.catalogue import Question

Schema = dict[str, Any]
_VALUE: Schema = {"type": ["string", "number", "boolean", "null"]}
_TEXT: Schema = {"type": "string"}
_IRI: Schema = {"type": "string", "format": "iri"}


def _object(about: str, /, optional: Collection[str] = (), **properties: Schema) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "description": about, "properties": properties, "required": required}


SHARED: dict[str, Schema] = {
    "Source": _object(
        "A page from which evidence was derived. Empty text is what is not known.",
        iri=_IRI | {"description": "The source in the graph."},
        title=_TEXT,
        publisher=_TEXT,
        issued=_TEXT | {"description": "The day, month or year on which it was published, in ISO 8601."},
        retrieved=_TEXT | {"description": "The day on which it was read."},
        url=_TEXT | {"description": "Its address on the web."},
        kind=_TEXT | {"description": "Such as primary, press or mirror."},
    ),
    "Strength": _object(
        "How strong the evidence of a row is: as strong as that of its weakest node.",
        independent={"type": "integer", "minimum": 0, "description": "Publishers that do not copy each other."},
        originals={"type": "integer", "minimum": 0, "description": "Texts that are no copies of others."},
        pages={"type": "integer", "minimum": 0, "description": "Pages, copies among them."},
        best={"type": ["string", "null"], "description": "The best kind of source, as an IRI."},
        bestLabel={"type": ["string", "null"]},
    ),
    "Completeness": _object(
        "A claim that a list is complete, which covers the answer.",
        claim=_IRI, subject=_TEXT, property=_TEXT, as_of=_TEXT, speaker=_TEXT, paraphrase=_TEXT,
    ),
    "Chinese": _object(
        "The texts of the question in Chinese.",
        question=_TEXT,
        description=_TEXT,
        columns={"type": "object", "additionalProperties": _TEXT},
    ),
}  # fmt: skip
"""The schemas by name of what every answer may hold."""


def answer_schema(question: Question, things: Collection[str], place: str = "#/$defs/") -> Schema:
    """Return the schema of the answers to a question; the schemas of `SHARED` are at `place`.

    `things` are the columns that hold things, each of which is followed by one with its label.

    >>> asked = Question("a", "A?", "", (), (), {"mission": "Mission", "mass": "Mass"}, (), "table", "")
    >>> row = answer_schema(asked, {"mission"})["properties"]["rows"]["items"]
    >>> list(row["properties"])
    ['mission', 'missionLabel', 'mass', 'evidence', 'sources', 'strength']
    """

    def shared(name: str) -> Schema:
        return {"$ref": place + name}

    values: dict[str, Schema] = {}
    for name, heading in question.columns.items():
        is_thing = name in things
        values[name] = _VALUE | {"description": heading + (", the IRI of a thing" if is_thing else "")}
        if is_thing:
            values[f"{name}Label"] = {"type": ["string", "null"], "description": f"{heading}, its label"}
    row = _object(
        "A row: the value of each column, null where there is none, and what makes the row true.",
        **values,
        evidence={"type": "array", "items": _IRI, "description": "The nodes of the graph that make the row true."},
        sources={"type": "array", "items": shared("Source"), "description": "Those of the evidence, best kind first."},
        strength=shared("Strength"),
    )
    row["additionalProperties"] = _VALUE if _may_have_more(question, things) else False
    return _object(
        question.question,
        optional=("zh",),
        question=_TEXT,
        columns={"type": "array", "const": list(question.columns)},
        rows={"type": "array", "items": row},
        complete={"type": "array", "items": shared("Completeness")},
        note=_TEXT | {"description": "Whether the list is complete, as a sentence."},
        zh=shared("Chinese"),
    )


def _may_have_more(question: Question, things: Collection[str]) -> bool:
    """Return whether a column that may hold other things than nodes may get a label."""
    return any(name not in things for name in question.columns)
