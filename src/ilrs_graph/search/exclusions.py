"""Names in a text that no argument may hold: the text excludes what they name, or asks for those of others."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"""(?:\b(?:outside|except|excepting|excluding|besides|beyond|apart\ from|other\ than|not|non|but\ not)
    |除了?|不含|不包括|非)
    [\s-]*(?:(?:for|of|from|in|by|to|at|with|the)\s+)*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""What stands before a name that the text excludes."""
_BEHIND = re.compile(r"\s*(?:以外|之外|除外)")
"""What stands after such a name in Chinese."""
_OF_OTHERS = re.compile(
    r"""\b(?:foreign|foreigners|abroad|others
    |other\s+(?:\w+\s+)?(?:countries|country|states?|nations?|agency|agencies|governments?|partners?|organi[sz]ations?))\b
    |外国|国外|境外|海外|其他|其它|他国|别国""",
    re.IGNORECASE | re.VERBOSE,
)
"""What asks for others than the state that the text names."""


def excluded(text: str, start: int, end: int) -> bool:
    """Return whether a text excludes what its part from `start` to `end` names.

    >>> text = "samples held outside China"
    >>> excluded(text, 21, 26), excluded("samples held in China", 16, 21), excluded("中国以外的机构", 0, 2)
    (True, False, True)
    """
    return bool(_BEFORE.search(text[:start]) or _BEHIND.match(text, end))


def of_others(text: str) -> bool:
    """Return whether a text asks for others than a state that it may name.

    >>> of_others("Chinese missions with cameras of other countries"), of_others("cameras of China")
    (True, False)
    """
    return _OF_OTHERS.search(text) is not None
