"""A release: the graph in all formats as one folder, with what catalogues and programs want to know of it.

>>> FILES["graph.ttl"].media_type
'text/turtle'
"""

from __future__ import annotations

from .contents import FILES
from .write import Written, write_release

__all__ = ["FILES", "Written", "write_release"]
