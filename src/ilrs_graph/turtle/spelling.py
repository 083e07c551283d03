"""The spelling of one term in Turtle 1.1: prefixed names, short numbers, escapes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import NamedNode

from ..namespaces import XSD
from .rows import BLANK, IRI, SortableTerm

# Narrower than PN_PREFIX and PN_LOCAL of Turtle: names that all parsers read alike. Others become full IRIs.
_PREFIX = re.compile(r"(?:[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)?")
_LOCAL = re.compile(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)?")

_SHORT = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "double": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}
_XSD_STRING = XSD + "string"

# Turtle allows other control characters unescaped; NUL too, but a file with NUL is not recognised as text.
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\u0000"}
_ESCAPED = re.compile(r'[\\"\n\r\t\0]')
_NOT_LONG = re.compile(r"[\r\0]")
_QUOTES = re.compile(r'"+(\Z)?')
_IRI_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\]')


class TermWriter:
    """Writes terms with `prefixes` and records in `used` the prefixes that were needed.

    A prefix that some parsers cannot read, or whose namespace is not an absolute IRI, is not used.

    >>> writer = TermWriter({"ex": "http://example.org/"})
    >>> writer.iri("http://example.org/a"), writer.iri("http://example.org/a/b")
    ('ex:a', '<http://example.org/a/b>')
    >>> writer.used
    {'ex': 'http://example.org/'}
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.used: dict[str, str] = {}
        self._spelt: dict[str, str] = {}
        self._prefix_of: dict[str, str] = {}
        for prefix, namespace in sorted(prefixes.items()):
            if _PREFIX.fullmatch(prefix) and _is_absolute(namespace):
                self._prefix_of.setdefault(namespace, prefix)
        self._uncut = sorted((n for n in self._prefix_of if n[-1] not in "#/"), key=len, reverse=True)

    def iri(self, iri: str) -> str:
        """Return `iri` as a prefixed name, if one is legal in every parser, or between angle brackets."""
        spelt = self._spelt.get(iri)
        if spelt is None:
            spelt = self._spelt[iri] = self.prefixed(iri) or iri_reference(iri)
        return spelt

    def term(self, term: SortableTerm) -> str:
        """Return the Turtle of any term.

        >>> TermWriter({}).term((2, "1.00", "http://www.w3.org/2001/XMLSchema#decimal", ""))
        '1.00'
        """
        kind, value, datatype, language = term
        if kind == IRI:
            return self.iri(value)
        if kind == BLANK:
            return f"_:{value}"
        if language:
            return f"{quoted(value)}@{language}"
        if datatype == _XSD_STRING:
            return quoted(value)
        short = _SHORT.get(datatype)
        return value if short and short.fullmatch(value) else f"{quoted(value)}^^{self.iri(datatype)}"

    def prefixed(self, iri: str) -> str | None:
        """Return `iri` as a prefixed name, or None if none is legal in every parser."""
        namespace = self._namespace(iri)
        prefix = self._prefix_of.get(namespace)
        local = iri[len(namespace) :]
        if prefix is None or not _LOCAL.fullmatch(local):
            return None
        self.used[prefix] = namespace
        return f"{prefix}:{local}"

    def _namespace(self, iri: str) -> str:
        """Return the longest namespace that leaves a valid local name; few namespaces do not end in # or /."""
        for namespace in self._uncut:
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return namespace
        return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def quoted(text: str) -> str:
    r"""Return `text` as a quoted string of Turtle 1.1, with as few escapes as possible.

    Text of several lines is written unchanged between triple quotes, so that queries and paragraphs stay readable,
    unless it contains a carriage return or NUL, which some editors do not preserve.

    >>> print(quoted('say "Moon"\t月'))
    "say \"Moon\"\t月"
    >>> quoted('two\nlines') == '"' * 3 + 'two\nlines' + '"' * 3
    True
    """
    if "\n" in text and not _NOT_LONG.search(text):
        return '"""' + _QUOTES.sub(_long_quotes, text.replace("\\", "\\\\")) + '"""'
    return f'"{_ESCAPED.sub(lambda match: _ESCAPES[match[0]], text)}"'


def _long_quotes(run: re.Match[str]) -> str:
    """Return a run of quotes with the third and later ones escaped; at the end of the text, all."""
    bare = 0 if run[1] is not None else 2
    return run[0][:bare] + '\\"' * (len(run[0]) - bare)


def iri_reference(iri: str) -> str:
    r"""Return `<iri>`, with \uXXXX for characters that the grammar (IRIREF) excludes.

    >>> print(iri_reference("http://example.org/a b"))
    <http://example.org/a\u0020b>
    """
    return "<" + _IRI_FORBIDDEN.sub(lambda match: rf"\u{ord(match[0]):04X}", iri) + ">"


def _is_absolute(iri: str) -> bool:
    try:
        NamedNode(iri)
    except ValueError:
        return False
    return True
