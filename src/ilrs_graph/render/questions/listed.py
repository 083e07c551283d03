"""The rows of the list of saved questions."""

from __future__ import annotations

from ...questions.catalogue import Catalogue


def slugs_and_questions(questions: Catalogue, language: str = "en") -> list[tuple[str, str]]:
    """Return slug and question of each, in the order of the slugs; of a broken one, where and how it is wrong."""
    broken = [(slug, f"(cannot be asked) {error.message}") for slug, error in questions.broken.items()]
    return sorted([*((slug, questions[slug].wording(language).question) for slug in questions), *broken])
