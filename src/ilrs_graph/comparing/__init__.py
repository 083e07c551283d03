"""Two graphs held against each other: what differs, thing by thing, and which saved answers change with it."""

from __future__ import annotations

from .diff import Difference, Wish, diff
from .model import AnswerChange, Comparison, FactChange, FileChange, ThingChange

__all__ = [
    "AnswerChange",
    "Comparison",
    "Difference",
    "FactChange",
    "FileChange",
    "ThingChange",
    "Wish",
    "diff",
]
