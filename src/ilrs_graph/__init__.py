"""A sourced knowledge graph of lunar programmes.

>>> from ilrs_graph import LunarGraph
>>> LunarGraph().query("ASK { mission:queqiao ilrs:supportsMission mission:change-4 }")
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .graph import LunarGraph

__all__ = ["LunarGraph", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import `LunarGraph` when it is first asked for, so that `--help` does not wait for it."""
    if name == "LunarGraph":
        from .graph import LunarGraph

        return LunarGraph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
