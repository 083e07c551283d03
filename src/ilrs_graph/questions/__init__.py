"""Saved questions: a catalogue with typed parameters, and answers with their evidence."""

from __future__ import annotations

from ..things.citation import Citation
from .answer import Answer, Row
from .catalogue import Catalogue, Parameter, Question, Wording
from .completeness import Coverage
from .labelled import LabelledTable
from .strength import SourceKind, Strength

__all__ = [
    "Answer", "Catalogue", "Citation", "Coverage", "LabelledTable", "Parameter", "Question", "Row", "SourceKind",
    "Strength", "Wording",
]  # fmt: skip
