"""Constraints that compare values, as SPARQL constraints: the order of dates, times and durations.

SHACL defines `sh:lessThan` and the ranges by the operators of SPARQL 1.1, which follow XPath (XML Schema 1.1 Part 2,
section 3.3): a time without a zone and one with it have an order only if they lie more than 14 hours apart, and a year
and a day have none. pyshifty takes years, months and days of a month for values without an order; pyshacl orders what
has no order. Oxigraph does it as XPath has it. So these constraints are asked from it, whichever engine checks the
rest: what SHACL says of two values is what a query says of them. Ranges of numbers and strings stay with the engines,
which order them right; only pyshacl takes a year for a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ..namespaces import SH, XSD
from ..terms import Node
from .model import ANONYMOUS

ORDER = f"{ANONYMOUS}order:"
"""What the names begin with of the SPARQL constraints made here; the name of the component follows."""
_PAIRS = {"lessThan": "<", "lessThanOrEquals": "<="}
_RANGES = {"minInclusive": ">=", "minExclusive": ">", "maxInclusive": "<=", "maxExclusive": "<"}
_WORDS = {"<": "less than", "<=": "less than or equal to", ">": "greater than", ">=": "greater than or equal to"}
_ASKED = frozenset(
    XSD + name
    for name in (
        "date", "dateTime", "dateTimeStamp", "time", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay",
        "duration", "yearMonthDuration", "dayTimeDuration", "boolean",
    )
)  # fmt: skip
_PATH, _MESSAGE = NamedNode(SH + "path"), NamedNode(SH + "message")
_SPARQL, _SELECT = NamedNode(SH + "sparql"), NamedNode(SH + "select")


def with_orders(triples: Iterable[Triple]) -> list[Triple]:
    """Return the triples of shapes with each comparison of times, and of two properties, as a SPARQL constraint.

    >>> shape, path = NamedNode("urn:S"), NamedNode("urn:p")
    >>> made = with_orders([Triple(shape, _PATH, path), Triple(shape, NamedNode(SH + "lessThan"), NamedNode("urn:q"))])
    >>> print(made[-1].object.value)
    SELECT $this ?value { $this $PATH ?value ; <urn:q> ?other FILTER(!COALESCE(?value < ?other, false)) }
    """
    held = list(triples)
    pathed = {t.subject for t in held if t.predicate == _PATH}
    with_message = {t.subject for t in held if t.predicate == _MESSAGE}
    found: list[Triple] = []
    for number, triple in enumerate(held):
        name = triple.predicate.value.removeprefix(SH)
        if not _is_order(name, triple.object, with_path=triple.subject in pathed):
            found.append(triple)
            continue
        node = NamedNode(f"{ORDER}{name[0].upper()}{name[1:]}:{number}")
        found.append(Triple(triple.subject, _SPARQL, node))
        if triple.subject not in with_message:
            found.append(Triple(node, _MESSAGE, Literal(_message(name, triple.object))))
        found.append(Triple(node, _SELECT, Literal(_query(name, triple.object, triple.subject in pathed))))
    return found


def component_of(constraint: Node) -> str | None:
    """Return the component that a SPARQL constraint stands for, None if it stands for itself.

    >>> component_of(NamedNode(ORDER + "LessThan:7"))
    '<http://www.w3.org/ns/shacl#LessThanConstraintComponent>'
    """
    if not isinstance(constraint, NamedNode) or not constraint.value.startswith(ORDER):
        return None
    return f"<{SH}{constraint.value.removeprefix(ORDER).partition(':')[0]}ConstraintComponent>"


def _is_order(name: str, value: object, *, with_path: bool) -> bool:
    if name in _PAIRS:
        return with_path and isinstance(value, NamedNode)
    return name in _RANGES and isinstance(value, Literal) and value.datatype.value in _ASKED


def _query(name: str, other: object, with_path: bool) -> str:
    value = "?value" if with_path else "$this"
    head = "SELECT $this ?value { $this $PATH ?value" if with_path else "SELECT $this {"
    if name in _PAIRS:
        return f"{head} ; {other} ?other FILTER(!COALESCE(?value {_PAIRS[name]} ?other, false)) }}"
    return f"{head} FILTER(!COALESCE({value} {_RANGES[name]} {other}, false)) }}"


def _message(name: str, other: object) -> str:
    if name in _PAIRS:
        return f"{{?value}} is not {_WORDS[_PAIRS[name]]} each value of {other}"
    return f"The value is not {_WORDS[_RANGES[name]]} {getattr(other, 'value', other)}"


def nested(lines: Iterable[str]) -> Iterator[str]:
    """Yield the shapes, in N-Triples, of the lines that name a constraint made here.

    >>> list(nested([f"<urn:S> <{SH}sparql> <{ORDER}LessThan:7> ."]))
    ['<urn:S>']
    """
    return (line.split(" ", 1)[0] for line in lines if f" <{SH}sparql> <{ORDER}" in line)
