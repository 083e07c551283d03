"""The saved questions as JSON: text, parameters and columns of each."""

from __future__ import annotations

from typing import Any

from ...questions.catalogue import Catalogue, Parameter, Question, Wording
from ..json_text import json_text
from ..options import Options


def write(questions: Catalogue, _: Options) -> str:
    """Return a list of objects, in the order of the slugs; one that cannot be asked has only `slug` and `error`."""
    broken = [{"slug": slug, "error": error.message} for slug, error in questions.broken.items()]
    found = [*(_question(questions[slug]) for slug in questions), *broken]
    return json_text(sorted(found, key=lambda each: each["slug"]))


def _question(question: Question) -> dict[str, Any]:
    return {
        "slug": question.slug,
        "question": question.question,
        "description": question.description,
        "tags": list(question.tags),
        "parameters": [_parameter(parameter) for parameter in question.parameters],
        "columns": dict(question.columns),
        "view": question.view,
        **({} if question.zh is None else {"zh": _chinese(question.zh)}),
    }


def _chinese(texts: Wording) -> dict[str, Any]:
    return {
        "question": texts.question,
        "description": texts.description,
        "parameters": dict(texts.parameters),
        "columns": dict(texts.columns),
        "words": dict(texts.words),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": parameter.type,
        "class": parameter.of_class,
        "label": parameter.label,
        "example": parameter.example,
    }
