"""The saved questions as a drawn table."""

from __future__ import annotations

from ...questions.catalogue import Catalogue
from ..grid import draw
from ..options import Options
from .listed import slugs_and_questions


def write(questions: Catalogue, options: Options) -> str:
    """Return slug and question of each."""
    return draw(("Slug", "Question"), slugs_and_questions(questions), options, noun="question")
