"""What a direct rule reads and writes: its triple patterns, each in its scope, and the triples it constructs.

From this it is told which things a changed triple can matter to, and which triples a run for some things needs. That
can be told of a rule only where all it constructs is about `?thing`, every pattern is connected with `?thing`, and
nothing looks at the graph from within an expression. `Unbounded` says why it cannot be told.

>>> rule = DirectRule("1", "", "CONSTRUCT { ?thing <urn:q> ?y } WHERE { VALUES ?thing { UNDEF } ?thing <urn:p>+ ?y }")
>>> anatomy = Anatomy.of(rule)
>>> [(str(c.subject), str(c.path), c.role) for c in anatomy.scope.clauses]
[('?thing', '<urn:p>+', 'required')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal as Choice
from typing import TypeAlias

from pyoxigraph import NamedNode, Variable

from ..errors import QueryError
from ..patterns import model as sparql
from ..patterns import read_query
from .rules import DirectRule
from .walks import Walk

THING = "thing"
"""The variable that a direct rule is about, without its question mark."""

Role: TypeAlias = Choice["required", "optional", "negated", "alternative"]
"""How the patterns of a scope count: `negated` is MINUS and NOT EXISTS, `alternative` a branch of UNION."""

_OPEN = f"VALUES ?{THING} {{ UNDEF }}"
_LOOKS = re.compile(r"\bEXISTS\b", re.IGNORECASE)
_GROUPED = re.compile(r"(GROUP\s+BY(\s+\?\w+)+)?", re.IGNORECASE)
_MADE_UP = re.compile(r"\bAS\s+\?(\w+)\s*\)", re.IGNORECASE)


class Unbounded(Exception):
    """It cannot be told what a rule reads for some things; the message says why."""


@dataclass(frozen=True, eq=False)
class Clause:
    """A triple pattern of a rule; variables that a sub-select keeps to itself have names of their own."""

    subject: sparql.Term
    path: NamedNode | sparql.Path
    object: sparql.Term
    role: Role

    @cached_property
    def walk(self) -> Walk:
        """The walk along its property or path."""
        return Walk(self.path)

    @property
    def variables(self) -> set[str]:
        """The names of its variables."""
        return {t.value for t in (self.subject, self.object) if isinstance(t, Variable)}


@dataclass(eq=False)
class Scope:
    """A group of patterns that hold together: its clauses, its sub-selects, and the groups that hang on it.

    `shown` are the variables of a sub-select that the outside sees, None for any other group.
    """

    role: Role
    clauses: list[Clause] = field(default_factory=list)
    selects: list[Scope] = field(default_factory=list)
    others: list[Scope] = field(default_factory=list)
    shown: frozenset[str] | None = None

    def everything(self) -> Iterator[Scope]:
        """Yield the scope and all scopes within it.

        >>> len(list(Scope("required", others=[Scope("optional")]).everything()))
        2
        """
        yield self
        for scope in (*self.selects, *self.others):
            yield from scope.everything()

    def certain(self) -> list[Clause]:
        """Return the clauses that hold wherever the scope does: its own and those of its sub-selects."""
        return [*self.clauses, *(clause for select in self.selects for clause in select.certain())]


@dataclass(frozen=True, eq=False)
class Anatomy:
    """The patterns of a rule, as a tree of scopes, and its template."""

    rule: DirectRule
    scope: Scope
    template: tuple[sparql.Pattern, ...]

    @classmethod
    def of(cls, rule: DirectRule) -> Anatomy:
        """Return the anatomy of a rule.

        Raises:
            Unbounded: it is not about `?thing` alone, or holds what is not read here.

        >>> Anatomy.of(DirectRule("1", "", "CONSTRUCT { ?x a ?y } WHERE { ?x a ?y }"))
        Traceback (most recent call last):
        ilrs_graph.construct.anatomy.Unbounded: not every triple it constructs is about ?thing
        """
        try:
            query = read_query(rule.construct)
        except QueryError as error:
            raise Unbounded(error.message) from None
        if any(head.subject != Variable(THING) for head in query.template):
            raise Unbounded(f"not every triple it constructs is about ?{THING}")
        reader = _Reader()
        scope = reader.scope(query.where, "required", _Names(), open_here=True)
        if reader.opened == 0 or reader.opened != rule.construct.count(_OPEN):
            raise Unbounded(f"{_OPEN} stands neither in the outermost group nor in a sub-select of it")
        return cls(rule, scope, query.template)

    def may_construct(self, predicate: NamedNode) -> bool:
        """Return whether the template can give a triple with this property."""
        return any(isinstance(t.predicate, Variable) or t.predicate == predicate for t in self.template)


class _Reader:
    """Turns groups into scopes; counts the places where `?thing` is open."""

    def __init__(self) -> None:
        self.opened = 0
        self._selects = 0

    def scope(self, group: sparql.Group, role: Role, names: _Names, *, open_here: bool = False) -> Scope:
        """Return the scope of a group whose variables are called `names`."""
        scope = Scope(role)
        for part in group.parts:
            self._read(part, scope, names, open_here=open_here)
        return scope

    def _read(self, part: sparql.Part, scope: Scope, names: _Names, *, open_here: bool) -> None:
        if isinstance(part, sparql.Pattern):
            scope.clauses.append(_clause(part, scope.role, names))
        elif isinstance(part, sparql.SubSelect):
            scope.selects.append(self._select(part, scope.role, names, open_here=open_here))
        elif isinstance(part, sparql.Union):
            scope.others += [self.scope(group, "alternative", names) for group in part.groups]
        elif isinstance(part, sparql.Values):
            self.opened += open_here and part.text.strip() == _OPEN
        elif isinstance(part, sparql.Filter | sparql.Bind):
            if _LOOKS.search(part.text):
                raise Unbounded("EXISTS stands within an expression")
        else:
            scope.others.append(self.scope(part.group, _ROLES[type(part)], names))

    def _select(self, part: sparql.SubSelect, role: Role, names: _Names, *, open_here: bool) -> Scope:
        if not _GROUPED.fullmatch(part.modifiers) or "*" in part.head:
            raise Unbounded("a sub-select lists no variables, or is ordered, cut off or filtered by group")
        if "(" in part.head and not part.grouped:
            raise Unbounded("a sub-select aggregates without GROUP BY")
        self._selects += 1
        plain = set(part.variables) - set(_MADE_UP.findall(part.head))
        inner = _Names(f"_{self._selects}_", {name: names[name] for name in plain})
        scope = self.scope(part.group, role, inner, open_here=open_here and THING in plain)
        scope.shown = frozenset(inner[name] for name in plain)
        return scope


class _Names(dict[str, str]):
    """What variables are called: those that a sub-select shows as outside, any other with a number behind it."""

    def __init__(self, behind: str = "", shown: dict[str, str] | None = None) -> None:
        super().__init__(shown or {})
        self._behind = behind

    def __missing__(self, name: str) -> str:
        self[name] = name + self._behind
        return self[name]


_ROLES: dict[type, Role] = {sparql.Optional: "optional", sparql.Minus: "negated", sparql.Exists: "required"}


def _clause(pattern: sparql.Pattern, role: Role, names: _Names) -> Clause:
    if isinstance(pattern.predicate, Variable):
        raise Unbounded(f"the property of the pattern {pattern} is a variable")
    return Clause(_renamed(pattern.subject, names), pattern.predicate, _renamed(pattern.object, names), role)


def _renamed(term: sparql.Term, names: _Names) -> sparql.Term:
    return Variable(names[term.value]) if isinstance(term, Variable) else term
