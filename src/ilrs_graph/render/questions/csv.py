"""The saved questions as CSV."""

from __future__ import annotations

from ...questions.catalogue import Catalogue
from ..csv_text import csv_text
from ..options import Options
from .listed import slugs_and_questions


def write(questions: Catalogue, options: Options) -> str:
    """Return slug and question of each."""
    return csv_text([("slug", "question"), *slugs_and_questions(questions, options.language)])
