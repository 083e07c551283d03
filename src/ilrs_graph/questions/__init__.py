"""Saved questions: a catalogue with typed parameters, and answers with their evidence."""

from __future__ import annotations

from .answer import Answer, Row
from .catalogue import Catalogue, Parameter, Question
from .citation import Citation
from .completeness import Coverage

__all__ = ["Answer", "Catalogue", "Citation", "Coverage", "Parameter", "Question", "Row"]
