"""The schema of the JSON of answers: true of real answers of every question."""

from __future__ import annotations

import json
from collections.abc import Callable

import jsonschema
import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.questions import Answer
from ilrs_graph.questions.columns import node_columns
from ilrs_graph.render import format_named, write_bytes
from ilrs_graph.render.answer.schema import SHARED, Schema, answer_schema


def schema_of(slug: str, graph: LunarGraph) -> Schema:
    question = graph.question(slug)
    return answer_schema(question, node_columns(question.query, graph.engine)) | {"$defs": SHARED}


def test_answers_to_every_question_are_valid(graph: LunarGraph, answered: Callable[[str], Answer]) -> None:
    assert len(graph.questions) > 80
    for slug, question in graph.questions.items():
        answer = answered(slug)
        first = answer.replaced(question.columns, answer.solutions[:3])
        schema = schema_of(slug, graph)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(json.loads(write_bytes(first, format_named("json", "answer"))))


@pytest.mark.parametrize("wrong", [{"independent": -1}, {"best": 3}])
def test_a_wrong_strength_is_not_valid(wrong: Schema, graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6", state="italy")
    found = json.loads(write_bytes(answer, format_named("json", "answer")))
    found["rows"][0]["strength"] |= wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema_of("far-side-partners", graph)).validate(found)


def test_a_missing_or_further_column_is_not_valid(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6", state="italy")
    valid = json.loads(write_bytes(answer, format_named("json", "answer")))
    validator = jsonschema.Draft202012Validator(schema_of("far-side-partners", graph))
    validator.validate(valid)
    del valid["rows"][0]["partner"]
    assert not validator.is_valid(valid)
    assert not validator.is_valid({**valid, "columns": ["mission"]})
