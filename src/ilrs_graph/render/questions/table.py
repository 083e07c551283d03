"""The saved questions as a drawn table."""

from __future__ import annotations

from ...language import say
from ...questions.catalogue import Catalogue
from ..grid import draw
from ..options import Options
from .listed import slugs_and_questions


def write(questions: Catalogue, options: Options) -> str:
    """Return slug and question of each."""
    headings = [say(heading, options.language) for heading in ("Slug", "Question")]
    return draw(headings, slugs_and_questions(questions, options.language), options, noun="question")
