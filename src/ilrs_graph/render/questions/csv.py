"""The saved questions as CSV."""

from __future__ import annotations

from ...questions.catalogue import Catalogue
from ..csv_text import csv_text
from ..options import Options


def write(questions: Catalogue, _: Options) -> str:
    """Return slug and question of each."""
    return csv_text([("slug", "question"), *((slug, questions[slug].question) for slug in questions)])
