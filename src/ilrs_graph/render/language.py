"""The language of an answer: that of the options or, if they have the default one, that of the graph."""

from __future__ import annotations

from ..language import LANGUAGES
from ..questions.answer import Answer
from .options import Options


def in_language(answer: Answer, options: Options) -> tuple[Answer, Options]:
    """Return an answer and its options in one language."""
    language = options.language if options.language != LANGUAGES[0] else answer.language
    return answer.in_language(language), options._replace(language=language)
