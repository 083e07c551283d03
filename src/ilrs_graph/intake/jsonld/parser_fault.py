"""What the parser of JSON-LD cannot read without ending the process: a list or a set where a graph is expected."""

from __future__ import annotations

from .json_text import Value, read_json

_LISTS = ("@list", "@set")


def list_beside_graphs(text: str) -> int | None:
    """Return the offset of a list or set object in a file that declares values to be graphs, or None.

    The parser (oxjsonld 0.2) panics at an object with `@list` or `@set` as the value of a term whose container is
    `@graph`. Of which term it is the value depends on all contexts, so every such object in such a file is refused.

    >>> list_beside_graphs('{"@context": {"a": {"@container": "@graph"}}, "a": {"@list": []}}')
    52
    """
    escaped = "\\u0040" in text
    if not escaped and not ("@graph" in text and ("@list" in text or "@set" in text)):
        return None
    try:
        waiting = [read_json(text)]
    except ValueError:
        return None  # the parser reports it
    graphs, lists = False, []
    while waiting:
        value = waiting.pop()
        waiting += value.elements
        for member in value.members:
            waiting.append(member.value)
            if member.key == "@container":
                graphs = graphs or any(item.text == "@graph" for item in member.value.items)
            elif member.key in _LISTS or _is_alias(member.value):
                lists.append(member.start)
    return min(lists) if graphs and lists else None


def _is_alias(value: Value) -> bool:
    named = value.get("@id") if value.is_object else value
    return named is not None and named.text in _LISTS
