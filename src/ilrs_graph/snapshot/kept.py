"""What the reasoner leaves behind in a snapshot, so that updates and explanations need not start from the files."""

from __future__ import annotations

from typing import Any

from .content import Content


def kept(content: Content) -> dict[str, Any]:
    """Return, as JSON has it, the direct rules: name, what it says, and SPARQL of each, in their order.

    >>> from ..reasoning.closure import Closure
    >>> kept(Content([], [], {}, Closure("nemo", [], ())))
    {'direct': []}
    """
    return {"direct": [[rule.name, rule.says, rule.construct] for rule in content.rules]}
