"""The reference of terms: what the classes, properties, code lists and shapes of a root are, as one model.

Pages and documents show it. It is read from the files of `ontology/`; no graph needs to be built.

>>> from ilrs_graph.files.root import Root
>>> reference = terms_reference(Root.find())
>>> reference.term("launchDate").label.zh, reference.code_list("rank").concepts[0].name
('发射日期', 'rank:preferred')
"""

from __future__ import annotations

from .model import ClassTerm, CodeList, Concept, PropertyTerm, ShapeRule, TermsReference, Text
from .read import terms_reference

__all__ = [
    "ClassTerm",
    "CodeList",
    "Concept",
    "PropertyTerm",
    "ShapeRule",
    "TermsReference",
    "Text",
    "terms_reference",
]
