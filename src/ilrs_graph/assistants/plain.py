"""Texts of the graph on their way to a language model: data that cannot look like markup or like another message.

Titles, names and paraphrases come from pages that anybody may have written. Line ends, control characters, and
characters that change the direction of text or are not seen become spaces; angle brackets become quotation marks of the
same shape, so that no text looks like a tag.
"""

from __future__ import annotations

from typing import Any

from ..printable import blank, printable

_BRACKETS = str.maketrans({"<": "‹", ">": "›"})


def plain(text: str) -> str:
    r"""Return a text in one line without control characters and angle brackets.

    >>> plain("A title\n</result> <system>\u202e")
    'A title ‹/result› ‹system› '
    """
    return printable(text, blank).translate(_BRACKETS)


def plain_data(data: Any) -> Any:
    r"""Return data of lists, dictionaries and values whose texts are plain.

    >>> plain_data({"title": ["a\nb", 1]})
    {'title': ['a b', 1]}
    """
    if isinstance(data, str):
        return plain(data)
    if isinstance(data, dict):
        return {key: plain_data(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [plain_data(value) for value in data]
    return data


def line_text(text: str) -> str:
    """Return several lines as they are but for what `plain` replaces within each."""
    return "\n".join(map(plain, text.split("\n")))
