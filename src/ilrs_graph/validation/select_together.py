"""Whether a constraint may be asked for many nodes at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .select_algebra import certain, exists_patterns, field

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.term import Identifier


def together(part: CompValue, this: Identifier, top: bool) -> bool:
    """Tell whether binding `this` at the top alone means the same as binding it in every group."""
    name = part.name
    if name in ("BGP", "values"):
        return True
    if name in ("Slice", "Group", "AggregateJoin"):
        return False
    if name == "ToMultiSet":
        return "res" in part.p or not _names(part.p, this)
    if name in ("Join", "LeftJoin", "Union", "Minus"):
        if name == "Minus" and not (this in certain(part.p2) or not _names(part.p2, this)):
            return False
        expressions = [part.expr] if name == "LeftJoin" else []
        sure = top or this in certain(part.p1)
        if name in ("LeftJoin", "Minus") and not sure and _names(part.p2, this):
            return False
        inner = top and name in ("LeftJoin", "Minus")
        parts = together(part.p1, this, inner) and together(part.p2, this, False)
    else:
        expressions = [field(part, "expr")]
        sure = top or this in certain(part.p)
        parts = together(part.p, this, top)
    return (
        parts
        and (sure or not _names(expressions, this))
        and all(together(g, this, sure) for g in exists_patterns(expressions))
    )


def _names(part: Any, this: Identifier) -> bool:
    """Tell whether a part of a query names `this`."""
    if isinstance(part, dict):  # as the algebra is
        return any(_names(value, this) for key, value in part.items() if key != "_vars")
    if isinstance(part, list | tuple | set):
        return any(_names(value, this) for value in part)
    return bool(part == this)
