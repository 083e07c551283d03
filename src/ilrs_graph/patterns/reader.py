"""Reads the WHERE part of a SELECT or CONSTRUCT query; the engine has parsed the whole before, or will.

Not read, and refused: collections, negated property sets, GRAPH, SERVICE.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count

from pyoxigraph import Literal, NamedNode, Variable

from ..errors import QueryError
from ..namespaces import PREFIXES, RDF, XSD
from .model import (
    Bind,
    Exists,
    Filter,
    Group,
    Minus,
    Optional,
    Part,
    Path,
    Pattern,
    Query,
    SubSelect,
    Term,
    Union,
    Values,
)

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n\r]*)
    |(?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\s]*>)
    |(?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:[\w.:-]*[\w:-])?)?)
    |(?P<blank>_:\w+|\[\s*\])
    |(?P<variable>[?$]\w+)
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<word>[^\W\d]\w*)
    |(?P<mark>\^\^|&&|\|\||!=|<=|>=|.)""",
    re.VERBOSE | re.DOTALL,
)
_TYPE = NamedNode(RDF + "type")
_EXTREME = re.compile(r"\(\s*M(?:IN|AX)\s*\(\s*\?(\w+)\s*\)\s+AS\s+\?(\w+)\s*\)", re.IGNORECASE)
_NOT_BOUND = re.compile(r"!\s*BOUND\s*\(\s*\?(\w+)\s*\)", re.IGNORECASE)


def read_query(text: str) -> Query:
    """Return a query as a tree.

    Raises:
        QueryError: it holds what is not read here, or does not parse.

    >>> str(*read_query("CONSTRUCT { ?x a <urn:A> } WHERE { ?x a <urn:B> }").template)
    '?x <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:A>'
    """
    return _Reader(text).query()


class _Reader:
    """A cursor over the tokens of a query."""

    def __init__(self, text: str) -> None:
        self._text = text
        found = [m for m in _TOKEN.finditer(text) if m.lastgroup != "space"]
        self._tokens = [(m.lastgroup or "mark", m.group(), m.start(), m.end()) for m in found]
        self._tokens.append(("end", "", len(text), len(text)))
        self._at = 0
        self._prefixes: dict[str, str] = dict(PREFIXES)
        self._fresh = count()

    # -- the cursor

    @property
    def kind(self) -> str:
        return self._tokens[self._at][0]

    @property
    def word(self) -> str:
        kind, text, *_ = self._tokens[self._at]
        return text.upper() if kind == "word" else text

    def take(self) -> str:
        text = self._tokens[self._at][1]
        self._at += 1
        return text

    def skip(self, word: str) -> bool:
        if self.word != word:
            return False
        self._at += 1
        return True

    def need(self, word: str) -> None:
        if not self.skip(word):
            raise self.problem(f"{word} expected")

    def problem(self, what: str) -> QueryError:
        start = self._tokens[self._at][2]
        line = self._text.count("\n", 0, start) + 1
        found = self._tokens[self._at][1]
        return QueryError(f"line {line}: {what}, found {found!r}", tip="this form cannot be explained")

    def enclosed(self) -> str:
        """Return the text of a bracketed expression, brackets included, and move behind it."""
        start, depth = self._tokens[self._at][2], 0
        while self.kind != "end":
            mark = self.take()
            depth += (mark in ("(", "{")) - (mark in (")", "}"))
            if depth == 0:
                return self._text[start : self._tokens[self._at - 1][3]]
        raise self.problem("a closing bracket expected")

    # -- the query

    def query(self) -> Query:
        while self.word in ("PREFIX", "BASE"):
            if self.take().upper() == "PREFIX":
                name = self.take()
                self._prefixes[name.removesuffix(":")] = self.take()[1:-1]
            else:
                raise self.problem("BASE is not read; a full IRI expected")
        prologue = self._text[: self._tokens[self._at][2]]
        template: tuple[Pattern, ...] = ()
        if self.skip("CONSTRUCT"):
            template = tuple(self.group().patterns)
        while self.word not in ("WHERE", "{") and self.kind != "end":
            self.take()
        self.skip("WHERE")
        return Query(prologue, template, self.group())

    def group(self) -> Group:
        start = self._tokens[self._at][3]
        self.need("{")
        parts: list[Part] = []
        if self.word == "SELECT":
            parts.append(self.subselect())
        while self.word != "}":
            if self.kind == "end":
                raise self.problem("} expected")
            parts += self.part()
            while self.skip("."):
                pass
        end = self._tokens[self._at][2]
        self.need("}")
        return Group(tuple(parts), self._text[start:end])

    def part(self) -> list[Part]:
        word = self.word
        if word == "{":
            return [self.union()]
        if self.kind == "word" and word in ("GRAPH", "SERVICE"):
            raise self.problem(f"{word} is not read; a pattern expected")
        if self.skip("OPTIONAL"):
            return [Optional(self.group())]
        if self.skip("MINUS"):
            return [Minus(self.group())]
        if self.skip("FILTER"):
            return [self.filter()]
        if self.skip("BIND"):
            inside = self.enclosed()[1:-1]
            text, _, variable = inside.rpartition("?")
            return [Bind(re.sub(r"\s+AS\s*$", "", text, flags=re.IGNORECASE), variable.strip())]
        if word == "VALUES":
            return [self.values()]
        return list(self.triples())

    def union(self) -> Part:
        groups = [self.group()]
        while self.skip("UNION"):
            groups.append(self.group())
        if len(groups) == 1 and len(groups[0].parts) == 1 and isinstance(groups[0].parts[0], SubSelect):
            return groups[0].parts[0]
        return Union(tuple(groups))

    def filter(self) -> Part:
        if self.skip("EXISTS"):
            return Exists(self.group())
        if self.word == "NOT":
            self.take()
            self.need("EXISTS")
            return Minus(self.group())
        start = self._tokens[self._at][2]
        if self.word != "(":
            self.take()
        self.enclosed()
        whole = self._text[start : self._tokens[self._at - 1][3]]
        return Filter(whole, frozenset(_NOT_BOUND.findall(whole)))

    def values(self) -> Values:
        start = self._tokens[self._at][2]
        self.take()
        while self.word != "{":
            self.take()
        self.enclosed()
        return Values(self._text[start : self._tokens[self._at - 1][3]])

    def subselect(self) -> SubSelect:
        start = self._tokens[self._at][2]
        while self.word not in ("WHERE", "{"):
            self.take()
        head = self._text[start : self._tokens[self._at][2]]
        self.skip("WHERE")
        group = self.group()
        modifiers = self._tokens[self._at][2]
        while self.word != "}":
            self.enclosed() if self.word == "(" else self.take()
        after = self._text[modifiers : self._tokens[self._at][2]].strip()
        extremes = {of: given for given, of in _EXTREME.findall(head)}
        names = re.findall(r"\?(\w+)", re.sub(r"\(.*?\bAS\b", "", head, flags=re.IGNORECASE | re.DOTALL))
        return SubSelect(group, tuple(names), extremes, "GROUP" in after.upper(), head, after)

    # -- triples

    def triples(self) -> list[Pattern]:
        subject = self.term()
        found: list[Pattern] = []
        while True:
            predicate = self.path()
            found.append(Pattern(subject, predicate, self.term()))
            while self.skip(","):
                found.append(Pattern(subject, predicate, self.term()))
            while self.skip(";"):
                pass
            if self.word in (".", "}", "{", "OPTIONAL", "FILTER", "BIND", "MINUS", "VALUES", "GRAPH", "SERVICE"):
                return found

    def path(self) -> NamedNode | Variable | Path:
        if self.kind == "variable":
            return Variable(self.take()[1:])
        return self.alternatives()

    def alternatives(self) -> NamedNode | Path:
        steps = [self.sequence()]
        while self.skip("|"):
            steps.append(self.sequence())
        return steps[0] if len(steps) == 1 else Path("|", tuple(steps))

    def sequence(self) -> NamedNode | Path:
        steps = [self.step()]
        while self.skip("/"):
            steps.append(self.step())
        return steps[0] if len(steps) == 1 else Path("/", tuple(steps))

    def step(self) -> NamedNode | Path:
        if self.skip("^"):
            return Path("^", (self.step(),))
        step: NamedNode | Path
        if self.skip("("):
            step = self.alternatives()
            self.need(")")
        else:
            one = self.term()
            if not isinstance(one, NamedNode):
                raise self.problem("a property expected")
            step = one
        for mark in ("*", "+", "?"):
            if self.skip(mark):
                return Path(mark, (step,))
        return step

    def term(self) -> Term:
        kind, word = self.kind, self.take()
        if kind == "variable":
            return Variable(word[1:])
        if kind == "iri":
            return NamedNode(word[1:-1])
        if kind == "name":
            return NamedNode(self._expanded(word))
        if kind == "blank":
            return Variable(f"blank{next(self._fresh)}" if word.startswith("[") else "blank_" + word[2:])
        if kind == "word" and word == "a":
            return _TYPE
        if kind == "word" and word in ("true", "false"):
            return Literal(word, datatype=NamedNode(XSD + "boolean"))
        if kind == "number":
            return Literal(word, datatype=NamedNode(XSD + _numeric(word)))
        if kind == "string":
            return self._literal(word)
        self._at -= 1
        raise self.problem("a term expected")

    def _literal(self, quoted: str) -> Literal:
        marks = 3 if quoted[:3] in ('"""', "'''") else 1
        text = re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), quoted[marks:-marks])
        if self.kind == "tag":
            return Literal(text, language=self.take()[1:].lower())
        if self.skip("^^"):
            datatype = self.term()
            return Literal(text, datatype=datatype if isinstance(datatype, NamedNode) else None)
        return Literal(text)

    def _expanded(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        if prefix not in self._prefixes:
            self._at -= 1
            raise self.problem(f"the prefix {prefix}: is not declared; a term expected")
        return self._prefixes[prefix] + local.replace("\\", "")


_ESCAPES: Mapping[str, str] = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def _numeric(word: str) -> str:
    return "double" if "e" in word.lower() else "decimal" if "." in word else "integer"
