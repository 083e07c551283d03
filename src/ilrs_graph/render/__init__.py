"""Results in every form that people and programs read: this room knows results, results do not know it.

>>> from ilrs_graph import LunarGraph
>>> write(LunarGraph().query("ASK { mission:change-6 a ilrs:FarSideMission }"), form_named("text", "boolean"))
'true\\n'
"""

from __future__ import annotations

from .options import DEFAULTS, Options
from .registry import FORMS, Form, form_for, form_for_media_type, form_named, forms_of, write, write_bytes

__all__ = [
    "DEFAULTS",
    "FORMS",
    "Form",
    "Options",
    "form_for",
    "form_for_media_type",
    "form_named",
    "forms_of",
    "write",
    "write_bytes",
]
