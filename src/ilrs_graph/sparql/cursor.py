"""A cursor over the tokens of a query, and the RDF terms that it reads."""

from __future__ import annotations

import re
from typing import NoReturn

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Variable, parse

from ..errors import Place, QueryError
from ..namespaces import PREFIXES
from ..terms import XSD_BOOLEAN, XSD_DECIMAL, XSD_DOUBLE, XSD_INTEGER, PatternTerm
from .algebra import UNNAMED
from .tokens import Token, line_and_column, token_at, tokens, tokens_from

_WORDS = frozenset({"word", "mark"})
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


class Cursor:
    """Where a reader stands in a query: before `token`, which is `word` in capitals if it is a keyword or a sign."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._end = Token("end", "", len(text), len(text))
        self._ahead = iter(tokens(text))
        self._see(next(self._ahead, self._end))
        self.ended = 0
        self._prefixes: dict[str, str] = dict(PREFIXES)
        self.base: str | None = None
        self._blanks: dict[str, BlankNode | Variable] = {}
        self.in_template = False

    # -- moving

    def move(self, place: int) -> None:
        """Stand before the first token at `place` or behind it, where a token is read as more than one."""
        self._ahead = tokens_from(self.text, place)
        self._see(next(self._ahead, self._end))

    def _see(self, token: Token) -> None:
        self.token = token
        self.word = token.text.upper() if token.kind in _WORDS else ""

    def at(self, *words: str) -> bool:
        """Return whether the next token is one of these keywords or signs."""
        return self.word in words

    def take(self) -> Token:
        """Return the next token and move behind it."""
        token = self.token
        self.ended = token.end
        self._see(next(self._ahead, self._end))
        return token

    def skip(self, *words: str) -> bool:
        """Move behind the next token if it is one of these; return whether it is."""
        found = self.at(*words)
        if found:
            self.take()
        return found

    def need(self, word: str) -> None:
        """Move behind a keyword or sign that must be next.

        Raises:
            QueryError: it is not.
        """
        if not self.skip(word):
            self.fail(f"{word} expected")

    def fail(self, what: str) -> NoReturn:
        """Refuse the query at this place.

        Raises:
            QueryError: always.
        """
        line, column = line_and_column(self.text, self.token.start)
        found = f", found {self.token.text!r}" if self.token.text else ", found the end"
        message = f"line {line}, column {column}: {what}{found}"
        place = Place("", line, column)
        raise QueryError(message, tip="write it in SPARQL 1.1", place=place, what=what + found)

    # -- terms

    def prologue(self) -> None:
        """Read the declarations of prefixes and of the base."""
        while self.at("PREFIX", "BASE"):
            if self.take().text.upper() == "BASE":
                self.base = self.iri().value
                continue
            if self.token.kind != "name" or self.token.text.find(":") != len(self.token.text) - 1:
                self.fail("a prefix expected")
            name = self.take().text[:-1]
            self._prefixes[name] = self.iri().value

    def variable(self) -> str:
        """Return the name of the variable that must be next."""
        if self.token.kind != "variable":
            self.fail("a variable expected")
        name = self.token.text[1:]
        try:
            Variable(name)
        except ValueError:
            self.fail("a character that the name of a variable cannot have")
        self.take()
        return name

    def iri(self) -> NamedNode:
        """Return the IRI that must be next, in brackets or with a prefix."""
        if self.token.kind == "iri":
            text = self._unescaped(self.token.text[1:-1])
            node = self._resolved(text)
        elif self.token.kind == "name":
            prefix, _, local = self.token.text.partition(":")
            if prefix not in self._prefixes:
                self.fail(f"the prefix {prefix}: is not declared")
            node = self._named(self._prefixes[prefix] + local.replace("\\", ""))
        else:
            self.fail("an IRI expected")
        self.take()
        return node

    def term(self) -> PatternTerm:
        """Return the term that must be next; collections and blank nodes with properties are read elsewhere."""
        kind = self.token.kind
        if kind == "variable":
            return Variable(self.variable())
        if kind == "blank":
            return self.blank(self.take().text[2:])
        found = self.constant()
        if found is None:
            self.fail("a term expected")
        return found

    def constant(self) -> NamedNode | Literal | None:
        """Return the IRI or literal that is next; None where it is something else."""
        kind = self.token.kind
        if kind in ("iri", "name"):
            return self.iri()
        if kind == "string":
            return self._literal()
        if kind == "number":
            return self._number("")
        if self.at("TRUE", "FALSE"):
            return Literal(self.take().text.lower(), datatype=XSD_BOOLEAN)
        if self.at("-", "+") and self.is_sign_of_number():
            return self._number(self.take().text)
        return None

    def is_sign_of_number(self) -> bool:
        """Return whether a number follows the next token, a sign."""
        return token_at(self.text, self.token.end).kind == "number"

    def blank(self, label: str = "") -> BlankNode | Variable:
        """Return what stands for a blank node: in a template itself, else an unnamed variable."""
        key = f"{label or len(self._blanks)} {bool(label)} {self.in_template}"
        if key not in self._blanks:
            number = len(self._blanks)
            self._blanks[key] = BlankNode(f"b{number}") if self.in_template else Variable(f"{UNNAMED}{number}")
        return self._blanks[key]

    def _number(self, sign: str) -> Literal:
        text = sign + self.take().text
        kind = XSD_DOUBLE if "e" in text.lower() else XSD_DECIMAL if "." in text else XSD_INTEGER
        return Literal(text, datatype=kind)

    def _literal(self) -> Literal:
        quoted = self.token.text
        marks = 3 if quoted[:3] in ('"""', "'''") else 1
        text = self._unescaped(quoted[marks:-marks])
        self.take()
        if self.token.kind == "tag":
            return self._tagged(text)
        return Literal(text, datatype=self.iri()) if self.skip("^^") else Literal(text)

    def _tagged(self, text: str) -> Literal:
        try:
            found = Literal(text, language=self.token.text[1:].lower())
        except ValueError:
            self.fail("a language tag expected")
        self.take()
        return found

    def _unescaped(self, text: str) -> str:
        def character(match: re.Match[str]) -> str:
            escaped = match[1]
            if len(escaped) == 1:
                return _ESCAPES[escaped]
            return chr(int(escaped[1:], 16)).encode().decode()

        try:
            return _ESCAPE.sub(character, text) if "\\" in text else text
        except (KeyError, ValueError, OverflowError):
            self.fail("an escape that SPARQL does not have")

    def _resolved(self, text: str) -> NamedNode:
        if self.base is None:
            return self._named(text)
        try:
            (quad,) = parse(f"<{text}> <urn:p> <urn:o> .", format=RdfFormat.TURTLE, base_iri=self.base)
        except (SyntaxError, ValueError):
            self.fail("not an IRI")
        return quad.subject if isinstance(quad.subject, NamedNode) else self.fail("not an IRI")

    def _named(self, text: str) -> NamedNode:
        try:
            return NamedNode(text)
        except ValueError:
            self.fail("an absolute IRI expected")
