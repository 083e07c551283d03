"""Templates: a CSV file to fill in for each kind of fact, and its conversion to triples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .catalogue import TEMPLATES
    from .read import Reading, described, read_csv
    from .write import template_csv

__all__ = ["TEMPLATES", "Reading", "described", "read_csv", "template_csv"]
_MODULES = {"TEMPLATES": "catalogue", "template_csv": "write"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: a check of files without templates needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_MODULES.get(name, 'read')}", __name__), name)
