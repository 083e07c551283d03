"""What keeps a key, an identifier, a language tag or a number of JSON-LD from becoming a term of RDF."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from math import isinf
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from ...errors import near_names
from .context import KEYWORDS, Context

_MANY_TERMS = 2_000
_LEAST_DOUBLE = 10**21
_EXACT_DIGITS = 15
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Loss(NamedTuple):
    """What is lost: the offset, the problem and the fix; `malformed` if no syntax of RDF would accept it."""

    start: int
    what: str
    remedy: str
    malformed: bool = False


def undefined(key: str, context: Context, has_context: bool) -> tuple[str, str]:
    """Return the problem and the fix of a key that means nothing."""
    if key in KEYWORDS or key.startswith("@"):
        return (
            f'The keyword "{key}" has no meaning here, so its value is lost.',
            "Remove it, or write an IRI as the key.",
        )
    near = _near(key, context)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    if not has_context:
        what = f'There is no @context, so the key "{key}" has no meaning and its value is lost.'
        return what, f"Add a @context, such as that of ontology/context.jsonld.{hint}"
    what = f'The @context does not define the key "{key}", so its value is lost.'
    return what, f"Define it in the @context, or write an IRI as the key.{hint}"


def _near(key: str, context: Context) -> list[str]:
    if f"@{key}" in KEYWORDS:
        return [f"@{key}"]
    return near_names(key, context.terms) if len(context.terms) <= _MANY_TERMS and len(key) < 100 else []


def iri_problem(iri: str, subject: str, word: str) -> tuple[str, str] | None:
    """Return the problem and the fix of an IRI or a label of a blank node; None if it is well-formed.

    >>> iri_problem("http://a/b c", "It", "b c")[0]
    "It is malformed as an IRI: Invalid IRI code point ' '."
    """
    try:
        if iri.startswith("_:"):
            BlankNode(iri[2:])
        else:
            NamedNode(iri)
    except ValueError as error:
        if iri == word and not iri.startswith("_:") and not _SCHEME.match(iri):
            return f"{subject} is a relative IRI, and the file has no base.", "Write it in full, or with a prefix."
        of = "a blank node" if iri.startswith("_:") else "an IRI"
        return f"{subject} is malformed as {of}: {str(error).rstrip('.')}.", "Correct it: as it is, it would be lost."
    return None


def language_problem(tag: str) -> tuple[str, str] | None:
    """Return the problem and the fix of a language tag; None if it is well-formed (BCP 47).

    >>> language_problem("en us")[0]
    '"en us" is not a language tag.'
    """
    try:
        Literal("", language=tag)
    except ValueError:
        return f'"{tag}" is not a language tag.', 'Write a tag such as "en" or "zh-Hans".'
    return None


def number_problem(written: str) -> tuple[str, str] | None:
    """Return the problem and the fix of a number that would be read as another number or as a double.

    >>> number_problem("12"), number_problem("0.1"), number_problem("1e3")
    (None, None, None)
    >>> number_problem("1000000000000000000000")[0]
    'The integer 1000000000000000000000 would be read as a double.'
    """
    if len(written) < _EXACT_DIGITS and "e" not in written.lower():
        return None
    shown = written if len(written) <= 40 else written[:40] + "..."
    try:
        exact, double = Decimal(written), float(written)
        whole = "." not in written and "e" not in written.lower()
        if whole and abs(exact) >= _LEAST_DOUBLE:
            what = f"The integer {shown} would be read as a double."
        elif whole or exact == Decimal(repr(double)):
            return None
        elif isinf(double):
            what = f"The number {shown} is too large for a double."
        else:
            what = f"The number {shown} has more digits than a double can hold."
    except InvalidOperation:
        what = f"The number {shown} is too large."
    return what, 'Write it as a string with its type: {"@value": "...", "@type": "xsd:decimal"}.'
