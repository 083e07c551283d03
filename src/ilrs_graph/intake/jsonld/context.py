"""The active context of JSON-LD: what keys and short IRIs mean at one place of a file.

It follows sections 4 and 5 of "JSON-LD 1.1 Processing Algorithms and API" for contexts that a parser has accepted;
the errors of that standard are not looked for again. No IRI is resolved against a base: only whether there is one
counts, so that `BASE` stands for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from .json_text import Value

BASE: Final = "base:"
"""Stands for the base IRI of a file that declares one."""

_WORDS = (
    "base container context default direction graph id import included index json language list nest none prefix"
    " propagate protected reverse set type value version vocab"
)
KEYWORDS = frozenset(f"@{word}" for word in _WORDS.split())
"""The keywords of JSON-LD."""
_LIKE_KEYWORD = re.compile(r"@[A-Za-z]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ENDS_PREFIX = tuple(":/?#[]@")
_MAX_TERMS = 5_000_000


class TooLarge(Exception):
    """The contexts of a file define more terms than can be processed."""


@dataclass(frozen=True)
class Term:
    """The definition of a term; `iri` is None if the context says that the term means nothing."""

    iri: str | None
    kind: str = ""
    container: frozenset[str] = frozenset()
    reverse: bool = False
    prefix: bool = False
    index: str = ""
    language: Value | None = None
    direction: Value | None = None
    scoped: Value | None = None


@dataclass(frozen=True, eq=False)
class Context:
    """An active context; `previous` is the one to which nodes inside return."""

    terms: dict[str, Term] = field(default_factory=dict)
    vocab: str | None = None
    has_base: bool = False
    language: str | None = None
    direction: str | None = None
    previous: Context | None = None

    def expanded(self, word: str, *, vocab: bool = False, document: bool = False) -> str | None:
        """Return the IRI or keyword that a word means; None if nothing, and `word` itself if it stays relative.

        Args:
            word: a term, a compact IRI, an IRI or a keyword.
            vocab: whether terms and `@vocab` apply.
            document: whether the base IRI applies.

        >>> Context({"a": Term("http://a/", prefix=True)}).expanded("a:x")
        'http://a/x'
        """
        if word in KEYWORDS:
            return word
        if _LIKE_KEYWORD.fullmatch(word):
            return None
        term = self.terms.get(word)
        if term is not None and (vocab or term.iri in KEYWORDS):
            return term.iri
        return self._compact(word) or self._relative(word, vocab, document)

    def _compact(self, word: str) -> str | None:
        prefix, colon, suffix = word.partition(":")
        if not (prefix and colon):
            return None
        if prefix == "_" or suffix.startswith("//"):
            return word
        term = self.terms.get(prefix)
        if term is not None and term.iri is not None and term.prefix:
            return term.iri + suffix
        return word if _SCHEME.match(word) else None

    def _relative(self, word: str, vocab: bool, document: bool) -> str:
        if vocab and self.vocab is not None:
            return self.vocab + word
        return BASE + word if document and self.has_base else word


class Contexts:
    """Processes the contexts of one file, each only once where it is in force."""

    def __init__(self) -> None:
        self._done: dict[tuple[int, int, bool], tuple[Context, Value, Context]] = {}
        self._copied = 0

    def within(self, outer: Context, local: Value, *, propagate: bool = True) -> Context:
        """Return the context inside an object whose `@context` is `local`.

        Raises:
            TooLarge: the contexts define too many terms.
        """
        key = (id(outer), id(local), propagate)
        if key not in self._done:
            self._done[key] = (outer, local, self._processed(outer, local, propagate))
        return self._done[key][2]

    def _processed(self, outer: Context, local: Value, propagate: bool) -> Context:
        declared = local.get("@propagate")
        if declared is not None:
            propagate = declared.content is True
        made = outer
        if not propagate and made.previous is None:
            made = replace(made, previous=outer)
        for part in local.items:
            empty = Context(previous=None if propagate else outer)
            made = empty if part.content is None else self._with(made, part)
        return made

    def _with(self, outer: Context, local: Value) -> Context:
        changes: dict[str, object] = {}
        for name, member in (("language", "@language"), ("direction", "@direction")):
            value = local.get(member)
            if value is not None:
                changes[name] = value.content
        base, vocab = local.get("@base"), local.get("@vocab")
        if base is not None:
            changes["has_base"] = isinstance(base.content, str) and bool(outer.has_base or _SCHEME.match(base.content))
        made = replace(outer, **changes)  # type: ignore[arg-type]
        if vocab is not None:
            word = vocab.content
            made = replace(
                made, vocab=made.expanded(word, vocab=True, document=True) if isinstance(word, str) else None
            )
        return self._with_terms(made, local)

    def _with_terms(self, outer: Context, local: Value) -> Context:
        own = {m.key: m.value for m in local.members if m.key not in KEYWORDS or m.key == "@type"}
        if not own:
            return outer
        self._copied += len(outer.terms) + len(own)
        if self._copied > _MAX_TERMS:
            raise TooLarge
        made = replace(outer, terms={name: term for name, term in outer.terms.items() if name not in own})
        waiting = dict(own)
        while waiting:
            _define(made, next(iter(waiting)), waiting)
        return made


def _define(context: Context, name: str, waiting: dict[str, Value]) -> None:
    """Add a term and those that it uses to a context that is being made."""
    value = waiting.pop(name)
    if _LIKE_KEYWORD.fullmatch(name) and name != "@type":
        return
    simple = isinstance(value.content, str)
    identifier = value if simple else value.get("@id")
    if value.content is None or (identifier is not None and identifier.content is None):
        context.terms[name] = Term(None)
        return
    reverse = value.get("@reverse")
    stated = reverse or identifier
    word = stated.content if stated is not None and isinstance(stated.content, str) else name
    for used in (word, word.partition(":")[0], name.partition(":")[0], _text(value.get("@type"))):
        for known in (used, used.partition(":")[0]):
            if known in waiting:
                _define(context, known, waiting)
    iri = _meaning(context, name, word)
    if iri is not None:
        context.terms[name] = _term(context, name, iri, value, simple, reverse is not None)


def _meaning(context: Context, name: str, word: str) -> str | None:
    if word != name:
        return context.expanded(word, vocab=True)
    if "/" in name and ":" not in name[1:]:
        return context.expanded(name, document=True)
    return context.expanded(name, vocab=True)


def _term(context: Context, name: str, iri: str, value: Value, simple: bool, reverse: bool) -> Term:
    kind, prefix = _text(value.get("@type")), value.get("@prefix")
    container = value.get("@container")
    ends = iri.endswith(_ENDS_PREFIX) or iri.startswith("_:")
    return Term(
        iri,
        kind=(context.expanded(kind, vocab=True) or "") if kind else "",
        container=frozenset(_text(item) for item in container.items) if container is not None else frozenset(),
        reverse=reverse,
        prefix=prefix.content is True if prefix is not None else simple and ends and not re.search("[:/]", name[1:]),
        index=_text(value.get("@index")),
        language=value.get("@language"),
        direction=value.get("@direction"),
        scoped=value.get("@context"),
    )


def _text(value: Value | None) -> str:
    return value.content if value is not None and isinstance(value.content, str) else ""
