"""What the formats of references share: the citations of a result in the order of their numbers, their keys and dates.

A source of the graph is a page with an address. Its publisher is stated, its author is not, so no format names one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from pyoxigraph import NamedNode

from ...language import say
from ...namespaces import slug
from ...printable import blank, printable
from ...questions.answer import Answer
from ...things.citation import Citation
from ..language import in_language
from ..options import Options

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NO_KEY = re.compile(r"[^\w:./+-]+")


class Referenced(Protocol):
    """A result with references: an answer, an overview or description of a thing, or an explanation."""

    @property
    def references(self) -> Sequence[Citation] | Mapping[NamedNode, Citation]:
        """Every source once, in the order of the numbers."""


class Form(NamedTuple):
    """How a kind of source is called in the formats; `within` if its publisher is the name of a publication."""

    bibtex: str = "online"
    csl: str = "webpage"
    ris: str = "ELEC"
    within: str = ""


FORMS: Mapping[str, Form] = {
    "press": Form("article", "article-newspaper", "NEWS", "newspaper"),
    "specialist": Form("article", "article-magazine", "MGZN", "magazine"),
}
"""The code of a kind of source to its form; all other kinds are pages of the web."""


class Entry(NamedTuple):
    """A citation under a key that no other citation of the result has; `note` says of what it is a copy."""

    key: str
    form: Form
    citation: Citation
    note: str


def entries(result: Referenced, options: Options) -> Iterator[Entry]:
    """Yield the cited sources, each once, in the order of their numbers."""
    if isinstance(result, Answer):
        result, options = in_language(result, options)
    references = result.references
    taken: set[str] = set()
    for citation in references.values() if isinstance(references, Mapping) else references:
        key = key_of(citation, taken)
        taken.add(key)
        copied = citation.original and say("copy of {original}", options.language, original=citation.original)
        yield Entry(key, FORMS.get(citation.code, Form()), citation, copied)


def key_of(citation: Citation, taken: set[str] | frozenset[str] = frozenset()) -> str:
    """Return the key of a citation: the slug of its source, with a number if the key is taken.

    >>> key_of(Citation("https://example.org/source/esa-2024", "A")), key_of(Citation("http://a/b c", "A"), {"b-c"})
    ('esa-2024', 'b-c-2')
    """
    key = first = _NO_KEY.sub("-", slug(citation.iri)) or "source"
    number = 1
    while key in taken:
        number += 1
        key = f"{first}-{number}"
    return key


def date_parts(text: str) -> list[int]:
    """Return the year, month and day of a date in ISO 8601, as far as it has them; nothing for another text.

    >>> date_parts("2024-07"), date_parts("2024/2025")
    ([2024, 7], [])
    """
    found = _DAY.fullmatch(text)
    return [int(part) for part in found.groups() if part] if found else []


def one_line(text: str) -> str:
    """Return a text in one line, its blanks as single spaces.

    >>> one_line(" two\\nlines ")
    'two lines'
    """
    return " ".join(printable(text, blank).split())
