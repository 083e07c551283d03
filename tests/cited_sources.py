"""What the references of a result must say, whatever the format, and results made of citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ilrs_graph.namespaces import ID
from ilrs_graph.things.citation import Citation

HARD = 'A {brace} \\ and }{ of R&D: 50 % #1_a $5 ~ ^ "quoted", it’s 嫦娥六号 – Луна @ 100 %'
"""A title with every character that has a meaning of its own in one of the formats."""


@dataclass(frozen=True)
class Cited:
    """A result with references."""

    references: Sequence[Citation]


def source(slug: str, title: str = "A", **more: str | tuple[str, ...]) -> Citation:
    """Return the citation of a source."""
    return Citation(f"{ID}source/{slug}", title, **more)  # type: ignore[arg-type]


WHOLE = source(
    "xinhua-2024", HARD, publisher="Science and Technology Daily", issued="2024-07-09", retrieved="2026-11-22",
    url="https://example.org/a_b?c=50%25&d=#e~f", kind="press", code="press", languages=("zh", "en"),
    original="中国新闻社",
)  # fmt: skip
BARE = source("bare")
MONTH = source("month", issued="2019-01", code="specialist", publisher="SpaceNews")
YEAR = source("year", issued="0987", publisher="ESA", code="agency", url="http://a/{b}\\c d")
