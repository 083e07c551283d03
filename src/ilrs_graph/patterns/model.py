"""The parts of a graph pattern, as SPARQL 1.1 names them (https://www.w3.org/TR/sparql11-query/#GraphPattern)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as Choice
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Variable

Term: TypeAlias = NamedNode | Literal | Variable
"""What stands in a triple pattern; blank nodes of a query are read as variables."""


@dataclass(frozen=True, slots=True)
class Path:
    """A property path that is more than a property: `kind` is "/", "|", "^", "*", "+" or "?".

    >>> type_ = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    >>> print(Path("/", (type_, Path("*", (NamedNode("urn:sub"),)))))
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>/<urn:sub>*
    """

    kind: Choice["/", "|", "^", "*", "+", "?"]
    steps: tuple[NamedNode | Path, ...]

    def __str__(self) -> str:
        if self.kind in ("/", "|"):
            return self.kind.join(map(_bracketed, self.steps))
        one = f"({self.steps[0]})" if isinstance(self.steps[0], Path) else str(self.steps[0])
        return f"^{one}" if self.kind == "^" else f"{one}{self.kind}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern, whose predicate may be a path."""

    subject: Term
    predicate: NamedNode | Variable | Path
    object: Term

    @property
    def variables(self) -> frozenset[str]:
        """The names of its variables, without question marks."""
        return frozenset(t.value for t in (self.subject, self.predicate, self.object) if isinstance(t, Variable))

    def __str__(self) -> str:
        return f"{self.subject} {self.predicate} {self.object}"


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between braces; `text` is that, braces left out."""

    parts: tuple[Part, ...]
    text: str

    @property
    def patterns(self) -> Iterator[Pattern]:
        """The triple patterns that stand in the group itself."""
        return (part for part in self.parts if isinstance(part, Pattern))

    @property
    def filters(self) -> Iterator[Filter]:
        """The filters that stand in the group itself."""
        return (part for part in self.parts if isinstance(part, Filter))


@dataclass(frozen=True, slots=True)
class Optional:
    """`OPTIONAL { }`."""

    group: Group


@dataclass(frozen=True, slots=True)
class Minus:
    """`MINUS { }`, or a filter that is `NOT EXISTS { }` alone."""

    group: Group


@dataclass(frozen=True, slots=True)
class Exists:
    """A filter that is `EXISTS { }` alone."""

    group: Group


@dataclass(frozen=True, slots=True)
class Union:
    """`{ } UNION { }`; a group by itself is a union of one."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """`FILTER` with the text of its expression, and the names of the variables that `!BOUND()` is asked of."""

    text: str
    unbound: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bind:
    """`BIND(expression AS ?variable)`."""

    text: str
    variable: str


@dataclass(frozen=True, slots=True)
class Values:
    """A `VALUES` block, as written."""

    text: str


@dataclass(frozen=True, slots=True)
class SubSelect:
    """`{ SELECT ... }`; `extremes` maps a variable to that of which it is the `MIN` or `MAX`.

    `head` is its text before `WHERE`, `modifiers` that after the group, such as `GROUP BY ?x`.
    """

    group: Group
    variables: tuple[str, ...]
    extremes: Mapping[str, str]
    grouped: bool
    head: str
    modifiers: str


Part: TypeAlias = Pattern | Optional | Minus | Exists | Union | Filter | Bind | Values | SubSelect


@dataclass(frozen=True, slots=True)
class Query:
    """A SELECT or CONSTRUCT query: its prologue as text, its template where it has one, and its WHERE part."""

    prologue: str
    template: tuple[Pattern, ...]
    where: Group


def _bracketed(step: NamedNode | Path) -> str:
    return f"({step})" if isinstance(step, Path) and len(step.steps) > 1 else str(step)
