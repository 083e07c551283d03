"""Documents of the repository that are pages too: each has one home, beside what it describes."""

from __future__ import annotations

from pathlib import Path

DOCUMENTS = {"data.md": "data/README.md", "exports.md": "EXPORTS.md", "question-files.md": "queries/README.md"}
"""The path of each page, and that of the document in the repository."""


def pages(repo: Path) -> dict[str, str]:
    """Return the page of each document."""
    return {page: (repo / document).read_text("utf-8") for page, document in DOCUMENTS.items()}
