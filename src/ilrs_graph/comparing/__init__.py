"""Two graphs held against each other: what differs, thing by thing, and which saved answers change with it."""

from .diff import Difference, Wish, diff
from .forms import FORMATS
from .model import AnswerChange, Comparison, FactChange, FileChange, ThingChange

__all__ = [
    "FORMATS",
    "AnswerChange",
    "Comparison",
    "Difference",
    "FactChange",
    "FileChange",
    "ThingChange",
    "Wish",
    "diff",
]
