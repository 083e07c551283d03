"""The method by which a notebook shows a result, added to the types of results, since these do not import formats."""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")


def give_html(kind: type) -> None:
    """Add `_repr_html_` to a type of results, unless it has the method."""
    if not hasattr(kind, "_repr_html_"):
        setattr(kind, "_repr_html_", _html)  # noqa: B010


def for_notebook(result: T) -> T:
    """Return a result, whose type has `_repr_html_` from now on; types that few verbs need are not loaded before."""
    give_html(type(result))
    return result


def _html(result: Any) -> str:
    """Return a result as HTML."""
    from ..render.notebook import html_of

    return html_of(result)
