"""`LunarGraph`, the interface of the command line and of notebooks, and the `Reading`s that it returns."""

from __future__ import annotations

from ..questions import Answer, Catalogue, LabelledTable, Question
from .lunar_graph import LunarGraph
from .notebook import give_html
from .reading import Reading

__all__ = ["LunarGraph", "Reading"]

for _kind in (Answer, Catalogue, LabelledTable, Question):
    give_html(_kind)
