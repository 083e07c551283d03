"""The first context of a JSON-LD file that is somewhere else, where nothing is fetched from."""

from __future__ import annotations

from .json_text import read_json


def remote_context(text: str) -> int:
    """Return the offset of the first reference to a context outside of a JSON text; 0 if there is none.

    >>> remote_context('{"@context": [{"a": "http://a/"}, "http://a/c"]}')
    34
    """
    try:
        waiting = [read_json(text)]
    except ValueError:
        return 0  # the parser stopped before the text was wrong
    found = []
    while waiting:
        value = waiting.pop()
        waiting += value.elements
        for member in value.members:
            waiting.append(member.value)
            if member.key in ("@context", "@import"):
                found += [item.start for item in member.value.items if item.text is not None]
    return min(found, default=0)
