"""The nesting depth of a text, counted before a recursive parser reads it."""

from __future__ import annotations

import re

from pyoxigraph import RdfFormat

_TURTLE = re.compile(
    r"(?P<open>[\[({]|<<)|(?P<close>[\])}]|>>)|"
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:""")?|\'\'\'(?:[^\'\\]++|\\.|\'(?!\'\'))*+(?:\'\'\')?|'
    r'"(?:[^"\\\n]++|\\.)*+"?|\'(?:[^\'\\\n]++|\\.)*+\'?|<(?:[^<>"{}|^`\\\s]++|\\.)*+>?|\#[^\r\n]*+|\\.',
    re.DOTALL,
)
_JSON = re.compile(r'(?P<open>[\[{])|(?P<close>[\]}])|"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_XML = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[?!][^>]*+>?|"
    r"(?P<close></)|(?P<open><)(?:[^\"'>/]++|\"[^\"]*+\"?|'[^']*+'?|/(?!>))*+(?P<empty>/>)?",
    re.DOTALL,
)
_MARKS = {RdfFormat.JSON_LD: ("[", "{"), RdfFormat.RDF_XML: ("<",)}


def openings(text: str, syntax: RdfFormat) -> int:
    """Return how many characters could open a level: a cheap upper bound of the depth.

    >>> openings("<a> <b> [ <c> (1 2) ] .", RdfFormat.TURTLE)
    2
    """
    return sum(map(text.count, _MARKS.get(syntax, ("[", "(", "{", "<<"))))


def long_text(text: str, syntax: RdfFormat, most: int) -> int | None:
    """Return the offset of the first string of more than `most` characters, as written; None if there is none.

    >>> long_text("<a> <b> 'c' , 'defgh' .", RdfFormat.TURTLE, 5)
    14
    """
    if syntax == RdfFormat.RDF_XML:
        found = re.search(rf"[^<>]{{{most + 1},}}", text)
        return found.start() if found else None
    pattern = _JSON if syntax == RdfFormat.JSON_LD else _TURTLE
    long = (m.start() for m in pattern.finditer(text) if m.end() - m.start() > most and m[0][0] in "\"'")
    return next(long, None)


def too_deep(text: str, syntax: RdfFormat, most: int) -> int | None:
    """Return the offset at which `text` exceeds `most` levels, or None; brackets in strings are ignored.

    >>> too_deep("[[[]]]", RdfFormat.JSON_LD, 2), too_deep('["[[["]', RdfFormat.JSON_LD, 2)
    (2, None)
    """
    if openings(text, syntax) <= most:
        return None
    pattern = {RdfFormat.JSON_LD: _JSON, RdfFormat.RDF_XML: _XML}.get(syntax, _TURTLE)
    depth = 0
    for found in pattern.finditer(text):
        kind = found.lastgroup
        if kind == "open":
            depth += 1
            if depth > most:
                return found.start()
        elif kind == "close":
            depth = max(depth - 1, 0)
    return None
