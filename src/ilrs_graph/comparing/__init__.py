"""Compares two graphs: the differences by thing, and the saved answers that change."""

from __future__ import annotations

from .diff import Difference, DiffOptions, diff, diff_days
from .model import AnswerChange, Comparison, FactChange, FileChange, ThingChange

__all__ = [
    "AnswerChange",
    "Comparison",
    "DiffOptions",
    "Difference",
    "FactChange",
    "FileChange",
    "ThingChange",
    "diff",
    "diff_days",
]
