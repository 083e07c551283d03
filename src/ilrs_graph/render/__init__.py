"""Output formats of results. This room imports the types of results; they do not import it.

>>> from ilrs_graph import LunarGraph
>>> write(LunarGraph().query("ASK { mission:change-6 a ilrs:FarSideMission }"), format_named("text", "boolean"))
'true\\n'
"""

from __future__ import annotations

from .options import DEFAULTS, Options
from .registry import FORMATS, Format, format_for, format_for_media_type, format_named, formats_of, write, write_bytes

__all__ = [
    "DEFAULTS",
    "FORMATS",
    "Format",
    "Options",
    "format_for",
    "format_for_media_type",
    "format_named",
    "formats_of",
    "write",
    "write_bytes",
]
