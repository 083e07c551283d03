"""Search by words: the saved questions and the things that a text is about."""

from __future__ import annotations

from .find import find
from .model import Found, FoundQuestion, FoundThing

__all__ = ["Found", "FoundQuestion", "FoundThing", "find"]
