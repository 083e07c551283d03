"""The parts of a query, as SPARQL 1.1 names them (https://www.w3.org/TR/sparql11-query/#GraphPattern).

Expressions are trees as well, so that nothing has to read the text of a query again. Each part knows the place in the
text that it was read from, its `span`; parts are equal wherever they stand. `str` prints a part as SPARQL that means
the same, with full IRIs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal as Choice
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Variable

from ..terms import PatternTerm
from .node import node
from .paths import Path

Span: TypeAlias = tuple[int, int]
"""Where something begins and ends in the text of a query."""
UNNAMED = "__blank"
"""What the names of variables begin with that stand for blank nodes."""


def name_of(term: object) -> str | None:
    """Return the name of a variable, None for any other term.

    >>> name_of(Variable("x")), name_of(Literal("x"))
    ('x', None)
    """
    return term.value if isinstance(term, Variable) else None


# -- expressions


@node
class Call:
    """A function with its arguments; its name is in capitals, or an IRI in brackets."""

    name: str
    arguments: tuple[Expression, ...]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.arguments))})"


@node
class Aggregate:
    """COUNT, SUM, MIN, MAX, AVG, SAMPLE or GROUP_CONCAT; no `argument` stands for `*`."""

    name: str
    argument: Expression | None
    distinct: bool = False
    separator: Literal | None = None

    def __str__(self) -> str:
        inner = "*" if self.argument is None else str(self.argument)
        after = "" if self.separator is None else f" ; SEPARATOR = {self.separator}"
        return f"{self.name}({'DISTINCT ' if self.distinct else ''}{inner}{after})"


@node
class Infix:
    """Operands with an operator between each two, all of the same precedence."""

    operators: tuple[str, ...]
    operands: tuple[Expression, ...]

    def __str__(self) -> str:
        rest = zip(self.operators, self.operands[1:], strict=True)
        return f"({self.operands[0]}{''.join(f' {sign} {operand}' for sign, operand in rest)})"


@node
class Prefix:
    """An operand with one operator or more before it: `!`, `-` or `+`."""

    operators: tuple[str, ...]
    operand: Expression

    def __str__(self) -> str:
        return f"{' '.join(self.operators)} {self.operand}"


@node
class In:
    """Whether the value of an expression is among others; with `negated`, whether it is not."""

    operand: Expression
    options: tuple[Expression, ...]
    negated: bool = False

    def __str__(self) -> str:
        return f"({self.operand} {'NOT ' if self.negated else ''}IN ({', '.join(map(str, self.options))}))"


@node
class Exists:
    """Whether a group has a solution; with `negated`, whether it has none."""

    group: Group
    negated: bool = False

    def __str__(self) -> str:
        return f"{'NOT ' if self.negated else ''}EXISTS {self.group}"


Expression: TypeAlias = NamedNode | Literal | Variable | Call | Aggregate | Infix | Prefix | In | Exists
"""What has a value in a solution."""


def operands(expression: Expression) -> tuple[Expression, ...]:
    """Return the expressions that an expression is made of; the group of EXISTS is none."""
    match expression:
        case Call(_, inner) | Infix(_, inner):
            return inner
        case Prefix(_, one):
            return (one,)
        case In(one, several):
            return (one, *several)
        case Aggregate(_, one) if one is not None:
            return (one,)
    return ()


def within(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and all that it is made of, those in the groups of EXISTS left out."""
    yield expression
    for inner in operands(expression):
        yield from within(inner)


def exists_in(expression: Expression) -> Iterator[Exists]:
    """Yield each EXISTS and NOT EXISTS of an expression."""
    return (each for each in within(expression) if isinstance(each, Exists))


def is_aggregate(expression: Expression) -> bool:
    """Return whether an aggregate stands in an expression."""
    return any(isinstance(each, Aggregate) for each in within(expression))


# -- graph patterns


@node
class Pattern:
    """A triple pattern, whose predicate may be a path."""

    subject: PatternTerm
    predicate: Path | Variable
    object: PatternTerm
    span: Span = field(default=(0, 0), compare=False, repr=False)

    @property
    def ends(self) -> tuple[PatternTerm, PatternTerm]:
        """Its subject and its object."""
        return self.subject, self.object

    @cached_property
    def variables(self) -> frozenset[str]:
        """The names of its variables."""
        return frozenset(n for t in (self.subject, self.predicate, self.object) if (n := name_of(t)) is not None)

    def __str__(self) -> str:
        return f"{self.subject} {self.predicate} {self.object}"


@node
class Group:
    """What stands between braces; its span has the braces in it."""

    parts: tuple[Part, ...]
    span: Span = field(default=(0, 0), compare=False, repr=False)

    @property
    def patterns(self) -> Iterator[Pattern]:
        """The triple patterns that stand in the group itself."""
        return (part for part in self.parts if isinstance(part, Pattern))

    @property
    def filters(self) -> Iterator[Filter]:
        """The filters that stand in the group itself."""
        return (part for part in self.parts if isinstance(part, Filter))

    @cached_property
    def text(self) -> str:
        """The group as SPARQL."""
        parts = [f"{part} ." if isinstance(part, Pattern) else str(part) for part in self.parts]
        return " ".join(["{", *parts, "}"])

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """The names of the variables that it speaks of, as `mentioned` gives them."""
        return frozenset().union(*map(mentioned, self.parts))

    @cached_property
    def assigned(self) -> frozenset[str]:
        """The names of the variables that it may give values to, as `assigned` gives them."""
        return frozenset().union(*map(assigned, self.parts))

    def __str__(self) -> str:
        return self.text


@node
class Optional:
    """`OPTIONAL { }`."""

    group: Group
    span: Span = field(default=(0, 0), compare=False, repr=False)

    def __str__(self) -> str:
        return f"OPTIONAL {self.group}"


@node
class Minus:
    """`MINUS { }`."""

    group: Group
    span: Span = field(default=(0, 0), compare=False, repr=False)

    def __str__(self) -> str:
        return f"MINUS {self.group}"


@node
class Union:
    """`{ } UNION { }`."""

    groups: tuple[Group, ...]
    span: Span = field(default=(0, 0), compare=False, repr=False)

    def __str__(self) -> str:
        return " UNION ".join(map(str, self.groups))


@node
class Graph:
    """`GRAPH name { }`."""

    name: NamedNode | Variable
    group: Group
    span: Span = field(default=(0, 0), compare=False, repr=False)

    def __str__(self) -> str:
        return f"GRAPH {self.name} {self.group}"


@node
class Filter:
    """`FILTER` with its expression; its span is that of the expression, brackets included."""

    expression: Expression
    span: Span = field(default=(0, 0), compare=False, repr=False)

    def __str__(self) -> str:
        alone = isinstance(self.expression, Exists)
        return f"FILTER {self.expression}" if alone else f"FILTER({self.expression})"


@node
class Bind:
    """`BIND(expression AS ?variable)`."""

    expression: Expression
    variable: str
    span: Span = field(default=(0, 0), compare=False, repr=False)

    def __str__(self) -> str:
        return f"BIND({self.expression} AS ?{self.variable})"


@node
class Values:
    """A `VALUES` block: in each row a term for each variable, None for UNDEF."""

    variables: tuple[str, ...]
    rows: tuple[tuple[NamedNode | Literal | None, ...], ...]
    span: Span = field(default=(0, 0), compare=False, repr=False)

    def __str__(self) -> str:
        heads = " ".join(f"?{name}" for name in self.variables)
        rows = (f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in self.rows)
        return f"VALUES ({heads}) {{ {' '.join(rows)} }}"


@node
class Column:
    """What a SELECT shows or a GROUP BY groups by: a variable, or an expression, perhaps AS a variable."""

    variable: str | None
    expression: Expression | None = None

    def __str__(self) -> str:
        if self.expression is None:
            return f"?{self.variable}"
        return f"({self.expression}{f' AS ?{self.variable}' if self.variable else ''})"


@node
class Order:
    """A key of ORDER BY."""

    expression: Expression
    descending: bool = False

    def __str__(self) -> str:
        return f"{'DESC' if self.descending else 'ASC'}({self.expression})"


@node
class Select:
    """A SELECT, on its own or within a group; `columns` is None where it shows all variables of its group."""

    where: Group
    columns: tuple[Column, ...] | None = None
    modifier: Choice["", "DISTINCT", "REDUCED"] = ""
    group_by: tuple[Column, ...] = ()
    having: tuple[Expression, ...] = ()
    order_by: tuple[Order, ...] = ()
    limit: int | None = None
    offset: int | None = None
    values: Values | None = None
    span: Span = field(default=(0, 0), compare=False, repr=False)

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables that it shows."""
        if self.columns is None:
            return tuple(sorted(name for name in assigned(self.where) if not name.startswith(UNNAMED)))
        return tuple(column.variable for column in self.columns if column.variable is not None)

    @cached_property
    def computed(self) -> Mapping[str, Expression]:
        """The expressions of the variables that it gives values to itself."""
        columns = (*(self.columns or ()), *self.group_by)
        return {c.variable: c.expression for c in columns if c.variable and c.expression is not None}

    @cached_property
    def extremes(self) -> Mapping[str, tuple[str, bool]]:
        """For each variable that is the MIN or MAX of another one: that one's name, and whether it is the least."""
        found = ((name, e) for name, e in self.computed.items() if isinstance(e, Aggregate) and e.name in _EXTREMES)
        return {name: (e.argument.value, e.name == "MIN") for name, e in found if isinstance(e.argument, Variable)}

    @property
    def made(self) -> frozenset[str]:
        """The variables that its head gives values to."""
        return frozenset(c.variable for c in self.columns or () if c.variable and c.expression is not None)

    @property
    def is_aggregated(self) -> bool:
        """Whether its rows are made of groups of solutions."""
        return bool(self.group_by) or any(map(is_aggregate, (*self.computed.values(), *self.having)))

    @property
    def is_cut(self) -> bool:
        """Whether LIMIT or OFFSET leaves rows out."""
        return self.limit is not None or self.offset is not None

    def __str__(self) -> str:
        columns = self.columns or ()
        if self.columns is None and len(self.variables) < len(assigned(self.where)):
            columns = tuple(map(Column, self.variables))  # what stands for blank nodes is not shown
        head = " ".join(map(str, columns)) or "*"
        return f"SELECT {f'{self.modifier} ' if self.modifier else ''}{head} WHERE {self.where}{self._tail()}"

    def _tail(self) -> str:
        parts = []
        for word, keys in (("GROUP BY", self.group_by), ("HAVING", self.having), ("ORDER BY", self.order_by)):
            if keys:
                parts.append(f"{word} {' '.join(f'({k})' if word == 'HAVING' else str(k) for k in keys)}")
        parts += [f"{word} {n}" for word, n in (("LIMIT", self.limit), ("OFFSET", self.offset)) if n is not None]
        parts += [str(self.values)] if self.values is not None else []
        return "".join(f" {part}" for part in parts)


_EXTREMES = ("MIN", "MAX")

Part: TypeAlias = "Pattern | Group | Optional | Minus | Union | Graph | Filter | Bind | Values | SubSelect"
"""What a group is made of; a group in a group is joined with the rest."""


@node
class SubSelect:
    """A SELECT within a group, between braces of its own."""

    select: Select
    span: Span = field(default=(0, 0), compare=False, repr=False)

    def __str__(self) -> str:
        return f"{{ {self.select} }}"


@node
class Query:
    """A query of the form SELECT, CONSTRUCT or ASK; `text` is what it was read from."""

    form: Choice["SELECT", "CONSTRUCT", "ASK"]
    select: Select
    template: tuple[Pattern, ...] = ()
    text: str = field(default="", compare=False, repr=False)

    @property
    def where(self) -> Group:
        """Its WHERE part."""
        return self.select.where

    def source(self, span: Span) -> str:
        """Return the text that stands in a span.

        >>> Query("ASK", Select(Group(())), text="ASK { }").source((4, 7))
        '{ }'
        """
        return self.text[span[0] : span[1]]

    def __str__(self) -> str:
        if self.form == "SELECT":
            return str(self.select)
        head = "ASK" if self.form == "ASK" else f"CONSTRUCT {Group(self.template)} WHERE"
        return f"{head} {self.where}{self.select._tail()}"


# -- what a part is made of


def groups_of(part: object) -> tuple[Group, ...]:
    """Return the groups that stand directly in a part of a group; those of expressions and sub-selects are none."""
    if isinstance(part, Group):
        return (part,)
    if isinstance(part, Union):
        return part.groups
    return (part.group,) if isinstance(part, Optional | Minus | Graph) else ()


def expressions_of(part: object) -> tuple[Expression, ...]:
    """Return the expressions that stand directly in a part of a group."""
    return (part.expression,) if isinstance(part, Filter | Bind) else ()


def mentioned(part: object) -> frozenset[str]:
    """Return the names of the variables that a part, group or expression speaks of.

    Those that a sub-select keeps to itself are not among them: outside it they are other variables.
    """
    if isinstance(part, Variable):
        return frozenset((part.value,))
    if isinstance(part, Pattern):
        return part.variables
    if isinstance(part, Group):
        return part.mentioned
    if isinstance(part, SubSelect):
        return frozenset(part.select.variables)
    if isinstance(part, Values):
        return frozenset(part.variables)
    if isinstance(part, Exists):
        return mentioned(part.group)
    if isinstance(part, Call | Aggregate | Infix | Prefix | In):
        return frozenset().union(*map(mentioned, operands(part)))
    own = {part.variable} if isinstance(part, Bind) else {name_of(part.name)} if isinstance(part, Graph) else set()
    inner = (*groups_of(part), *expressions_of(part))
    return frozenset(name for name in own if name).union(*map(mentioned, inner))


def assigned(part: object) -> frozenset[str]:
    """Return the names of the variables that a part or group may give values to: that are in scope behind it."""
    if isinstance(part, Pattern):
        return part.variables
    if isinstance(part, Group):
        return part.assigned
    if isinstance(part, Bind):
        return frozenset((part.variable,))
    if isinstance(part, Filter | Minus):
        return frozenset()
    if isinstance(part, Graph):
        return assigned(part.group) | mentioned(part.name)
    if isinstance(part, Optional | Union):
        return frozenset().union(*map(assigned, groups_of(part)))
    return mentioned(part)
