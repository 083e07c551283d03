"""Compares what a server holds with what was pushed: the number of triples, and the rows of saved questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..errors import IlrsGraphError
from ..questions import Answer

QUESTIONS = 3
"""How many saved questions are asked."""


def to_ask(slugs: Iterable[str], ask: Callable[[str], Answer], most: int = QUESTIONS) -> Iterator[tuple[str, Answer]]:
    """Yield the first questions that have rows here, with their answers."""
    asked = 0
    for slug in slugs:
        if asked == most:
            return
        answer = ask(slug)
        if len(answer):
            asked += 1
            yield slug, answer


def differences(
    counts: tuple[int, int], asked: Iterable[tuple[str, Answer]], ask: Callable[[str], Answer]
) -> Iterator[str]:
    """Yield in words what differs between here and there.

    Args:
        counts: the triples here, and on the server.
        asked: questions with their answers here.
        ask: asks the server.
    """
    here, there = counts
    if here != there:
        yield f"the server has {there:,} triples, not {here:,}"
    for slug, answer in asked:
        try:
            found = ask(slug)
        except IlrsGraphError as error:
            yield f"{slug}: {error.message}"
            continue
        if found.terms() != answer.terms():
            yield f"{slug}: {len(found):,} rows on the server, {len(answer):,} here, and they differ"
