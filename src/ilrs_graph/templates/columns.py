"""The columns that templates of several kinds of things share."""

from __future__ import annotations

from .model import Column
from .readers import string, thing

CHINESE_NAMES = (
    Column("label_zh", "its Chinese name, if a cited page prints one", string("zh")),
    Column("translated_zh", "our Chinese translation of its name, if no cited page prints one", string("zh")),
)
OTHER_NAMES = Column("other_names", "other English names, separated by |", string("en"), many=True)
SOURCES = Column("sources", "the pages that state it, separated by |", thing("source"), required=True, many=True)
