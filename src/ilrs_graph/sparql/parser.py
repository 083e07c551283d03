"""Reads SELECT, CONSTRUCT and ASK queries of SPARQL 1.1 into their algebra.

What is not read is refused by name, never misread: DESCRIBE, FROM, SERVICE, LATERAL, and triples as terms.

>>> query = read_query("SELECT ?x { ?x a <urn:Orbiter> OPTIONAL { ?x <urn:of> ?m } FILTER(!BOUND(?m)) }")
>>> [type(part).__name__ for part in query.where.parts]
['Pattern', 'Optional', 'Filter']
>>> query.source(next(query.where.filters).span)
'(!BOUND(?m))'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Literal as Choice
from typing import TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Variable

from ..terms import FIRST, NIL, REST, TYPE, PatternTerm
from .algebra import (
    UNNAMED,
    Bind,
    Column,
    Expression,
    Filter,
    Graph,
    Group,
    Minus,
    Optional,
    Order,
    Part,
    Pattern,
    Query,
    Select,
    SubSelect,
    Union,
    Values,
    name_of,
)
from .expressions import ExpressionReader
from .guard import check
from .paths import Alternative, Inverse, Negated, Path, Repeat, Sequence

_REPEATED = {"*": (0, True), "+": (1, True), "?": (0, False)}
_AFTER_TRIPLES = ("}", "{", "OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES", "GRAPH", "SERVICE", "LATERAL")
MOST_NESTED = 80
"""The deepest that brackets of any kind may be nested in a query that is read: they are followed by recursion."""
_NOT_READ = ("SERVICE", "LATERAL")
_Key = TypeVar("_Key")


@lru_cache(maxsize=512)
def read_query(text: str) -> Query:
    """Return the algebra of a query; what `check` refuses is refused before anything is read.

    >>> str(*read_query("CONSTRUCT { ?x a <urn:A> } WHERE { ?x a <urn:B> }").template)
    '?x <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:A>'

    Raises:
        QueryTooComplex: it is too long, too deeply nested, or made of too many operators.
        QueryError: it does not parse, or holds what is not read.
    """
    check(text, depth=MOST_NESTED)
    return _Parser(text).query()


class _Parser(ExpressionReader):
    """A cursor that reads a whole query."""

    def query(self) -> Query:
        self.prologue()
        template: tuple[Pattern, ...] = ()
        form: Choice["SELECT", "CONSTRUCT", "ASK"]
        if self.at("SELECT"):
            form, select = "SELECT", self._select()
        elif self.skip("CONSTRUCT"):
            form, short = "CONSTRUCT", not self.at("{")
            self.in_template = not short
            template = () if short else self._triples_of(self.group())
            self.in_template = False
            select = self._body(None, "")
            template = tuple(map(_as_template, self._triples_of(select.where))) if short else template
        elif self.skip("ASK"):
            form, select = "ASK", self._body(None, "")
        else:
            self.fail(f"{self.token.text.upper()} is not read; SELECT, CONSTRUCT or ASK expected")
        if self.token.kind != "end":
            self.fail("the end of the query expected")
        return Query(form, select, template, self.text)

    def _triples_of(self, group: Group) -> tuple[Pattern, ...]:
        if any(not isinstance(part, Pattern) for part in group.parts):
            self.fail("a template of triples expected before this")
        return tuple(group.patterns)

    def _select(self) -> Select:
        self.need("SELECT")
        modifier: Choice["", "DISTINCT", "REDUCED"] = (
            "DISTINCT" if self.skip("DISTINCT") else "REDUCED" if self.skip("REDUCED") else ""
        )
        if self.skip("*"):
            return self._body(None, modifier)
        columns: list[Column] = []
        while self.token.kind == "variable" or self.at("("):
            columns.append(self._column())
        if not columns:
            self.fail("a variable expected")
        return self._body(tuple(columns), modifier)

    def _column(self, *, key: bool = False) -> Column:
        """Read a variable, or an expression in brackets AS a variable, which a `key` of GROUP BY may go without."""
        if self.token.kind == "variable":
            return Column(self.variable())
        self.need("(")
        expression = self.expression()
        if not key:
            self.need("AS")
        variable = self.variable() if not key or self.skip("AS") else None
        self.need(")")
        return Column(variable, expression)

    def _body(self, columns: tuple[Column, ...] | None, modifier: Choice["", "DISTINCT", "REDUCED"]) -> Select:
        """Read what stands behind the head of a query: its WHERE part and its modifiers."""
        if self.at("FROM"):
            self.fail("FROM is not read; WHERE expected")
        self.skip("WHERE")
        where = self.group()
        group_by = self._keys("GROUP", self._group_key)
        having = tuple(self._having())
        order_by = self._keys("ORDER", self._order_key)
        limits: dict[str, int] = {}
        while self.at("LIMIT", "OFFSET"):
            word = self.word
            self.take()
            limits[word] = self._whole_number()
        values = self._values() if self.at("VALUES") else None
        limit, offset = limits.get("LIMIT"), limits.get("OFFSET")
        return Select(where, columns, modifier, group_by, having, order_by, limit, offset, values)

    def _keys(self, word: str, read: Callable[[], _Key]) -> tuple[_Key, ...]:
        """Read the keys behind GROUP BY or ORDER BY, if that is next."""
        if not self.skip(word):
            return ()
        self.need("BY")
        keys = [read()]
        while self.token.kind == "variable" or self.at("(", "ASC", "DESC") or self._is_call():
            keys.append(read())
        return tuple(keys)

    def _is_call(self) -> bool:
        ends = ("HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")
        return self.token.kind in ("word", "iri", "name") and not self.at(*ends)

    def _group_key(self) -> Column:
        if self.token.kind == "variable" or self.at("("):
            return self._column(key=True)
        return Column(None, self.constraint())

    def _order_key(self) -> Order:
        if self.at("ASC", "DESC"):
            descending = self.take().text.upper() == "DESC"
            return Order(self.bracketed(), descending)
        return Order(Variable(self.variable()) if self.token.kind == "variable" else self.constraint())

    def _having(self) -> Iterator[Expression]:
        if self.skip("HAVING"):
            yield self.constraint()
            while self.at("(") or self._is_call():
                yield self.constraint()

    def _whole_number(self) -> int:
        if self.token.kind != "number" or not self.token.text.isdecimal():
            self.fail("a whole number expected")
        return int(self.take().text)

    # -- groups

    def group(self) -> Group:
        start = self.token.start
        self.need("{")
        parts: list[Part] = []
        if self.at("SELECT"):
            begun = self.token.start
            parts.append(SubSelect(self._select(), (begun, self.ended)))
        while not self.at("}"):
            if self.token.kind == "end":
                self.fail("} expected")
            self._part(parts)
        self.need("}")
        return Group(tuple(parts), (start, self.ended))

    def _part(self, parts: list[Part]) -> None:
        """Read a part of a group, and the dot behind it."""
        start, word = self.token.start, self.word
        if word == "{":
            groups = [self.group()]
            while self.skip("UNION"):
                groups.append(self.group())
            parts.append(_joined(groups, (start, self.ended)))
        elif word in ("OPTIONAL", "MINUS"):
            self.take()
            group = self.group()
            span = (start, self.ended)
            parts.append(Optional(group, span) if word == "OPTIONAL" else Minus(group, span))
        elif word in _NOT_READ:
            self.fail(f"{word} is not read; a pattern expected")
        elif word in _READERS:
            parts.append(_READERS[word](self))
        else:
            self._triples(parts)
            if not self.at(".", *_AFTER_TRIPLES):
                self.fail("} expected" if self.token.kind == "end" else ". expected")
        self.skip(".")

    def _graph(self) -> Graph:
        start = self.take().start
        name = Variable(self.variable()) if self.token.kind == "variable" else self.iri()
        return Graph(name, self.group(), (start, self.ended))

    def _filter(self) -> Filter:
        self.take()
        start = self.token.start
        return Filter(self.constraint(), (start, self.ended))

    def _bind(self) -> Bind:
        start = self.take().start
        self.need("(")
        expression = self.expression()
        self.need("AS")
        variable = self.variable()
        self.need(")")
        return Bind(expression, variable, (start, self.ended))

    def _values(self) -> Values:
        start = self.take().start
        rows: list[tuple[NamedNode | Literal | None, ...]] = []
        if self.token.kind == "variable":
            names = [self.variable()]
            self.need("{")
            while not self.skip("}"):
                rows.append((self._data(),))
            return Values(tuple(names), tuple(rows), (start, self.ended))
        self.need("(")
        names = []
        while not self.skip(")"):
            names.append(self.variable())
        self.need("{")
        while not self.skip("}"):
            self.need("(")
            rows.append(tuple(self._data() for _ in names))
            self.need(")")
        return Values(tuple(names), tuple(rows), (start, self.ended))

    def _data(self) -> NamedNode | Literal | None:
        if self.skip("UNDEF"):
            return None
        found = self.constant()
        return found if found is not None else self.fail("an IRI, a literal or UNDEF expected")

    # -- triples

    def _triples(self, parts: list[Part]) -> None:
        """Read the triples of one subject."""
        described = self.at("[", "(")
        before = len(parts)
        subject = self._node(parts)
        if not described or len(parts) == before or not self.at(".", *_AFTER_TRIPLES):
            self._properties(subject, parts)

    def _properties(self, subject: PatternTerm, parts: list[Part]) -> None:
        while True:
            start = self.token.start
            verb = self._verb()
            while True:
                node = self._node(parts)
                parts.append(Pattern(subject, verb, node, (start, self.ended)))
                if not self.skip(","):
                    break
            if not self.skip(";"):
                return
            while self.skip(";"):
                pass
            if self.at(".", "]", *_AFTER_TRIPLES):
                return

    def _node(self, parts: list[Part]) -> PatternTerm:
        """Read a term, or a blank node with properties, or a collection, whose triples are put before."""
        if self.skip("["):
            node = self.blank()
            if not self.at("]"):
                self._properties(node, parts)
            self.need("]")
            return node
        return self._collection(parts) if self.skip("(") else self.term()

    def _collection(self, parts: list[Part]) -> PatternTerm:
        start = self.ended - 1
        members: list[PatternTerm] = []
        while not self.skip(")"):
            members.append(self._node(parts))
        cells = [self.blank() for _ in members]
        following: list[BlankNode | Variable | NamedNode] = [*cells[1:], NIL]
        for cell, member, rest in zip(cells, members, following, strict=False):
            parts.append(Pattern(cell, FIRST, member, (start, self.ended)))
            parts.append(Pattern(cell, REST, rest, (start, self.ended)))
        return cells[0] if cells else NIL

    # -- paths

    def _verb(self) -> Path | Variable:
        return Variable(self.variable()) if self.token.kind == "variable" else self._path()

    def _path(self) -> Path:
        several = [self._path_sequence()]
        while self.skip("|"):
            several.append(self._path_sequence())
        return several[0] if len(several) == 1 else Alternative(tuple(several))

    def _path_sequence(self) -> Path:
        steps = [self._step()]
        while self.skip("/"):
            steps.append(self._step())
        return steps[0] if len(steps) == 1 else Sequence(tuple(steps))

    def _step(self) -> Path:
        back = self.skip("^")
        step: Path
        if self.skip("("):
            step = self._path()
            self.need(")")
        elif self.skip("!"):
            step = self._negated()
        else:
            step = self._property()
        if self.at(*_REPEATED):
            step = Repeat(step, *_REPEATED[self.take().text])
        return Inverse(step) if back else step

    def _negated(self) -> Negated:
        forward: list[NamedNode] = []
        backward: list[NamedNode] = []
        several = self.skip("(")
        while not (several and self.skip(")")):
            if forward or backward:
                self.need("|")
            (backward if self.skip("^") else forward).append(self._property())
            if not several:
                break
        return Negated(tuple(forward), tuple(backward))

    def _property(self) -> NamedNode:
        if self.token.kind == "word" and self.token.text == "a":
            self.take()
            return TYPE
        if self.token.kind not in ("iri", "name"):
            self.fail("a property expected")
        return self.iri()


def _as_template(pattern: Pattern) -> Pattern:
    """Return a pattern with blank nodes for its unnamed variables."""
    unnamed = (t if not (name_of(t) or "").startswith(UNNAMED) else BlankNode(name_of(t) or "") for t in pattern.ends)
    subject, value = unnamed
    return replace(pattern, subject=subject, object=value)


_READERS: dict[str, Callable[[_Parser], Part]] = {
    "GRAPH": _Parser._graph,
    "FILTER": _Parser._filter,
    "BIND": _Parser._bind,
    "VALUES": _Parser._values,
}


def _joined(groups: list[Group], span: tuple[int, int]) -> Part:
    """Return what groups with UNION between them are: a sub-select or a group by itself where there is only one."""
    if len(groups) > 1:
        return Union(tuple(groups), span)
    (group,) = groups
    alone = group.parts[0] if len(group.parts) == 1 else None
    return SubSelect(alone.select, span) if isinstance(alone, SubSelect) else group
